import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './wildcard.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const RBAC = 'rbac.authorization.k8s.io/v1';

const CASES: [string, string, string[]][] = [
  [
    'in the second rule',
    role("{ apiGroups: [''], resources: [pods], verbs: [get] }, { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }"),
    [
      'ClusterRole shop/ops: a rule for * has * in verbs, resources, apiGroups @ rules[1].verbs[0], rules[1].resources[0], rules[1].apiGroups[0]',
    ],
  ],
  [
    'as a verb, in a Role',
    role("{ apiGroups: [''], resources: [pods], verbs: [get, '*'] }", 'Role'),
    ['Role shop/ops: a rule for pods has * in verbs @ rules[0].verbs[1]'],
  ],
  [
    'as a URL',
    role("{ nonResourceURLs: ['*'], verbs: [get] }"),
    ['ClusterRole shop/ops: a rule for * has * in nonResourceURLs @ rules[0].nonResourceURLs[0]'],
  ],
  [
    'as every URL below the root',
    role("{ nonResourceURLs: ['/*'], verbs: [get] }"),
    ['ClusterRole shop/ops: a rule for /* has * in nonResourceURLs @ rules[0].nonResourceURLs[0]'],
  ],
  [
    'by an aggregation of all roles, cluster-admin among them',
    yamlOf(RBAC, 'ClusterRole', 'ops', 'aggregationRule: { clusterRoleSelectors: [{}] }'),
    [
      'ClusterRole shop/ops: a rule for * has * in verbs, resources, apiGroups and a rule for * has * in verbs, nonResourceURLs @ aggregationRule.clusterRoleSelectors',
    ],
  ],
  [
    'an aggregation of what adds to view',
    yamlOf(
      RBAC,
      'ClusterRole',
      'ops',
      'aggregationRule: { clusterRoleSelectors: [{ matchLabels: { rbac.authorization.k8s.io/aggregate-to-view: "true" } }] }',
    ),
    [],
  ],
  ['none', role("{ apiGroups: [''], resources: [pods], verbs: [get, list, watch, create, delete] }"), []],
  ['texts that only look like one', role("{ apiGroups: [''], resources: ['pods/*', '*/scale'], verbs: ['get*'] }"), []],
  ['a prefix of URLs', role("{ nonResourceURLs: ['/healthz/*'], verbs: [get] }"), []],
  ['another API', yamlOf('acme.example/v1', 'Role', 'ops', "rules: [{ verbs: ['*'] }]"), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
