import { DEFAULT_DENY_MESSAGES, defaultDenyProblems } from '../../network/default-deny.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/default-deny-ingress',
    topic: 'network',
    level: null,
    severity: 'medium',
    title: 'No default deny for ingress',
    means:
      'Every namespace that is declared or used must have a NetworkPolicy that selects all pods for ingress and has no rules, and none beside it that lets everything through. Policies add up.',
    why: 'Without it every pod of the cluster reaches every port of these pods, and one that is taken over reaches all others.',
    repair:
      'Add a NetworkPolicy with podSelector: {} and policyTypes: [Ingress] without rules, and policies that allow the flows there are.',
    docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies',
    cis: ['5.3.2'],
    nsa: [NSA.networkPolicies],
  },
  messages: DEFAULT_DENY_MESSAGES,
  check: (inventory) => defaultDenyProblems(inventory, 'ingress'),
};
