import { MINTS_TOKENS } from '../../rbac/dangerous-grants.ts';
import { grantProblems } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/mints-tokens',
    topic: 'identity',
    level: null,
    severity: 'high',
    title: 'Role mints service account tokens',
    means: 'No role may create serviceaccounts/token for all service accounts.',
    why: 'With a token of any service account of the namespace its holder has all of their rights.',
    repair: 'Name the service account in resourceNames.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.13'],
    nsa: [NSA.rbac, NSA.tokens],
  },
  messages: { grants: 'the rules grant {actions}' },
  check: (inventory) => grantProblems(inventory, MINTS_TOKENS),
};
