import type { Typed } from '../inventory.ts';
import { selects } from '../label-selector.ts';
import type { NetworkPolicy, NetworkPort } from '../objects/network-policy.ts';
import type { PodView } from '../pod.ts';
import { isAbout, rulesOf } from './policies.ts';

/** A port of a pod as traffic asks for it: its number, and the names that the pod gives it. */
export interface PodPort {
  readonly protocol: string;
  /** Null where only a name is known, and the pod does not say which number it has. */
  readonly number: number | null;
  readonly names: readonly string[];
}

/** Those of the policies of a pod's namespace that isolate it for ingress; none for a pod of the node's network. */
export function ingressPoliciesOf(
  pod: PodView,
  policies: readonly Typed<NetworkPolicy>[],
): readonly Typed<NetworkPolicy>[] {
  if (pod.spec.hostNetwork === true) return [];
  return policies.filter(
    ({ value }) =>
      isAbout(value, 'ingress') &&
      selects(value.spec?.podSelector ?? { matchLabels: {}, matchExpressions: [] }, pod.labels),
  );
}

/** Does any rule of the policies, added up, let anybody at all through to the port? Whom it lets through is not asked. */
export function lets(policies: readonly Typed<NetworkPolicy>[], port: PodPort): boolean {
  return policies.some(({ value }) =>
    rulesOf(value, 'ingress').some(({ ports }) => ports.length === 0 || ports.some((each) => covers(each, port))),
  );
}

function covers({ protocol, port, endPort }: NetworkPort, wanted: PodPort): boolean {
  if ((protocol ?? 'TCP') !== wanted.protocol) return false;
  if ((port ?? null) === null) return true;
  if (typeof port === 'string') return wanted.names.includes(port);
  if (wanted.number === null) return true;
  const first = Number(port);
  return first <= wanted.number && wanted.number <= (endPort ?? first);
}
