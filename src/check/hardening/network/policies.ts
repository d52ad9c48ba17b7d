import type { LabelSelector } from '../decoding.ts';
import type { Typed } from '../inventory.ts';
import { onlyLeavesOut, selectsEveryNamespace } from '../label-selector.ts';
import type { NetworkPeer, NetworkPolicy, NetworkPort } from '../objects/network-policy.ts';
import { coverAll, type IpBlock } from './address-ranges.ts';

/** The semantics of networking.k8s.io/v1 NetworkPolicy, as its API documents them. */

export type Direction = 'ingress' | 'egress';

interface Rule {
  readonly peers: readonly NetworkPeer[];
  readonly ports: readonly NetworkPort[];
}

export function rulesOf({ spec }: NetworkPolicy, direction: Direction): readonly Rule[] {
  return direction === 'ingress'
    ? (spec?.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
    : (spec?.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
}

/** Missing or empty: every pod. */
export function selectsAll(selector: LabelSelector | null | undefined): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0;
}

/** policyTypes left out: Ingress always, Egress only where there are egress rules. `egress: []` alone denies nothing. */
export function isAbout({ spec }: NetworkPolicy, direction: Direction): boolean {
  const types = spec?.policyTypes ?? [];
  if (types.length > 0) return types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  return direction === 'ingress' || (spec?.egress ?? []).length > 0;
}

/** A policy that selects every pod of its namespace for this direction. */
export function isNamespaceWide(policy: NetworkPolicy, direction: Direction): boolean {
  return selectsAll(policy.spec?.podSelector) && isAbout(policy, direction);
}

export function isDefaultDeny(policy: NetworkPolicy, direction: Direction): boolean {
  return isNamespaceWide(policy, direction) && rulesOf(policy, direction).length === 0;
}

/** The namespace-wide policies that let everything through, alone or together: they undo a default deny. */
export function openingPolicies(
  policies: readonly Typed<NetworkPolicy>[],
  direction: Direction,
): readonly Typed<NetworkPolicy>[] {
  const wide = policies.filter(({ value }) => isNamespaceWide(value, direction));
  const open = wide.filter(({ value }) => rulesOf(value, direction).some(isOpen));
  if (open.length > 0) return open;
  const withBlocks = wide.filter(({ value }) => blocksOf(value, direction).length > 0);
  const blocks = withBlocks.flatMap(({ value }) => blocksOf(value, direction));
  return coversAFamily(blocks) ? withBlocks : [];
}

/** How far rules open: for none or some, for all but what carries some label, for everybody. */
const OPENINGS = ['narrow', 'rest', 'all'] as const;
export type Opening = (typeof OPENINGS)[number];

/** What a policy lets through to the pods that it selects, or from them. */
export function openingOf(policy: NetworkPolicy, direction: Direction): Opening {
  const rules = rulesOf(policy, direction);
  if (rules.some(isOpenToAll) || coversAFamily(blocksOf(policy, direction))) return 'all';
  return rules.some(isOpen) ? 'rest' : 'narrow';
}

export function isWider(one: Opening, other: Opening): boolean {
  return OPENINGS.indexOf(one) > OPENINGS.indexOf(other);
}

/** One rule that lets everything through: no peers, every namespace, or every address; on every port. */
function isOpenToAll(rule: Rule): boolean {
  if (!isForEveryPort(rule.ports)) return false;
  return rule.peers.length === 0 || rule.peers.some(isEveryNamespace) || coversAFamily(blocksIn(rule));
}

/** The same, or all that is not left out by a label, which whoever starts a pod leaves off. */
function isOpen(rule: Rule): boolean {
  return isOpenToAll(rule) || (isForEveryPort(rule.ports) && rule.peers.some(isEverybodyElse));
}

function isEveryNamespace({ namespaceSelector, podSelector }: NetworkPeer): boolean {
  return (
    (namespaceSelector ?? null) !== null && selectsEveryNamespace(namespaceSelector ?? {}) && selectsAll(podSelector)
  );
}

function isEverybodyElse({ namespaceSelector, podSelector }: NetworkPeer): boolean {
  return (
    (namespaceSelector ?? null) !== null && onlyLeavesOut(namespaceSelector ?? {}) && onlyLeavesOut(podSelector ?? {})
  );
}

function coversAFamily(blocks: readonly IpBlock[]): boolean {
  return coverAll(blocks, 'ipv4') || coverAll(blocks, 'ipv6');
}

/** No list of ports is all of them; so is an entry without a port, or ranges of one protocol that add up to all. */
export function isForEveryPort(ports: readonly NetworkPort[]): boolean {
  return (
    ports.length === 0 || [...Map.groupBy(ports, ({ protocol }) => protocol ?? 'TCP').values()].some(coverAllPorts)
  );
}

function coverAllPorts(ports: readonly NetworkPort[]): boolean {
  if (ports.some(({ port }) => (port ?? null) === null)) return true;
  const ranges = ports
    .flatMap(({ port, endPort }) => (typeof port === 'number' ? [{ first: port, last: endPort ?? port }] : []))
    .sort((a, b) => a.first - b.first);
  let next = 1;
  for (const { first, last } of ranges) if (first <= next) next = Math.max(next, last + 1);
  return next > 65_535;
}

function blocksOf(policy: NetworkPolicy, direction: Direction): readonly IpBlock[] {
  return rulesOf(policy, direction).flatMap((rule) => (isForEveryPort(rule.ports) ? blocksIn(rule) : []));
}

export function blocksIn(rule: Rule): readonly IpBlock[] {
  return rule.peers.flatMap(({ ipBlock }) =>
    ipBlock === null || ipBlock === undefined ? [] : [{ cidr: ipBlock.cidr ?? '', except: ipBlock.except }],
  );
}
