import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './static-token.ts';

const CASES: [string, string, string[]][] = [
  [
    'a token',
    yamlOf('v1', 'Secret', 'api', 'type: kubernetes.io/service-account-token'),
    ['Secret shop/api: type is kubernetes.io/service-account-token @ type'],
  ],
  ['another type', yamlOf('v1', 'Secret', 'api', 'type: Opaque'), []],
  ['no type', yamlOf('v1', 'Secret', 'api', ''), []],
  ['another kind', yamlOf('v1', 'ConfigMap', 'api', 'type: kubernetes.io/service-account-token'), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
