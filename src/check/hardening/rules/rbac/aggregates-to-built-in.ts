import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

const LABEL = /^rbac\.authorization\.k8s\.io\/aggregate-to-(admin|edit|view)$/;

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/aggregates-to-built-in',
    topic: 'identity',
    level: null,
    severity: 'low',
    title: 'Adds to a built-in role',
    means:
      'No ClusterRole may carry a label rbac.authorization.k8s.io/aggregate-to-admin, -edit or -view that is "true".',
    why: 'Its rules become part of the built-in role, for everybody who is bound to that in any namespace, today and later.',
    repair:
      'Remove the label and bind the role to those who need it; for a custom resource keep it to what the built-in role stands for.',
    docs: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
    cis: [],
    nsa: [NSA.rbac],
  },
  messages: { aggregates: 'its rules are added to the ClusterRole {targets}' },
  check: ({ roles }) =>
    roles.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      if (manifest.ref.kind !== 'ClusterRole') return [];
      const found = Object.entries(value.metadata?.labels ?? {}).flatMap(([key, label]) => {
        const target = label === 'true' ? LABEL.exec(key)?.[1] : undefined;
        return target === undefined ? [] : [{ key, target }];
      });
      const [first, ...rest] = found.map(({ key }) => ['metadata', 'labels', key]);
      if (first === undefined) return [];
      return [
        {
          manifest,
          message: 'aggregates',
          data: { targets: found.map(({ target }) => target) },
          paths: [first, ...rest],
        },
      ];
    }),
};
