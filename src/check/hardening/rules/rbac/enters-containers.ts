import { ENTERS_CONTAINERS } from '../../rbac/dangerous-grants.ts';
import { grantProblems } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/enters-containers',
    topic: 'identity',
    level: null,
    severity: 'high',
    title: 'Role enters running containers',
    means: 'No role may create or get pods/exec, pods/attach or pods/portforward; WebSocket clients use get.',
    why: 'A shell in a container has its token, its files and its network, and leaves no trace in the image or in Git.',
    repair: 'Remove the grant; give it for the time of an incident only.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: [],
    nsa: [NSA.rbac],
  },
  messages: { grants: 'the rules grant {actions}' },
  check: (inventory) => grantProblems(inventory, ENTERS_CONTAINERS),
};
