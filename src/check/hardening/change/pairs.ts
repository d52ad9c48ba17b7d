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
  /** Each object of the base, in its order. */
  readonly pairs: readonly Pair[];
  /** Objects that the base has not. */
  readonly added: readonly Manifest[];
  /** Everything there is after the change. */
  readonly head: readonly Manifest[];
}

/**
 * Finds each object of the base at the head: in the same source, else in a source that has no such object at the base
 * (it moved). Overlays render the same object each for its own cluster, so what one of them drops is gone there, however
 * many others keep it.
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
  return {
    pairs: base.map((object) => ({ base: object, head: paired.get(object) ?? null })),
    added: head.filter((object) => !taken.has(object)),
    head,
  };
}

/** The pairs of some kinds; the group is empty for the core group. */
export function pairsOf({ pairs }: Change, group: string, ...kinds: readonly string[]): readonly Pair[] {
  return pairs.filter(({ base }) => kinds.includes(base.ref.kind) && groupOf(base) === group);
}

/** Is anything of the head in this namespace? Where nothing is, what protected it protects nothing any more. */
export function isInUse({ head }: Change, namespace: string): boolean {
  return head.some((manifest) => manifest.ref.kind !== 'Namespace' && manifest.namespace === namespace);
}

function sameSource(a: Manifest, b: Manifest): boolean {
  return a.source.kind === b.source.kind && a.source.root === b.source.root && a.face === b.face;
}

function identityOf(manifest: Manifest): string {
  return JSON.stringify([groupOf(manifest), manifest.ref.kind, manifest.namespace, manifest.ref.name]);
}
