import { isAbout, openingOf } from '../../network/policies.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/open-egress',
    topic: 'network',
    level: null,
    severity: 'medium',
    title: 'Egress to everywhere',
    means:
      'No NetworkPolicy may have an egress rule that lets its pods reach everything: no peers, every namespace or all but those with a label (NotIn, DoesNotExist), or CIDRs that add up to all addresses, on every port.',
    why: 'A pod that is taken over sends what it found anywhere, and fetches what it needs.',
    repair: 'Name the peers and the ports that the pods need.',
    docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    cis: ['5.3.2'],
    nsa: [NSA.networkPolicies],
  },
  messages: {
    open: 'an egress rule reaches everything',
    rest: 'an egress rule reaches everything that carries none of some labels',
  },
  check: ({ networkPolicies }) =>
    networkPolicies.flatMap(({ manifest, value }) => {
      const opening = isAbout(value, 'egress') ? openingOf(value, 'egress') : 'narrow';
      return opening === 'narrow'
        ? []
        : [{ manifest, message: opening === 'all' ? 'open' : 'rest', data: {}, paths: [['spec', 'egress']] }];
    }),
};
