import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './reaches-kubelets.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const CASES: [string, string, string[]][] = [
  [
    'get is not read-only',
    role("{ apiGroups: [''], resources: [nodes/proxy], verbs: [get] }"),
    ['ClusterRole shop/ops: the rules grant nodes/proxy (get) @ rules[0].resources[0]'],
  ],
  [
    '*/proxy covers it',
    role("{ apiGroups: [''], resources: ['*/proxy'], verbs: [create] }"),
    ['ClusterRole shop/ops: the rules grant nodes/proxy (create) @ rules[0].resources[0]'],
  ],
  [
    'a single node is one too many',
    role("{ apiGroups: [''], resources: [nodes/proxy], resourceNames: [node-1], verbs: [get] }"),
    ['ClusterRole shop/ops: the rules grant nodes/proxy (get) @ rules[0].resources[0]'],
  ],
  ['metrics', role("{ apiGroups: [''], resources: [nodes/metrics, nodes/stats], verbs: [get] }"), []],
  [
    'a Role cannot grant what is in no namespace',
    role("{ apiGroups: [''], resources: [nodes/proxy], verbs: [get] }", 'Role'),
    [],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
