import { REACHES_KUBELETS } from '../../rbac/dangerous-grants.ts';
import { grantProblems } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/reaches-kubelets',
    topic: 'identity',
    level: null,
    severity: 'critical',
    title: 'Role reaches the API of kubelets',
    means:
      'No ClusterRole may use nodes/proxy, of a named node neither; get is not read-only, since WebSocket requests are GET.',
    why: "The kubelet's API runs commands in every pod of its node and is not seen by admission control or by the audit log.",
    repair: 'Remove nodes/proxy; monitoring needs nodes/metrics and nodes/stats only.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.10'],
    nsa: [NSA.rbac],
  },
  messages: { grants: 'the rules grant {actions}' },
  check: (inventory) => grantProblems(inventory, REACHES_KUBELETS),
};
