import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './dangerous-subject.ts';

const binding = (roleRef: string, subjects: string, kind = 'RoleBinding') =>
  yamlOf(
    'rbac.authorization.k8s.io/v1',
    kind,
    'ops',
    `roleRef: { apiGroup: rbac.authorization.k8s.io, ${roleRef} }\nsubjects: [${subjects}]`,
  );

const to = (subject: string) => binding('kind: ClusterRole, name: view', subject);
const holds = (label: string) => [`RoleBinding shop/ops: the subjects hold ${label} @ subjects[0].name`];

const CASES: [string, string, string[]][] = [
  ['system:masters', to('{ kind: Group, name: system:masters }'), holds('Group "system:masters"')],
  ['everybody with a token', to('{ kind: Group, name: system:authenticated }'), holds('Group "system:authenticated"')],
  ['everybody', to('{ kind: Group, name: system:unauthenticated }'), holds('Group "system:unauthenticated"')],
  ['nobody by name', to('{ kind: User, name: system:anonymous }'), holds('User "system:anonymous"')],
  [
    'all service accounts',
    to('{ kind: Group, name: system:serviceaccounts }'),
    holds('Group "system:serviceaccounts"'),
  ],
  [
    'all of a namespace',
    to('{ kind: Group, name: system:serviceaccounts:shop }'),
    holds('Group "system:serviceaccounts:shop"'),
  ],
  [
    'a default account',
    to('{ kind: ServiceAccount, name: default, namespace: shop }'),
    holds('ServiceAccount "shop/default"'),
  ],
  [
    'a default account, as a user',
    to('{ kind: User, name: system:serviceaccount:shop:default }'),
    holds('User "system:serviceaccount:shop:default"'),
  ],
  ['an account of its own', to('{ kind: ServiceAccount, name: api, namespace: shop }'), []],
  ['a user who is called default', to('{ kind: User, name: default }'), []],
  ['a user who is called like a group', to('{ kind: User, name: system:masters }'), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
