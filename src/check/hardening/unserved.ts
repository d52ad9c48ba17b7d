import { describeManifest, editsBetween, type Finding, type Manifest } from '../../domain/index.ts';
import { BUILT_IN_GROUPS, OTHERS_V1 } from './built-in-kinds.ts';
import { groupOf } from './inventory.ts';
import { quote } from './pod.ts';
import { NEWEST_MINOR } from './pod-security/selection.ts';

/** Longer than any kind: nothing is near what is longer still. */
const MAX_KIND = 64;

/** What an object says it is that no API server has. */
interface Unserved {
  readonly field: 'apiVersion' | 'kind';
  readonly what: string;
  /** A question or a fact that leads to the right one; empty where none is near. */
  readonly hint: string;
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
      hint: meant === null ? '' : `: is ${meant} meant?`,
    };
  }
  if (known.versions.includes(version)) return null;
  return {
    field: 'apiVersion',
    what: `${newest} has a version ${quote(version)} of ${group}`,
    hint: `, which has ${known.versions.join(', ')}`,
  };
}

/** The kind that may be meant, with its apiVersion: case aside the nearest by its letters, in the own group first. */
function nearest(kind: string, group: string, version: string): string | null {
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
  return best === undefined ? null : `${best.apiVersion} ${best.meant}`;
}

function finding(manifest: Manifest, { field, what, hint }: Unserved): Finding {
  const { location, related } = manifest.place([field]);
  return {
    rule: 'manifest/invalid',
    severity: 'high',
    result: { outcome: 'fail' },
    enforcement: 'block',
    message: `${describeManifest(manifest.ref)}: ${what}${hint}${hint.endsWith('?') ? '' : '.'} The API server refuses the object, so that nothing of it is deployed, and no hardening rule judges what is in it. Correct the ${field}; if it is no manifest, list its path under ignorePaths in the policy.`,
    manifest: manifest.ref,
    image: null,
    location,
    related,
    path: field,
    identity: ['unserved'],
    digest: null,
  };
}
