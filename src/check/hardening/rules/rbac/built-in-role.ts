import { quote } from '../../pod.ts';
import { BUILT_IN_CLUSTER_ROLES } from '../../rbac/built-in-roles.ts';
import {
  ENTERS_CONTAINERS,
  EVERY_GRANT,
  IMPERSONATES,
  MINTS_TOKENS,
  READS_SECRETS,
} from '../../rbac/dangerous-grants.ts';
import { assumedRole, isInRepository, rulesBehind } from '../../rbac/effective-rules.ts';
import { grantedBy, isFullWildcard } from '../../rbac/grants.ts';
import { subjectLabel } from '../../rbac/subjects.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

const GRANTS = [...READS_SECRETS, ...ENTERS_CONTAINERS, ...IMPERSONATES, ...MINTS_TOKENS];

/** cluster-admin has a rule of its own; a role of the same name in the repository is judged by its own text. */
export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/built-in-role',
    topic: 'identity',
    level: null,
    severity: 'medium',
    title: 'Binding to a role from elsewhere that reaches far',
    means:
      'No binding may refer to the ClusterRoles admin or edit that every cluster has, nor to a role that the policy assumes (assume.roles) and that grants what the rules about roles look for: Secrets, workloads, containers, escalation, everything.',
    why: 'The repository shows the name alone: admin and edit read every Secret, enter every container and impersonate every service account of their namespaces.',
    repair: 'Bind a role that lists what is needed, or view.',
    docs: KUBERNETES.rbac,
    cis: ['5.1.2', '5.1.4'],
    nsa: [NSA.rbac],
  },
  messages: { bound: '{role} for {subjects} grants {actions}' },
  check: (inventory) =>
    inventory.bindings.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      if (value.subjects.length === 0 || isInRepository(value, manifest.namespace, inventory)) return [];
      const { kind = '', name = '' } = value.roleRef ?? {};
      const isAssumed = assumedRole(value, manifest.namespace, inventory) !== undefined;
      const isBuiltIn = kind === 'ClusterRole' && Object.hasOwn(BUILT_IN_CLUSTER_ROLES, name ?? '');
      if (!isAssumed && (!isBuiltIn || name === 'cluster-admin')) return [];
      const rules = [...(rulesBehind(value, manifest.namespace, inventory) ?? [])];
      // In one namespace a role grants nothing of what is in none.
      const scope = manifest.ref.kind === 'ClusterRoleBinding' ? 'ClusterRole' : 'Role';
      const granted = grantedBy({ rules }, isAssumed ? scope : 'ClusterRole', isAssumed ? EVERY_GRANT : GRANTS);
      const actions = [...(rules.some(isFullWildcard) ? ['everything (*)'] : []), ...granted.actions];
      if (actions.length === 0) return [];
      const subjects = value.subjects.map((subject) => subjectLabel(subject, quote));
      const data = { role: `${kind} ${name}`, subjects, actions };
      return [{ manifest, message: 'bound', data, paths: [['roleRef', 'name']] }];
    }),
};
