import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './impersonates.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const CASES: [string, string, string[]][] = [
  [
    'users and groups',
    role("{ apiGroups: [''], resources: [users, groups], verbs: [impersonate] }"),
    [
      'ClusterRole shop/ops: the rules grant users (impersonate) and groups (impersonate) @ rules[0].resources[0], rules[0].resources[1]',
    ],
  ],
  [
    'uids are in another group',
    role('{ apiGroups: [authentication.k8s.io], resources: [uids], verbs: [impersonate] }'),
    ['ClusterRole shop/ops: the rules grant uids (impersonate) @ rules[0].resources[0]'],
  ],
  [
    'service accounts, in a Role too',
    role("{ apiGroups: [''], resources: [serviceaccounts], verbs: [impersonate] }", 'Role'),
    ['Role shop/ops: the rules grant serviceaccounts (impersonate) @ rules[0].resources[0]'],
  ],
  ['users in a Role grant nothing', role("{ apiGroups: [''], resources: [users], verbs: [impersonate] }", 'Role'), []],
  [
    'the group that may do everything, by name',
    role("{ apiGroups: [''], resources: [groups], resourceNames: [readers, 'system:masters'], verbs: [impersonate] }"),
    ['ClusterRole shop/ops: the rules grant groups (impersonate) @ rules[0].resources[0]'],
  ],
  [
    'what every cluster adds to edit, service accounts among it',
    yamlOf(
      'rbac.authorization.k8s.io/v1',
      'ClusterRole',
      'ops',
      'aggregationRule: { clusterRoleSelectors: [{ matchLabels: { rbac.authorization.k8s.io/aggregate-to-edit: "true" } }] }',
    ),
    ['ClusterRole shop/ops: the rules grant serviceaccounts (impersonate) @ aggregationRule.clusterRoleSelectors'],
  ],
  [
    'a named group',
    role("{ apiGroups: [''], resources: [groups], resourceNames: [readers], verbs: [impersonate] }"),
    [],
  ],
  ['a named user', role("{ apiGroups: [''], resources: [users], resourceNames: [ci], verbs: [impersonate] }"), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
