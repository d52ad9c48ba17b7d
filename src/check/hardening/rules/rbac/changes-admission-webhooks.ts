import { CHANGES_ADMISSION } from '../../rbac/dangerous-grants.ts';
import { grantProblems } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/changes-admission-webhooks',
    topic: 'identity',
    level: null,
    severity: 'critical',
    title: 'Role changes admission webhooks',
    means: 'No ClusterRole may write or delete validating or mutating webhook configurations.',
    why: 'A mutating webhook sees and changes every object, Secrets included; deleting a validating one switches policy off.',
    repair: 'Name the one configuration that the controller owns in resourceNames.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.12'],
    nsa: [NSA.rbac],
  },
  messages: { grants: 'the rules grant {actions}' },
  check: (inventory) => grantProblems(inventory, CHANGES_ADMISSION),
};
