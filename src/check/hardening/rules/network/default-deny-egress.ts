import { DEFAULT_DENY_MESSAGES, defaultDenyProblems } from '../../network/default-deny.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/default-deny-egress',
    topic: 'network',
    level: null,
    severity: 'medium',
    title: 'No default deny for egress',
    means:
      'Every namespace that is declared or used must have a NetworkPolicy that selects all pods for egress and has no rules, and none beside it that lets everything through. Policies add up. egress: [] without policyTypes denies nothing.',
    why: 'Without it a pod that is taken over reaches the internet, the metadata service and every other pod.',
    repair:
      'Add a NetworkPolicy with podSelector: {} and policyTypes: [Egress] without rules, and policies that allow DNS and the flows there are.',
    docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies',
    cis: ['5.3.2'],
    nsa: [NSA.networkPolicies],
  },
  messages: DEFAULT_DENY_MESSAGES,
  check: (inventory) => defaultDenyProblems(inventory, 'egress'),
};
