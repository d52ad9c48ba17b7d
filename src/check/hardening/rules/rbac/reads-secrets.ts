import { READS_SECRETS } from '../../rbac/dangerous-grants.ts';
import { grantProblems } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/reads-secrets',
    topic: 'identity',
    level: null,
    severity: 'high',
    title: 'Role reads Secrets',
    means:
      'No role may get, list or watch all Secrets of a namespace or of the cluster. Rules that name the Secrets in resourceNames pass.',
    why: 'A Secret holds the credentials of whatever it was made for, often of the cluster itself; list and watch return the contents too.',
    repair: 'Name the Secrets in resourceNames with get alone, or mount them into the pod that needs them instead.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.2'],
    nsa: [NSA.rbac, NSA.secrets],
  },
  messages: { grants: 'the rules grant {actions}' },
  check: (inventory) => grantProblems(inventory, READS_SECRETS),
};
