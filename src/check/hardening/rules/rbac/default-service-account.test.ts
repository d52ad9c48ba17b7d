import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './default-service-account.ts';

const pod = (spec: string, namespace = 'shop') => yamlOf('v1', 'Pod', 'api', `spec: { ${spec} }`, namespace);

const account = (fields: string) => yamlOf('v1', 'ServiceAccount', 'default', fields);
const FAILS = [
  'Pod shop/api: the pod runs as the service account default, with its token mounted @ spec.serviceAccountName',
];

const CASES: [string, string, string[]][] = [
  ['nothing named', pod('containers: []'), FAILS],
  ['named default', pod('serviceAccountName: default'), FAILS],
  ['empty is default', pod('serviceAccountName: ""'), FAILS],
  ['one of its own', pod('serviceAccountName: api'), []],
  ['the older field', pod('serviceAccount: api'), []],
  ['without a token', pod('automountServiceAccountToken: false'), []],
  ['the account says so', pod('containers: []') + account('automountServiceAccountToken: false'), []],
  [
    'the pod decides',
    pod('automountServiceAccountToken: true') + account('automountServiceAccountToken: false'),
    FAILS,
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
