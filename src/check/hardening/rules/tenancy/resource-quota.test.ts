import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './resource-quota.ts';

const POD = yamlOf('v1', 'Pod', 'api', 'spec: {}');
const object = (namespace: string, fields = 'spec: { hard: { pods: 10 } }') =>
  yamlOf('v1', 'ResourceQuota', 'limits', fields, namespace);

const CASES: [string, string, string[]][] = [
  [
    'none',
    POD,
    ['Pod shop/api: namespace "shop" runs workloads and has no ResourceQuota with hard limits @ metadata.namespace'],
  ],
  [
    'in another namespace',
    POD + object('other'),
    ['Pod shop/api: namespace "shop" runs workloads and has no ResourceQuota with hard limits @ metadata.namespace'],
  ],
  ['there', POD + object('shop'), []],
  [
    'without limits',
    POD + object('shop', 'spec: {}'),
    ['Pod shop/api: namespace "shop" runs workloads and has no ResourceQuota with hard limits @ metadata.namespace'],
  ],
  [
    'with a limit of nothing',
    POD + object('shop', 'spec: { hard: { pods: null } }'),
    ['Pod shop/api: namespace "shop" runs workloads and has no ResourceQuota with hard limits @ metadata.namespace'],
  ],
  ['no workloads', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n', []],
  [
    'said at the Namespace where there is one',
    `${POD}---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n`,
    ['Namespace shop: namespace "shop" runs workloads and has no ResourceQuota with hard limits @ metadata.name'],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
