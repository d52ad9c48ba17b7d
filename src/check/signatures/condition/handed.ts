import type { Digest, Json, Repository } from '../../../domain/index.ts';
import type { UnreadableSignature } from '../found/signature.ts';
import type { AdmittedObject } from '../policy/admission.ts';
import type { Condition } from './condition.ts';
import type { Evaluation } from './evaluator.ts';
import { type AuthorityFacts, policyInput } from './facts.ts';
import type { ImageConfigs } from './image-configs.ts';
import { cannotEvaluate } from './no-programs.ts';

/** What a policy's own condition is about. */
export interface Handed {
  readonly matches: readonly (readonly [string, AuthorityFacts])[];
  readonly image: { readonly repository: Repository; readonly digest: Digest };
  /** What the cluster is asked about because of the image, as far as the policy matches it. */
  readonly objects: readonly AdmittedObject[];
}

/** The inputs of a condition, each of which must satisfy it; what keeps them from being known else. */
export async function inputsOf(
  condition: Condition,
  { matches, image, objects }: Handed,
  configs: ImageConfigs,
): Promise<readonly Json[] | UnreadableSignature | Evaluation> {
  const { wants } = condition;
  for (const [want, what] of WITHHELD) {
    if (!wants.includes(want)) continue;
    return cannotEvaluate(
      condition,
      `it reads what ${want} adds, the ${what} as the API server completes it with defaults, which this gate does not know`,
      'Leave that condition to the cluster, in a policy that this gate does not read.',
    );
  }
  const read = wants.includes('fetchConfigFile') ? await configs(image.repository, image.digest) : null;
  if (read?.status === 'unreadable') return read;
  const config = read === null || Object.keys(read.configs).length === 0 ? {} : { config: read.configs };
  const added = wants.includes('includeTypeMeta') ? typesOf(objects) : [{}];
  // Nothing to be asked about would be nothing to refuse.
  if (added.length === 0) {
    return cannotEvaluate(condition, 'the policy matches no object that is known', 'Report this as a defect.');
  }
  return added.map((types) => policyInput(matches, { ...config, ...types }));
}

const WITHHELD = [
  ['includeSpec', 'spec of the object'],
  ['includeObjectMeta', 'metadata of the object'],
] as const;

/** policy-controller, IncludeTypeMeta: of everything but a Pod. */
function typesOf(objects: readonly AdmittedObject[]): readonly Record<string, Json>[] {
  const types = new Map<string, Record<string, Json>>();
  for (const { group, version, kind } of objects) {
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const added = group === '' && kind === 'Pod' ? {} : { typemeta: { kind, apiVersion } };
    types.set(`${apiVersion} ${kind}`, added);
  }
  return [...types.values()];
}
