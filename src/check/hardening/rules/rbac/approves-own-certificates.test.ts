import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './approves-own-certificates.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const CREATE = '{ apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests], verbs: [create] }';
const APPROVE =
  '{ apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/approval], verbs: [update] }';

const CASES: [string, string, string[]][] = [
  [
    'both, in two rules',
    role(`${CREATE}, ${APPROVE}`),
    [
      'ClusterRole shop/ops: the rules grant certificatesigningrequests (create) and certificatesigningrequests/approval (update) @ rules[1].resources[0], rules[0].resources[0]',
    ],
  ],
  ['asking', role(CREATE), []],
  ['approving', role(APPROVE), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
