import { quote } from '../../pod.ts';
import { subjectLabel } from '../../rbac/subjects.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/cluster-admin',
    topic: 'identity',
    level: null,
    severity: 'critical',
    title: 'Binding to cluster-admin',
    means:
      'No ClusterRoleBinding or RoleBinding may refer to the ClusterRole cluster-admin. In a RoleBinding it grants everything in that namespace.',
    why: 'cluster-admin may do anything to anything: whoever takes over one of its subjects has taken over the cluster.',
    repair: 'Bind a role that lists what is needed.',
    docs: KUBERNETES.rbac,
    cis: ['5.1.1'],
    nsa: [NSA.rbac],
  },
  messages: {
    bound: 'roleRef is cluster-admin for {subjects}',
    unused: 'roleRef is cluster-admin, though there is no subject yet',
  },
  check: ({ bindings }) =>
    bindings
      .filter(({ value }) => value.roleRef?.kind === 'ClusterRole' && value.roleRef.name === 'cluster-admin')
      .map(({ manifest, value }) => ({
        manifest,
        message: value.subjects.length === 0 ? 'unused' : 'bound',
        data: { subjects: value.subjects.map((subject) => subjectLabel(subject, quote)) },
        paths: [['roleRef', 'name']],
      })),
};
