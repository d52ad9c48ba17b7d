import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './mints-tokens.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const CASES: [string, string, string[]][] = [
  [
    'create',
    role("{ apiGroups: [''], resources: [serviceaccounts/token], verbs: [create] }"),
    ['ClusterRole shop/ops: the rules grant serviceaccounts/token (create) @ rules[0].resources[0]'],
  ],
  [
    '*/token',
    role("{ apiGroups: [''], resources: ['*/token'], verbs: ['*'] }"),
    ['ClusterRole shop/ops: the rules grant serviceaccounts/token (create) @ rules[0].resources[0]'],
  ],
  [
    'for one account',
    role("{ apiGroups: [''], resources: [serviceaccounts/token], resourceNames: [ci], verbs: [create] }"),
    [],
  ],
  ['making accounts', role("{ apiGroups: [''], resources: [serviceaccounts], verbs: [create] }"), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
