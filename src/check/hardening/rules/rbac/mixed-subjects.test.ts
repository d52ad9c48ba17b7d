import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './mixed-subjects.ts';

const binding = (roleRef: string, subjects: string, kind = 'RoleBinding') =>
  yamlOf(
    'rbac.authorization.k8s.io/v1',
    kind,
    'ops',
    `roleRef: { apiGroup: rbac.authorization.k8s.io, ${roleRef} }\nsubjects: [${subjects}]`,
  );

const to = (subjects: string) => binding('kind: Role, name: view', subjects);

const CASES: [string, string, string[]][] = [
  [
    'a user and a service account',
    to('{ kind: User, name: alice }, { kind: ServiceAccount, name: ci }'),
    ['RoleBinding shop/ops: the subjects are people and service accounts @ subjects[1]'],
  ],
  [
    'a service account spelled as a user',
    to('{ kind: Group, name: devs }, { kind: User, name: system:serviceaccount:shop:ci }'),
    ['RoleBinding shop/ops: the subjects are people and service accounts @ subjects[1]'],
  ],
  ['people', to('{ kind: User, name: alice }, { kind: Group, name: devs }'), []],
  ['programs', to('{ kind: ServiceAccount, name: ci }, { kind: ServiceAccount, name: cd }'), []],
  ['nobody', to(''), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
