import type { Manifest, Path } from '../../../../domain/index.ts';
import { canonical } from '../../change/canonical.ts';
import { type Change, isInUse, type Pair, pairsOf, sameSource } from '../../change/pairs.ts';
import { removed, weakened } from '../../change/problem.ts';
import { decode } from '../../decoding.ts';
import { groupOf } from '../../inventory.ts';
import { isNetworkPolicyOfOtherEngine } from '../../network/default-deny.ts';
import { newFlows } from '../../network/flows.ts';
import {
  type Direction,
  isAbout,
  isDefaultDeny,
  isWider,
  type Opening,
  openingOf,
  rulesOf,
} from '../../network/policies.ts';
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
      'With a base: a NetworkPolicy (or one of Cilium, Calico, AdminNetworkPolicy, Istio or Linkerd) must not be removed from where objects remain, unless one of the same content replaces it; nor stop covering a direction, select other pods than it did, gain a rule where it denied everything, or let through peers or ports that it did not; nor may a new one let everything through beside it. Policies of other engines, and authorization policies of Istio and Linkerd, are not evaluated: a change of one is unknown.',
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
    widens: 'the change lets through for {direction} what it did not: {flows}',
    beside:
      'the change adds it, and it lets everything through for {direction}, where a policy of the base limits that',
    altered: 'the change alters it, and the gate does not evaluate policies of this kind',
  },
  check: (change) => [
    ...GROUPS.flatMap((group) => pairsOf(change, group, 'NetworkPolicy')).flatMap((pair) =>
      pair.head === null ? removal(pair, change) : weakening(pair.base, pair.head),
    ),
    ...change.added.flatMap((manifest) => openingBeside(manifest, change)),
    ...change.pairs
      .filter(({ base }) => isNetworkPolicyOfOtherEngine(base) || isAuthorizationPolicy(base))
      .flatMap((pair) => (pair.head === null ? removal(pair, change) : alteration(pair.base, pair.head))),
  ],
};

const AUTHORIZATION = ['security.istio.io/AuthorizationPolicy', 'policy.linkerd.io/AuthorizationPolicy'];

function isAuthorizationPolicy(manifest: Manifest): boolean {
  return AUTHORIZATION.includes(`${groupOf(manifest)}/${manifest.ref.kind}`);
}

function alteration(base: Manifest, head: Manifest): readonly ObjectProblem[] {
  const said = ({ object }: Manifest): string => canonical([object.spec ?? null, object.specs ?? null]);
  if (said(base) === said(head)) return [];
  return [{ manifest: head, message: 'altered', data: {}, paths: [['spec']], outcome: 'unknown' }];
}

/** Policies add up: a new one that lets everything through opens what another one limits. */
function openingBeside(manifest: Manifest, { pairs }: Change): readonly ObjectProblem[] {
  if (!isNetworkPolicy(manifest)) return [];
  const decoded = decode(NetworkPolicySchema, manifest.object);
  if (decoded.status === 'invalid') return [];
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    if (!isAbout(decoded.value, direction)) return [];
    const opening = openingOf(decoded.value, direction);
    const isLimited = pairs.some(
      ({ base }) => isNetworkPolicy(base) && base.namespace === manifest.namespace && limits(base, direction, opening),
    );
    return isLimited ? weakened(manifest, 'beside', { direction }, ['spec', direction]) : [];
  });
}

function isNetworkPolicy(manifest: Manifest): boolean {
  return manifest.ref.kind === 'NetworkPolicy' && GROUPS.includes(groupOf(manifest));
}

/** Whether a policy lets less through than another one that opens so far; of narrow ones nothing is said. */
function limits(manifest: Manifest, direction: Direction, opening: Opening): boolean {
  const decoded = decode(NetworkPolicySchema, manifest.object);
  if (decoded.status !== 'decoded' || !isAbout(decoded.value, direction)) return false;
  return isWider(opening, openingOf(decoded.value, direction));
}

/** A policy under a new name is no loss. */
function removal(pair: Pair, change: Change): readonly ObjectProblem[] {
  const { base } = pair;
  const spec = canonical(base.object.spec);
  const isReplaced = change.added.some(
    (each) =>
      each.ref.kind === base.ref.kind &&
      groupOf(each) === groupOf(base) &&
      each.namespace === base.namespace &&
      sameSource(each, base) &&
      canonical(each.object.spec) === spec,
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
  if (isWider(openingOf(after, direction), openingOf(before, direction))) {
    return weakened(head, 'opens', { direction }, path);
  }
  const admits = rulesOf(after, direction).length > 0 && rulesOf(before, direction).length === 0;
  if (admits) return weakened(head, 'admits', { direction }, path);
  const found = newFlows(before, after, direction);
  const [first, ...rest] = found.map(({ index }): Path => [...path, index]);
  if (first === undefined) return [];
  const flows = [...new Set(found.flatMap((each) => each.flows))];
  return [{ manifest: head, message: 'widens', data: { direction, flows }, paths: [first, ...rest] }];
}

/** Missing and empty are the same selector. */
function selectorOf({ spec }: NetworkPolicy): string {
  const { matchLabels = {}, matchExpressions = [] } = spec?.podSelector ?? {};
  return JSON.stringify([
    Object.entries(matchLabels).sort(),
    matchExpressions.map((each) => JSON.stringify(each)).sort(),
  ]);
}
