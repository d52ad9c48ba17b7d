import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './memory-limit.ts';

const pod = (spec: string, namespace = 'shop') => yamlOf('v1', 'Pod', 'api', `spec: { ${spec} }`, namespace);

const api = (resources: string) => pod(`containers: [{ name: api, resources: { ${resources} } }]`);
const FAILS = [
  'Pod shop/api: resources.limits.memory is missing in container "api" @ spec.containers[0].resources.limits.memory',
];

const CASES: [string, string, string[]][] = [
  ['nothing', api(''), FAILS],
  ['only a request', api('requests: { memory: 64Mi }'), FAILS],
  ['a limit', api('limits: { memory: 64Mi }'), []],
  ['a number', api('limits: { memory: 67108864 }'), []],
  ['zero is no limit', api('limits: { memory: "0" }'), FAILS],
  ['nor is a zero with a unit', api('limits: { memory: 0Mi }'), FAILS],
  [
    'by default of the namespace',
    api('') + yamlOf('v1', 'LimitRange', 'd', 'spec: { limits: [{ type: Container, default: { memory: 64Mi } }] }'),
    [],
  ],
  [
    'a default request is no limit',
    api('') +
      yamlOf('v1', 'LimitRange', 'd', 'spec: { limits: [{ type: Container, defaultRequest: { memory: 64Mi } }] }'),
    FAILS,
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
