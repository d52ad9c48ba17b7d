import { CREATES_VOLUMES } from '../../rbac/dangerous-grants.ts';
import { grantProblems } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/creates-persistent-volumes',
    topic: 'identity',
    level: null,
    severity: 'high',
    title: 'Role creates persistent volumes',
    means: 'No ClusterRole may create persistentvolumes.',
    why: "A persistent volume may be a hostPath, so it opens the node's file system past every Pod Security Standard.",
    repair: 'Leave it to the storage provisioner; people and pipelines make persistentvolumeclaims.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.9'],
    nsa: [NSA.rbac],
  },
  messages: { grants: 'the rules grant {actions}' },
  check: (inventory) => grantProblems(inventory, CREATES_VOLUMES),
};
