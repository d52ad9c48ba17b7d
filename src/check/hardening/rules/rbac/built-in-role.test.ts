import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './built-in-role.ts';

const binding = (roleRef: string, subjects: string, kind = 'RoleBinding') =>
  yamlOf(
    'rbac.authorization.k8s.io/v1',
    kind,
    'ops',
    `roleRef: { apiGroup: rbac.authorization.k8s.io, ${roleRef} }\nsubjects: [${subjects}]`,
  );

const DOES =
  'secrets (get, list, watch), pods/exec (get, create), pods/attach (get, create), pods/portforward (get, create), serviceaccounts (impersonate) and serviceaccounts/token (create)';

const CASES: [string, string, string[]][] = [
  [
    'edit',
    binding('kind: ClusterRole, name: edit', '{ kind: Group, name: developers }'),
    [`RoleBinding shop/ops: ClusterRole edit for Group "developers" grants ${DOES} @ roleRef.name`],
  ],
  ['view reads no Secret', binding('kind: ClusterRole, name: view', '{ kind: Group, name: developers }'), []],
  ['nobody', binding('kind: ClusterRole, name: edit', ''), []],
  [
    'cluster-admin has a rule of its own',
    binding('kind: ClusterRole, name: cluster-admin', '{ kind: User, name: m }'),
    [],
  ],
  [
    'a role of the repository',
    binding('kind: ClusterRole, name: edit', '{ kind: User, name: m }') +
      yamlOf('rbac.authorization.k8s.io/v1', 'ClusterRole', 'edit', 'rules: []'),
    [],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
