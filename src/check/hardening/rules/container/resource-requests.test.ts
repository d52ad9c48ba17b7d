import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './resource-requests.ts';

const pod = (spec: string, namespace = 'shop') => yamlOf('v1', 'Pod', 'api', `spec: { ${spec} }`, namespace);

const api = (resources: string) => pod(`containers: [{ name: api, resources: { ${resources} } }]`);
const limits = (fields: string) => yamlOf('v1', 'LimitRange', 'defaults', `spec: { limits: [{ ${fields} }] }`);
const missing = (what: string) =>
  `Pod shop/api: resources.requests.${what} is missing in container "api" @ spec.containers[0].resources.requests.${what}`;

const CASES: [string, string, string[]][] = [
  ['nothing', api(''), [missing('cpu'), missing('memory')]],
  ['only cpu', api('requests: { cpu: 100m }'), [missing('memory')]],
  ['null is nothing', api('requests: { cpu: 1, memory: null }'), [missing('memory')]],
  ['zero is nothing', api('requests: { cpu: 0, memory: 0Mi }'), [missing('cpu'), missing('memory')]],
  [
    'zero is asked for, whatever the limit',
    api('requests: { cpu: 1, memory: 0 }, limits: { memory: 1Gi }'),
    [missing('memory')],
  ],
  ['both', api('requests: { cpu: 1, memory: 64Mi }'), []],
  ['limits stand for requests', api('limits: { cpu: 1, memory: 64Mi }'), []],
  ['of the pod', pod('resources: { requests: { cpu: 1, memory: 64Mi } }, containers: [{ name: api }]'), []],
  ['by default of the namespace', api('') + limits('type: Container, defaultRequest: { cpu: 100m, memory: 64Mi }'), []],
  [
    'defaults of another type',
    api('requests: { cpu: 1 }') + limits('type: Pod, default: { memory: 64Mi }'),
    [missing('memory')],
  ],
  [
    'defaults of another namespace',
    api('requests: { cpu: 1 }') +
      limits('type: Container, default: { memory: 64Mi }').replace('namespace: shop', 'namespace: other'),
    [missing('memory')],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
