import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './reads-secrets.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const READ = 'ClusterRole shop/ops: the rules grant';

const CASES: [string, string, string[]][] = [
  [
    'get',
    role("{ apiGroups: [''], resources: [secrets], verbs: [get] }"),
    [`${READ} secrets (get) @ rules[0].resources[0]`],
  ],
  [
    'list shows contents too',
    role("{ apiGroups: [''], resources: [pods, secrets], verbs: [list] }"),
    [`${READ} secrets (list) @ rules[0].resources[1]`],
  ],
  [
    'every rule is read',
    role(
      "{ apiGroups: [''], resources: [pods], verbs: [get] }, { apiGroups: [''], resources: [secrets], verbs: ['*'] }",
    ),
    [`${READ} secrets (get, list, watch) @ rules[1].resources[0]`],
  ],
  [
    'every resource',
    role("{ apiGroups: ['*'], resources: ['*'], verbs: [get] }"),
    [`${READ} secrets (get) @ rules[0].resources[0]`],
  ],
  ['all of everything is left to rbac/wildcard', role("{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }"), []],
  [
    'an empty name is that of a request for all',
    role("{ apiGroups: [''], resources: [secrets], resourceNames: [api, ''], verbs: [get, list, watch] }"),
    [`${READ} secrets (list, watch) @ rules[0].resources[0]`],
  ],
  ['named Secrets', role("{ apiGroups: [''], resources: [secrets], resourceNames: [api], verbs: [get] }"), []],
  ['writing only', role("{ apiGroups: [''], resources: [secrets], verbs: [create, update] }"), []],
  ['another group', role('{ apiGroups: [external-secrets.io], resources: [secrets], verbs: [get] }'), []],
  ['no group', role('{ resources: [secrets], verbs: [get] }'), []],
  ['secrets/* matches nothing', role("{ apiGroups: [''], resources: [secrets/*], verbs: [get] }"), []],
  ['a verb that only looks like a pattern', role("{ apiGroups: [''], resources: [secrets], verbs: ['get*'] }"), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
