import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './escalates.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const G = 'apiGroups: [rbac.authorization.k8s.io]';

const CASES: [string, string, string[]][] = [
  [
    'escalate',
    role(`{ ${G}, resources: [clusterroles], verbs: [escalate] }`),
    ['ClusterRole shop/ops: the rules grant clusterroles (escalate) @ rules[0].resources[0]'],
  ],
  [
    'bind, in a Role too',
    role(`{ ${G}, resources: [roles, clusterroles], verbs: [bind] }`, 'Role'),
    [
      'Role shop/ops: the rules grant roles (bind) and clusterroles (bind) @ rules[0].resources[0], rules[0].resources[1]',
    ],
  ],
  [
    'every verb',
    role(`{ ${G}, resources: [roles], verbs: ['*'] }`),
    ['ClusterRole shop/ops: the rules grant roles (escalate, bind) @ rules[0].resources[0], rules[0].resources[0]'],
  ],
  [
    'binding cluster-admin by name is binding any role',
    role(`{ ${G}, resources: [clusterroles], resourceNames: [view, cluster-admin], verbs: [bind] }`),
    ['ClusterRole shop/ops: the rules grant clusterroles (bind) @ rules[0].resources[0]'],
  ],
  [
    'a named role that may be escalated can be given everything',
    role(`{ ${G}, resources: [clusterroles], resourceNames: [view], verbs: [escalate] }`),
    ['ClusterRole shop/ops: the rules grant clusterroles (escalate) @ rules[0].resources[0]'],
  ],
  ['binding named roles', role(`{ ${G}, resources: [clusterroles], resourceNames: [view], verbs: [bind] }`), []],
  [
    'writing roles is checked by the API server',
    role(`{ ${G}, resources: [roles, rolebindings], verbs: [create, update] }`),
    [],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
