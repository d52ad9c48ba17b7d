import type { Manifest } from '../../../../domain/index.ts';
import { type Change, isInUse, type Pair, pairsOf } from '../../change/pairs.ts';
import { removed, weakened } from '../../change/problem.ts';
import { decode } from '../../decoding.ts';
import { groupOf } from '../../inventory.ts';
import { isNetworkPolicyOfOtherEngine } from '../../network/default-deny.ts';
import { type Direction, isAbout, isDefaultDeny, opensEverything, rulesOf } from '../../network/policies.ts';
import { type NetworkPolicy, NetworkPolicySchema } from '../../objects/network-policy.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { ChangeRule, ObjectProblem } from '../../rule.ts';

const GROUPS = ['networking.k8s.io', 'extensions'];

export const rule: ChangeRule = {
  scope: 'change',
  description: {
    id: 'change/weakens-network-policy',
    topic: 'network',
    level: null,
    severity: 'high',
    title: 'Change takes away a network policy, or opens one',
    means:
      'With a base: a NetworkPolicy (or one of Cilium, Calico or AdminNetworkPolicy) must not be removed from where objects remain, unless one of the same content replaces it; nor stop covering a direction, select other pods than it did, gain a rule where it denied everything, or a rule that lets everything through.',
    why: 'A pod that no policy selects for a direction accepts, or sends, anything: the last policy that goes opens it all.',
    repair: 'Keep the policy, and let through what is needed with a narrow rule beside it.',
    docs: KUBERNETES.networkPolicies,
    cis: ['5.3.2'],
    nsa: [NSA.networkPolicies],
  },
  messages: {
    removed: 'the change removes it ({was} at the base), and no policy of the same content replaces it',
    direction: 'the change takes {direction} out of what it covers',
    selector: 'the change makes it select other pods than before',
    admits: 'the change adds a rule for {direction}, where it denied everything',
    opens: 'the change adds a rule for {direction} that lets everything through',
  },
  check: (change) => [
    ...GROUPS.flatMap((group) => pairsOf(change, group, 'NetworkPolicy')).flatMap((pair) =>
      pair.head === null ? removal(pair, change) : weakening(pair.base, pair.head),
    ),
    ...change.pairs
      .filter(({ base }) => isNetworkPolicyOfOtherEngine(base))
      .flatMap((pair) => (pair.head === null ? removal(pair, change) : [])),
  ],
};

/** A policy under a new name is no loss. */
function removal(pair: Pair, change: Change): readonly ObjectProblem[] {
  const { base } = pair;
  const spec = JSON.stringify(base.object.spec ?? null);
  const isReplaced = change.added.some(
    (each) =>
      each.ref.kind === base.ref.kind &&
      groupOf(each) === groupOf(base) &&
      each.namespace === base.namespace &&
      JSON.stringify(each.object.spec ?? null) === spec,
  );
  const protects = base.ref.namespace === undefined ? change.head.length > 0 : isInUse(change, base.namespace);
  return isReplaced || !protects ? [] : removed(pair);
}

function weakening(base: Manifest, head: Manifest): readonly ObjectProblem[] {
  const [before, after] = [decode(NetworkPolicySchema, base.object), decode(NetworkPolicySchema, head.object)];
  if (before.status === 'invalid' || after.status === 'invalid') return [];
  const problems: ObjectProblem[] = [];
  // One that denies, for more pods than before, denies more.
  const deniesMore = isDefaultDeny(after.value, 'ingress') && isDefaultDeny(after.value, 'egress');
  if (selectorOf(before.value) !== selectorOf(after.value) && !deniesMore) {
    problems.push(...weakened(head, 'selector', {}, ['spec', 'podSelector']));
  }
  for (const direction of ['ingress', 'egress'] as const) {
    if (!isAbout(before.value, direction)) continue;
    problems.push(...weakeningOf(direction, head, before.value, after.value));
  }
  return problems;
}

function weakeningOf(
  direction: Direction,
  head: Manifest,
  before: NetworkPolicy,
  after: NetworkPolicy,
): readonly ObjectProblem[] {
  if (!isAbout(after, direction)) return weakened(head, 'direction', { direction }, ['spec', 'policyTypes']);
  const path = ['spec', direction];
  if (opensEverything(after, direction) && !opensEverything(before, direction)) {
    return weakened(head, 'opens', { direction }, path);
  }
  const admits = rulesOf(after, direction).length > 0 && rulesOf(before, direction).length === 0;
  return admits ? weakened(head, 'admits', { direction }, path) : [];
}

/** Missing and empty are the same selector. */
function selectorOf({ spec }: NetworkPolicy): string {
  const { matchLabels = {}, matchExpressions = [] } = spec?.podSelector ?? {};
  return JSON.stringify([
    Object.entries(matchLabels).sort(),
    matchExpressions.map((each) => JSON.stringify(each)).sort(),
  ]);
}
