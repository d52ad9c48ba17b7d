import type { Manifest } from '../../../../domain/index.ts';
import { type Limit, limitsOf } from '../../change/limits.ts';
import { type Change, isInUse, type Pair, pairsOf, sameSource } from '../../change/pairs.ts';
import { removed, weakened } from '../../change/problem.ts';
import { groupOf } from '../../inventory.ts';
import { quote } from '../../pod.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { ChangeRule, ObjectProblem } from '../../rule.ts';

/** The lowest limit of each name is what holds, so what one object loses another one may still say. */
export const rule: ChangeRule = {
  scope: 'change',
  description: {
    id: 'change/weakens-quota',
    topic: 'tenancy',
    level: null,
    severity: 'medium',
    title: 'Change removes or raises the limits of a namespace',
    means:
      'With a base: no ResourceQuota and no LimitRange may be removed from a namespace that the repository still puts objects into, nor lose or raise a limit, unless another object of its kind there limits the same as far.',
    why: 'Without them one workload of the namespace can take the memory, the storage or the object count of all.',
    repair: 'Keep the limit; where more is needed, raise it as far as that and let whoever runs the cluster see it.',
    docs: KUBERNETES.quotas,
    cis: [],
    nsa: [NSA.resourcePolicies],
  },
  messages: {
    removed: 'the change removes it ({was} at the base), and no other {kind} of the namespace remains',
    lost: 'the change removes the limit of {limit}',
    raised: 'the change raises the limit of {limit} from {before} to {after}',
  },
  check: (change) => pairsOf(change, '', 'ResourceQuota', 'LimitRange').flatMap((pair) => problemsOf(pair, change)),
};

function problemsOf(pair: Pair, change: Change): readonly ObjectProblem[] {
  const { base, head } = pair;
  const { kind } = base.ref;
  if (head === null && !isInUse(change, base.namespace)) return [];
  const source = head ?? base;
  const remaining = change.head.filter(
    (each) =>
      each.ref.kind === kind && groupOf(each) === '' && each.namespace === source.namespace && sameSource(each, source),
  );
  const [first] = remaining;
  if (first === undefined) return removed(pair, { kind });
  // Of two copies under one name the cluster keeps one: this one, as far as this comparison goes.
  const counted = remaining.filter((each) => each === source || each.ref.name !== source.ref.name);
  const held = counted.flatMap((manifest) => limitsOf(manifest).map((limit) => ({ manifest, limit })));
  return limitsOf(base).flatMap((limit) => weakeningOf(limit, head ?? first, held));
}

function weakeningOf(
  limit: Limit,
  head: Manifest,
  held: readonly { readonly manifest: Manifest; readonly limit: Limit }[],
): readonly ObjectProblem[] {
  const same = held.filter((each) => each.limit.name === limit.name);
  const [lowest] = same.toSorted((a, b) => heightOf(a.limit) - heightOf(b.limit));
  if (lowest === undefined) return weakened(head, 'lost', { limit: limit.name }, limit.path.slice(0, 2));
  if (heightOf(lowest.limit) <= heightOf(limit)) return [];
  const data = { limit: limit.name, before: quote(limit.says), after: quote(lowest.limit.says) };
  return weakened(lowest.manifest, 'raised', data, lowest.limit.path);
}

/** What is no quantity limits nothing. */
function heightOf({ value }: Limit): number {
  return value ?? Number.POSITIVE_INFINITY;
}
