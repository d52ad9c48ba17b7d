import type { ImageUse } from '../../../domain/index.ts';
import { type AdmittedObject, admittedObjects, matchesObject } from './admission.ts';
import type { SignaturePolicy } from './model.ts';

/** Which policies an image answers to, use by use. */
export interface Coverage {
  /** Policies that match the image in at least one object that the cluster is asked about, with the uses that do it. */
  readonly matched: ReadonlyMap<SignaturePolicy, ReadonlySet<ImageUse>>;
  /** What they match of what the cluster is asked about. */
  readonly objects: ReadonlyMap<SignaturePolicy, readonly AdmittedObject[]>;
  /** Uses with an object that no policy matches, and that object's kind where only some objects are matched at all. */
  readonly uncovered: readonly { readonly use: ImageUse; readonly kind: string | null }[];
}

/** policy-controller, GetMatchingPolicies, for each object that a use of the image brings before the controller. */
export function coverImage(
  policies: readonly SignaturePolicy[],
  /** `index.docker.io/library/nginx@sha256:...`: with digest, without tag, as the cluster matches. */
  name: string,
  uses: readonly ImageUse[],
): Coverage {
  const named = policies.filter((policy) => policy.globs.some((glob) => glob.matches(name)));
  const matched = new Map<SignaturePolicy, Set<ImageUse>>();
  const objects = new Map<SignaturePolicy, AdmittedObject[]>();
  const uncovered: { use: ImageUse; kind: string | null }[] = [];
  for (const use of uses) {
    for (const object of admittedObjects(use.manifest.ref.apiVersion, use.manifest.object)) {
      const matching = named.filter((policy) => matchesObject(policy.match, object));
      for (const policy of matching) {
        const already = matched.get(policy) ?? new Set<ImageUse>();
        matched.set(policy, already.add(use));
        const before = objects.get(policy) ?? [];
        before.push(object);
        objects.set(policy, before);
      }
      const seen = uncovered.some((one) => one.use === use);
      if (matching.length === 0 && !seen) uncovered.push({ use, kind: named.length > 0 ? object.kind : null });
    }
  }
  return { matched, objects, uncovered };
}
