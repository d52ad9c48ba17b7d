import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './limit-range.ts';

const POD = yamlOf('v1', 'Pod', 'api', 'spec: {}');
const object = (namespace: string, fields = 'spec: { limits: [{ type: Container, default: { memory: 64Mi } }] }') =>
  yamlOf('v1', 'LimitRange', 'limits', fields, namespace);

const CASES: [string, string, string[]][] = [
  [
    'none',
    POD,
    ['Pod shop/api: namespace "shop" runs workloads and has no LimitRange for containers or pods @ metadata.namespace'],
  ],
  [
    'in another namespace',
    POD + object('other'),
    ['Pod shop/api: namespace "shop" runs workloads and has no LimitRange for containers or pods @ metadata.namespace'],
  ],
  ['there', POD + object('shop'), []],
  [
    'without limits',
    POD + object('shop', 'spec: { limits: [{ type: Container }] }'),
    ['Pod shop/api: namespace "shop" runs workloads and has no LimitRange for containers or pods @ metadata.namespace'],
  ],
  [
    'for volume claims alone',
    POD + object('shop', 'spec: { limits: [{ type: PersistentVolumeClaim, max: { storage: 1Gi } }] }'),
    ['Pod shop/api: namespace "shop" runs workloads and has no LimitRange for containers or pods @ metadata.namespace'],
  ],
  ['a maximum of pods', POD + object('shop', 'spec: { limits: [{ type: Pod, max: { memory: 1Gi } }] }'), []],
  ['no workloads', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n', []],
  [
    'said at the Namespace where there is one',
    `${POD}---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n`,
    ['Namespace shop: namespace "shop" runs workloads and has no LimitRange for containers or pods @ metadata.name'],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
