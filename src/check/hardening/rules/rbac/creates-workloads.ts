import { CREATES_WORKLOADS } from '../../rbac/dangerous-grants.ts';
import { grantProblems } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/creates-workloads',
    topic: 'identity',
    level: null,
    severity: 'medium',
    title: 'Role creates workloads',
    means: 'No role may create, update or patch pods or what makes them, nor ephemeral containers.',
    why: 'Whoever creates a pod chooses its service account and mounts any Secret of the namespace, so this grants all of them.',
    repair: 'Keep it to the one deployment pipeline of the namespace, and enforce a Pod Security Standard there.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.4'],
    nsa: [NSA.rbac],
  },
  messages: { grants: 'the rules grant {actions}' },
  check: (inventory) => grantProblems(inventory, CREATES_WORKLOADS),
};
