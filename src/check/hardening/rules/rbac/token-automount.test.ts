import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './token-automount.ts';

const pod = (spec: string, namespace = 'shop') => yamlOf('v1', 'Pod', 'api', `spec: { ${spec} }`, namespace);

const account = (fields: string) => yamlOf('v1', 'ServiceAccount', 'api', fields);
const bound = (subject: string) =>
  yamlOf(
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    'api',
    `roleRef: { kind: Role, name: api }\nsubjects: [${subject}]`,
  );
const POD = pod('serviceAccountName: api');
const FAILS = [
  'Pod shop/api: the token of service account "api" is mounted, though no role is bound to it @ spec.automountServiceAccountToken',
];

const CASES: [string, string, string[]][] = [
  ['bound to nothing', POD, FAILS],
  ['switched off', pod('serviceAccountName: api, automountServiceAccountToken: false'), []],
  ['switched off at the account', POD + account('automountServiceAccountToken: false'), []],
  [
    'the pod decides',
    pod('serviceAccountName: api, automountServiceAccountToken: true') + account('automountServiceAccountToken: false'),
    FAILS,
  ],
  ['bound', POD + bound('{ kind: ServiceAccount, name: api, namespace: shop }'), []],
  ['bound as a user', POD + bound('{ kind: User, name: system:serviceaccount:shop:api }'), []],
  ['bound through its group', POD + bound('{ kind: Group, name: system:serviceaccounts:shop }'), []],
  [
    'an account of another namespace is bound',
    POD + bound('{ kind: ServiceAccount, name: api, namespace: other }'),
    FAILS,
  ],
  ['the default account has a rule of its own', pod('containers: []'), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
