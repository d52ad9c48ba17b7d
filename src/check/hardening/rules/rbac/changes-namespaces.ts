import { CHANGES_NAMESPACES } from '../../rbac/dangerous-grants.ts';
import { grantProblems } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/changes-namespaces',
    topic: 'identity',
    level: null,
    severity: 'high',
    title: 'Role changes namespaces',
    means: 'No role may update or patch namespaces.',
    why: 'The labels of a namespace hold its Pod Security level and choose its network policies: whoever changes them switches both off.',
    repair: 'Remove the grant, or guard the labels with a ValidatingAdmissionPolicy.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: [],
    nsa: [NSA.rbac, NSA.namespaces],
  },
  messages: { grants: 'the rules grant {actions}' },
  check: (inventory) => grantProblems(inventory, CHANGES_NAMESPACES),
};
