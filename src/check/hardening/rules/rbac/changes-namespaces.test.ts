import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './changes-namespaces.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const CASES: [string, string, string[]][] = [
  [
    'patch',
    role("{ apiGroups: [''], resources: [namespaces], verbs: [patch] }"),
    ['ClusterRole shop/ops: the rules grant namespaces (patch) @ rules[0].resources[0]'],
  ],
  [
    'a Role grants it for its own namespace',
    role("{ apiGroups: [''], resources: [namespaces], verbs: [update] }", 'Role'),
    ['Role shop/ops: the rules grant namespaces (update) @ rules[0].resources[0]'],
  ],
  ['creating', role("{ apiGroups: [''], resources: [namespaces], verbs: [create, get] }"), []],
  ['the status', role("{ apiGroups: [''], resources: [namespaces/status], verbs: [patch] }"), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
