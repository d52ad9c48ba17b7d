import type { LabelSelector } from '../decoding.ts';
import type { NetworkPeer, NetworkPolicy, NetworkPort } from '../objects/network-policy.ts';
import { quote } from '../pod.ts';
import { coverBlock, type IpBlock } from './address-ranges.ts';
import { blocksIn, type Direction, rulesOf } from './policies.ts';

type Rule = ReturnType<typeof rulesOf>[number];

/** What a rule of a policy lets through that no rule of another one does. */
export interface NewFlows {
  /** Which of the rules. */
  readonly index: number;
  /** `pods app=web on TCP 8080`, one for each peer and port. */
  readonly flows: readonly string[];
}

/**
 * The flows of `after` that `before` does not let through, rule by rule. A peer counts as covered where the rules of
 * `before` that are for its port hold one that selects everything it selects, by their labels or their addresses: what
 * cannot be seen to be covered is new.
 */
export function newFlows(before: NetworkPolicy, after: NetworkPolicy, direction: Direction): readonly NewFlows[] {
  const known = rulesOf(before, direction);
  return rulesOf(after, direction).flatMap((rule, index): readonly NewFlows[] => {
    const flows = portsOf(rule).flatMap((port) => {
      const open = known.filter((each) => portsOf(each).some((own) => coversPort(own, port)));
      return peersOf(rule)
        .filter((peer) => !isCovered(peer, open))
        .map((peer) => `${describePeer(peer)}${describePort(port)}`);
    });
    return flows.length === 0 ? [] : [{ index, flows: [...new Set(flows)] }];
  });
}

/** Null stands for everybody, and for every port. */
function peersOf({ peers }: Rule): readonly (NetworkPeer | null)[] {
  return peers.length === 0 ? [null] : peers;
}

function portsOf({ ports }: Rule): readonly (NetworkPort | null)[] {
  return ports.length === 0 ? [null] : ports;
}

function isCovered(peer: NetworkPeer | null, rules: readonly Rule[]): boolean {
  if (rules.some(({ peers }) => peers.length === 0)) return true;
  if (peer === null) return false;
  const block = peer.ipBlock ?? null;
  if (block !== null) return coverBlock(rules.flatMap(blocksIn), blockOf(block));
  return rules.some(({ peers }) => peers.some((each) => coversSelectors(each, peer)));
}

function blockOf({ cidr, except }: NonNullable<NetworkPeer['ipBlock']>): IpBlock {
  return { cidr: cidr ?? '', except };
}

function coversSelectors(owner: NetworkPeer, peer: NetworkPeer): boolean {
  if ((owner.ipBlock ?? null) !== null) return false;
  const [own, wanted] = [owner.namespaceSelector ?? null, peer.namespaceSelector ?? null];
  // Left out, it is the policy's own namespace, which a selector of all namespaces holds too.
  const inNamespaces = wanted === null ? own === null || implies({}, own) : own !== null && implies(wanted, own);
  return inNamespaces && implies(peer.podSelector ?? {}, owner.podSelector ?? {});
}

/** Does a selector select only what the other one selects? Each demand of the other must be one of its own. */
function implies(selector: Partial<LabelSelector>, other: Partial<LabelSelector>): boolean {
  const own = new Set(demandsOf(selector));
  return demandsOf(other).every((demand) => own.has(demand));
}

function demandsOf({ matchLabels = {}, matchExpressions = [] }: Partial<LabelSelector>): readonly string[] {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => JSON.stringify([key, 'In', [value]])),
    ...matchExpressions.map(({ key, operator, values }) => JSON.stringify([key ?? '', operator, values.toSorted()])),
  ];
}

function coversPort(owner: NetworkPort | null, port: NetworkPort | null): boolean {
  if (owner === null) return true;
  if (port === null || (owner.protocol ?? 'TCP') !== (port.protocol ?? 'TCP')) return false;
  if ((owner.port ?? null) === null) return true;
  if (typeof owner.port !== 'number' || typeof port.port !== 'number') return owner.port === port.port;
  return owner.port <= port.port && (port.endPort ?? port.port) <= (owner.endPort ?? owner.port);
}

function describePeer(peer: NetworkPeer | null): string {
  if (peer === null) return 'everybody';
  const block = peer.ipBlock ?? null;
  if (block !== null) {
    const except = block.except.length === 0 ? '' : ` except ${block.except.slice(0, 3).join(', ')}`;
    return quote(`${block.cidr ?? ''}${except}`);
  }
  const namespaces = peer.namespaceSelector ?? null;
  return [
    describeSelector('pods', peer.podSelector ?? {}),
    ...(namespaces === null ? [] : [`of ${describeSelector('namespaces', namespaces)}`]),
  ].join(' ');
}

function describeSelector(what: string, { matchLabels = {}, matchExpressions = [] }: Partial<LabelSelector>): string {
  const demands = [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values }) => [key, operator, ...values].join(' ')),
  ];
  return demands.length === 0 ? `all ${what}` : `${what} ${quote(demands.join(', '))}`;
}

function describePort(port: NetworkPort | null): string {
  if (port === null) return '';
  const end = (port.endPort ?? null) === null ? '' : ` to ${port.endPort}`;
  const number = (port.port ?? null) === null ? 'every port' : quote(String(port.port)).replaceAll('"', '');
  return ` on ${quote(port.protocol ?? 'TCP').replaceAll('"', '')} ${number}${end}`;
}
