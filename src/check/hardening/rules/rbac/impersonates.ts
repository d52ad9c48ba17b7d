import { IMPERSONATES } from '../../rbac/dangerous-grants.ts';
import { grantProblems } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/impersonates',
    topic: 'identity',
    level: null,
    severity: 'critical',
    title: 'Role impersonates others',
    means:
      'No role may impersonate users, groups, service accounts or uids, unless resourceNames names them and nobody who may do everything (system:masters, the administrators of kubeadm).',
    why: 'Impersonation acts with all rights of the other, system:masters included.',
    repair: 'Remove impersonate, or name in resourceNames whom it is for, and nobody who may do everything.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.8'],
    nsa: [NSA.rbac],
  },
  messages: { grants: 'the rules grant {actions}' },
  check: (inventory) => grantProblems(inventory, IMPERSONATES),
};
