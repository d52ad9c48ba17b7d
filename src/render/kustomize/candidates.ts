import { textOf } from '../export-tree.ts';
import { touchesHardening } from '../origins/hardening-keys.ts';
import type { Candidate } from '../origins/prober.ts';
import { listScalars, type SourceScalar } from '../origins/scalars.ts';
import { isOfChart } from './chart-candidates.ts';
import type { Closure } from './closure.ts';
import { nestedScalars } from './nested.ts';

const MAX_CANDIDATES = 5000;

/** Keys whose values kustomize itself goes by, or by which list items are told apart: a mark would change the merge. */
const STRUCTURAL = new Set([
  'apiVersion',
  'kind',
  'name',
  'namespace',
  'group',
  'version',
  'op',
  'path',
  'from',
  'fieldPath',
  'fieldPaths',
  'namePrefix',
  'nameSuffix',
  'labelSelector',
  'annotationSelector',
  '$patch',
  '$retainKeys',
  'behavior',
  'type',
  'mountPath',
  'devicePath',
  'topologyKey',
  'protocol',
  'ip',
  'disableNameSuffixHash',
  'create',
  'includeSelectors',
  'includeTemplates',
  'immutable',
  'allowNameChange',
  'allowKindChange',
]); // prettier-ignore

function lastKey(scalar: SourceScalar): string {
  return String(scalar.path.findLast((step) => typeof step === 'string') ?? '');
}

/**
 * What is marked: every scalar of the closure's YAML (inline patches too) that could be a part of one of the `images`,
 * and every boolean of a manifest or patch, since kustomize has no conditions that a mark could trip.
 */
export function kustomizeCandidates(closure: Closure, images: readonly string[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const file of closure.files.keys()) {
    if (!/\.(ya?ml|json)$|(^|\/)Kustomization$/.test(file)) continue;
    const content = textOf(closure.files, file);
    const kustomization = closure.kustomizations.includes(file);
    for (const scalar of listScalars(content, file)) {
      if (isOfChart(closure, scalar) || (kustomization && scalar.path[0] === 'helmGlobals')) continue;
      const nested = kustomization ? nestedScalars(content, scalar) : [];
      if (nested.length > 0) candidates.push(...nested.flatMap((one) => candidate(one, images, false)));
      else candidates.push(...candidate(scalar, images, kustomization));
    }
  }
  return candidates.slice(0, MAX_CANDIDATES);
}

function candidate(scalar: SourceScalar, images: readonly string[], kustomization: boolean): Candidate[] {
  if (STRUCTURAL.has(lastKey(scalar)) || scalar.type === 'null' || scalar.value === '') return [];
  if (!kustomization && (scalar.type === 'boolean' || touchesHardening(scalar))) return [{ scalar, rank: 'value' }];
  if (scalar.type === 'boolean') return [];
  if (scalar.style === 'block') return [];
  const { value } = scalar;
  const transformer = kustomization && scalar.path[0] === 'images';
  const part = /image$/i.test(lastKey(scalar)) || images.some((image) => image.includes(value) && value.length > 1);
  const assigns = value.length < 1000 && images.some((image) => value.endsWith(`=${image}`));
  if (!transformer && !part && !assigns) return [];
  if (scalar.type === 'number' && !transformer) return [];
  // `images:` entries match by name, so a reference without a tag gets the mark as its tag.
  const bare = lastKey(scalar) === 'image' && !/[:@][^/]*$/.test(value);
  return [{ scalar, rank: 'value', ...(bare ? { separator: ':' as const } : {}) }];
}
