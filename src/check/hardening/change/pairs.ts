import type { Manifest } from '../../../domain/index.ts';
import { groupOf } from '../inventory.ts';

/** An object at the base and what the change made of it. */
export interface Pair {
  readonly base: Manifest;
  /** Null where the change takes the object away. */
  readonly head: Manifest | null;
}

/** What a change does to the objects of the base. */
export interface Change {
  /** Each object of the base, in its order, and once more for each further copy that the change adds to its source. */
  readonly pairs: readonly Pair[];
  /** Objects that the base has not. */
  readonly added: readonly Manifest[];
  /** Everything there is after the change. */
  readonly head: readonly Manifest[];
}

/**
 * Finds each object of the base at the head: in the same source, else in a source that has no such object at the base
 * (it moved). Overlays render the same object each for its own cluster, so what one of them drops is gone there, however
 * many others keep it. A second copy that the change adds to the same source is compared too: which of the two the
 * cluster ends up with is a matter of their order.
 */
export function pairObjects(base: readonly Manifest[], head: readonly Manifest[]): Change {
  const byIdentity = Map.groupBy(head, identityOf);
  const paired = new Map<Manifest, Manifest>();
  const taken = new Set<Manifest>();
  for (const isSame of [sameSource, () => true]) {
    for (const object of base) {
      if (paired.has(object)) continue;
      const found = byIdentity.get(identityOf(object))?.find((each) => !taken.has(each) && isSame(object, each));
      if (found === undefined) continue;
      taken.add(found);
      paired.set(object, found);
    }
  }
  const left = new Set(head.filter((object) => !taken.has(object)));
  const pairs = base.flatMap((object): readonly Pair[] => {
    const copies = (byIdentity.get(identityOf(object)) ?? []).filter(
      (each) => left.has(each) && sameSource(object, each) && left.delete(each),
    );
    return [
      { base: object, head: paired.get(object) ?? null },
      ...copies.map((copy) => ({ base: object, head: copy })),
    ];
  });
  return { pairs, added: [...left], head };
}

/** The pairs of some kinds; the group is empty for the core group. */
export function pairsOf({ pairs }: Change, group: string, ...kinds: readonly string[]): readonly Pair[] {
  return pairs.filter(({ base }) => kinds.includes(base.ref.kind) && groupOf(base) === group);
}

/** Is anything of the head in this namespace? */
export function holdsObjects({ head }: Change, namespace: string): boolean {
  return head.some((manifest) => manifest.ref.kind !== 'Namespace' && manifest.namespace === namespace);
}

/** What stands around workloads; where a repository holds nothing else of a namespace, they come from elsewhere. */
const GUARDS = ['NetworkPolicy', 'ResourceQuota', 'LimitRange', 'PeerAuthentication', 'Role', 'RoleBinding'];

/**
 * Does what protected this namespace still have something to protect? Not where the change takes everything out of it:
 * objects that the base had there, and the Namespace itself.
 */
export function isInUse(change: Change, namespace: string): boolean {
  const { head, pairs } = change;
  if (holdsObjects(change, namespace)) return true;
  if (head.some(({ ref }) => ref.kind === 'Namespace' && ref.name === namespace)) return true;
  return !pairs.some(
    ({ base }) => base.namespace === namespace && base.ref.kind !== 'Namespace' && !GUARDS.includes(base.ref.kind),
  );
}

/** Each overlay is rendered for a cluster of its own: what one of them holds says nothing of another. */
export function sameSource(a: Manifest, b: Manifest): boolean {
  return a.source.kind === b.source.kind && a.source.root === b.source.root && a.face === b.face;
}

function identityOf(manifest: Manifest): string {
  return JSON.stringify([groupOf(manifest), manifest.ref.kind, manifest.namespace, manifest.ref.name]);
}
