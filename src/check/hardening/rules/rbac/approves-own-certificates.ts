import { APPROVES_SIGNING_REQUESTS, CREATES_SIGNING_REQUESTS } from '../../rbac/dangerous-grants.ts';
import { grantedIn } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

/** Creating requests is harmless by itself, and so is approving those of others: together they are any identity. */
export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/approves-own-certificates',
    topic: 'identity',
    level: null,
    severity: 'critical',
    title: 'Role requests and approves certificates',
    means: 'No ClusterRole may both create certificatesigningrequests and update their approval.',
    why: 'Whoever may do both makes client certificates for any user or group, and a certificate cannot be revoked.',
    repair: 'Split the role: the one who asks must not be the one who approves.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.11'],
    nsa: [NSA.rbac, NSA.authentication],
  },
  messages: { grants: 'the rules grant {actions}' },
  check: (inventory) =>
    inventory.roles.flatMap((role): readonly ObjectProblem[] => {
      const create = grantedIn(role, inventory, CREATES_SIGNING_REQUESTS);
      const approve = grantedIn(role, inventory, APPROVES_SIGNING_REQUESTS);
      const [first] = approve.paths;
      if (first === undefined || create.paths.length === 0) return [];
      const actions = [...create.actions, ...approve.actions];
      return [{ manifest: role.manifest, message: 'grants', data: { actions }, paths: [first, ...create.paths] }];
    }),
};
