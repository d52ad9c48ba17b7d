import { isAbout, isDefaultDeny, rulesOf } from '../../network/policies.ts';
import type { NetworkPeer, NetworkPort } from '../../objects/network-policy.ts';
import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

/** Not a hole: a sign that the deny will be taken out again when name look-ups fail. */
export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/egress-without-dns',
    topic: 'network',
    level: null,
    severity: 'info',
    title: 'Egress denied, DNS too',
    means:
      'A namespace with workloads that denies egress by default must have a policy that allows port 53, or a rule for all ports, to somewhere outside of the namespace: a podSelector without a namespaceSelector never reaches kube-dns.',
    why: 'Without DNS no pod finds anything by name, and a default deny that breaks things is soon removed.',
    repair: 'Add a policy that allows UDP and TCP port 53 to kube-dns, with a namespaceSelector for kube-system.',
    docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    cis: [],
    nsa: [NSA.networkPolicies],
  },
  messages: {
    dns: 'egress of namespace {namespace} is denied by default, and no policy allows port 53 outside of the namespace',
  },
  check: ({ networkPolicies, pods }) =>
    networkPolicies.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      const { namespace } = manifest;
      if (!isDefaultDeny(value, 'egress') || !pods.some((pod) => pod.manifest.namespace === namespace)) return [];
      const allowed = networkPolicies.some(
        (policy) =>
          policy.manifest.namespace === namespace &&
          isAbout(policy.value, 'egress') &&
          rulesOf(policy.value, 'egress').some(
            ({ peers, ports }) =>
              (ports.length === 0 || ports.some(isDns)) &&
              (peers.length === 0 || namespace === 'kube-system' || peers.some(leavesNamespace)),
          ),
      );
      if (allowed) return [];
      return [{ manifest, message: 'dns', data: { namespace: quote(namespace) }, paths: [['spec']] }];
    }),
};

/** The name servers are in kube-system: a podSelector alone is about pods of the policy's own namespace. */
function leavesNamespace({ namespaceSelector, ipBlock }: NetworkPeer): boolean {
  return (namespaceSelector ?? null) !== null || (ipBlock ?? null) !== null;
}

/** Port 53 by number, by one of its names, in a range, or any port. */
function isDns({ port, endPort }: NetworkPort): boolean {
  if ((port ?? null) === null) return true;
  if (typeof port === 'string') return port.startsWith('dns') || port === '53';
  return port === 53 || (Number(port) <= 53 && (endPort ?? 0) >= 53);
}
