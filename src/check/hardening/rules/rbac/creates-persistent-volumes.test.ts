import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './creates-persistent-volumes.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const CASES: [string, string, string[]][] = [
  [
    'create',
    role("{ apiGroups: [''], resources: [persistentvolumes], verbs: [create, delete] }"),
    ['ClusterRole shop/ops: the rules grant persistentvolumes (create) @ rules[0].resources[0]'],
  ],
  ['claims', role("{ apiGroups: [''], resources: [persistentvolumeclaims], verbs: [create] }"), []],
  ['reading', role("{ apiGroups: [''], resources: [persistentvolumes], verbs: [get, list] }"), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
