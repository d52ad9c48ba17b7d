import { ESCALATES } from '../../rbac/dangerous-grants.ts';
import { grantProblems } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/escalates',
    topic: 'identity',
    level: null,
    severity: 'critical',
    title: 'Role escalates itself',
    means:
      'No role may escalate roles or cluster roles, nor bind them unless resourceNames limits that, and not to cluster-admin.',
    why: 'escalate writes rights into a role that its writer has not got, and bind hands out any role: both lead to cluster-admin.',
    repair: 'Remove escalate, and remove bind or name the few roles that may be bound in resourceNames.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.8'],
    nsa: [NSA.rbac],
  },
  messages: { grants: 'the rules grant {actions}' },
  check: (inventory) => grantProblems(inventory, ESCALATES),
};
