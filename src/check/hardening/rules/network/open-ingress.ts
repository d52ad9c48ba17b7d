import { isAbout, openingOf } from '../../network/policies.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/open-ingress',
    topic: 'network',
    level: null,
    severity: 'medium',
    title: 'Ingress from everywhere',
    means:
      'No NetworkPolicy may have an ingress rule that lets everybody through to its pods: no peers, an empty namespaceSelector or one that only leaves out (NotIn, DoesNotExist), or CIDRs that add up to all addresses, on every port.',
    why: 'Such a selector looks like a policy and isolates nothing: a pod of any namespace reaches every port.',
    repair: 'Name the pods, their namespaces and the ports; for traffic from outside name the ports at least.',
    docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    cis: ['5.3.2'],
    nsa: [NSA.networkPolicies],
  },
  messages: {
    open: 'an ingress rule lets everybody through on every port',
    rest: 'an ingress rule lets everybody through on every port who carries none of some labels',
  },
  check: ({ networkPolicies }) =>
    networkPolicies.flatMap(({ manifest, value }) => {
      const opening = isAbout(value, 'ingress') ? openingOf(value, 'ingress') : 'narrow';
      return opening === 'narrow'
        ? []
        : [{ manifest, message: opening === 'all' ? 'open' : 'rest', data: {}, paths: [['spec', 'ingress']] }];
    }),
};
