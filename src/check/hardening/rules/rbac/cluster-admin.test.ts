import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './cluster-admin.ts';

const binding = (roleRef: string, subjects: string, kind = 'RoleBinding') =>
  yamlOf(
    'rbac.authorization.k8s.io/v1',
    kind,
    'ops',
    `roleRef: { apiGroup: rbac.authorization.k8s.io, ${roleRef} }\nsubjects: [${subjects}]`,
  );

const CASES: [string, string, string[]][] = [
  [
    'in the cluster',
    binding('kind: ClusterRole, name: cluster-admin', '{ kind: User, name: mallory }', 'ClusterRoleBinding'),
    ['ClusterRoleBinding shop/ops: roleRef is cluster-admin for User "mallory" @ roleRef.name'],
  ],
  [
    'in a namespace',
    binding('kind: ClusterRole, name: cluster-admin', '{ kind: ServiceAccount, name: ci, namespace: build }'),
    ['RoleBinding shop/ops: roleRef is cluster-admin for ServiceAccount "build/ci" @ roleRef.name'],
  ],
  [
    'nobody yet',
    binding('kind: ClusterRole, name: cluster-admin', ''),
    ['RoleBinding shop/ops: roleRef is cluster-admin, though there is no subject yet @ roleRef.name'],
  ],
  ['a Role of that name', binding('kind: Role, name: cluster-admin', '{ kind: User, name: mallory }'), []],
  ['another role', binding('kind: ClusterRole, name: view', '{ kind: User, name: mallory }'), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
