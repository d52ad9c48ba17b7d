import { quote } from '../../pod.ts';
import { BUILT_IN_CLUSTER_ROLES } from '../../rbac/built-in-roles.ts';
import { ENTERS_CONTAINERS, IMPERSONATES, MINTS_TOKENS, READS_SECRETS } from '../../rbac/dangerous-grants.ts';
import { grantedBy } from '../../rbac/grants.ts';
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
    title: 'Binding to a built-in role that reaches Secrets',
    means: 'No binding may refer to the ClusterRoles admin or edit that every cluster has.',
    why: 'Both read every Secret, enter every container and impersonate every service account of their namespaces, which their names do not say.',
    repair: 'Bind a role that lists what is needed, or view.',
    docs: KUBERNETES.rbac,
    cis: ['5.1.2', '5.1.4'],
    nsa: [NSA.rbac],
  },
  messages: { bound: 'ClusterRole {role} for {subjects} grants {actions}' },
  check: ({ bindings, roles }) => {
    const own = new Set(
      roles.flatMap(({ manifest }) => (manifest.ref.kind === 'ClusterRole' ? [manifest.ref.name] : [])),
    );
    return bindings.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      const name = value.roleRef?.name ?? '';
      const isBuiltIn = Object.hasOwn(BUILT_IN_CLUSTER_ROLES, name) && name !== 'cluster-admin' && !own.has(name);
      if (value.roleRef?.kind !== 'ClusterRole' || !isBuiltIn || value.subjects.length === 0) return [];
      const rules = [...(BUILT_IN_CLUSTER_ROLES[name] ?? [])];
      const { actions } = grantedBy({ rules }, 'ClusterRole', GRANTS);
      const subjects = value.subjects.map((subject) => subjectLabel(subject, quote));
      return [{ manifest, message: 'bound', data: { role: name, subjects, actions }, paths: [['roleRef', 'name']] }];
    });
  },
};
