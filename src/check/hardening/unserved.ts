import { describeManifest, editsBetween, type Finding, type Manifest } from '../../domain/index.ts';
import { BUILT_IN_GROUPS, OTHERS_V1 } from './built-in-kinds.ts';
import { groupOf } from './inventory.ts';
import { quote } from './pod.ts';
import { NEWEST_MINOR } from './pod-security/selection.ts';

/** Letters, or the case of all of them. */
const SLIP_EDITS = 2;
/** Longer than any kind: nothing is near what is longer still. */
const MAX_KIND = 64;

/** What an object says it is that no API server has. */
interface Unserved {
  readonly field: 'apiVersion' | 'kind';
  readonly what: string;
  /** A question or a fact that leads to the right one; empty where none is near. */
  readonly hint: string;
  /** A slip for certain, and nothing that a later Kubernetes may have. */
  readonly isSlip: boolean;
}

/** `manifest/invalid` for an object of a built-in group whose kind or version the group never had: no rule knows it. */
export function unservedKinds(manifests: readonly Manifest[]): readonly Finding[] {
  return manifests.flatMap((manifest) => {
    const unserved = unservedIn(manifest);
    return unserved === null ? [] : [finding(manifest, unserved)];
  });
}

function unservedIn(manifest: Manifest): Unserved | null {
  const { apiVersion, kind } = manifest.ref;
  const group = groupOf(manifest);
  const known = BUILT_IN_GROUPS.get(group);
  // Without a group, every other version is some program's own.
  if (known === undefined || (group === '' && (apiVersion !== 'v1' || OTHERS_V1.has(kind)))) return null;
  const version = group === '' ? apiVersion : apiVersion.slice(group.length + 1);
  const newest = `no Kubernetes up to 1.${NEWEST_MINOR}`;
  if (!known.kinds.includes(kind) && !known.kinds.includes(kind.replace(/List$/, ''))) {
    const meant = nearest(kind, group, version);
    return {
      field: 'kind',
      what: `${newest} has a kind ${quote(kind)} in ${apiVersion}`,
      hint: meant === null ? '' : `: is ${meant.text} meant?`,
      isSlip: meant !== null && meant.edits <= SLIP_EDITS,
    };
  }
  if (known.versions.includes(version)) return null;
  return {
    field: 'apiVersion',
    what: `${newest} has a version ${quote(version)} of ${group}`,
    hint: `, which has ${known.versions.join(', ')}`,
    isSlip: false,
  };
}

/** The kind that may be meant, with its apiVersion: case aside the nearest by its letters, in the own group first. */
function nearest(
  kind: string,
  group: string,
  version: string,
): { readonly text: string; readonly edits: number } | null {
  if (kind.length > MAX_KIND) return null;
  const [best] = [...BUILT_IN_GROUPS]
    .flatMap(([name, { versions, kinds }]) =>
      kinds.map((meant) => ({
        meant,
        apiVersion: [name, name === group && versions.includes(version) ? version : versions[0]]
          .filter((part) => part !== '')
          .join('/'),
        edits: editsBetween(kind.toLowerCase(), meant.toLowerCase()),
        isElsewhere: Number(name !== group),
      })),
    )
    .filter(({ meant, edits }) => edits <= Math.max(1, Math.floor(meant.length / 3)))
    .sort((a, b) => a.edits - b.edits || a.isElsewhere - b.isElsewhere);
  return best === undefined ? null : { text: `${best.apiVersion} ${best.meant}`, edits: best.edits };
}

function finding(manifest: Manifest, { field, what, hint, isSlip }: Unserved): Finding {
  const { location, related } = manifest.place([field]);
  const refusal = isSlip
    ? 'The API server refuses the object, so that nothing of it is deployed, and no hardening rule judges what is in it.'
    : 'Unless a later one has it, the API server refuses the object; no hardening rule judges what is in it either way.';
  return {
    rule: 'manifest/invalid',
    severity: 'high',
    result: { outcome: 'fail' },
    enforcement: isSlip ? 'block' : 'warn',
    message: `${describeManifest(manifest.ref)}: ${what}${hint}${hint.endsWith('?') ? '' : '.'} ${refusal} Correct the ${field}; if it is no manifest, list its path under ignorePaths in the policy.`,
    manifest: manifest.ref,
    image: null,
    location,
    related,
    path: field,
    identity: ['unserved'],
    digest: null,
  };
}
