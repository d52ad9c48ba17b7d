import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './enters-containers.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const GRANTS = 'ClusterRole shop/ops: the rules grant';

const CASES: [string, string, string[]][] = [
  [
    'create exec',
    role("{ apiGroups: [''], resources: [pods/exec], verbs: [create] }"),
    [`${GRANTS} pods/exec (create) @ rules[0].resources[0]`],
  ],
  [
    'get exec, as WebSocket clients do',
    role("{ apiGroups: [''], resources: [pods, pods/exec], verbs: [get] }"),
    [`${GRANTS} pods/exec (get) @ rules[0].resources[1]`],
  ],
  [
    '*/exec works',
    role("{ apiGroups: [''], resources: ['*/exec'], verbs: [create] }"),
    [`${GRANTS} pods/exec (create) @ rules[0].resources[0]`],
  ],
  [
    'attach and portforward',
    role("{ apiGroups: [''], resources: [pods/attach, pods/portforward], verbs: [create] }"),
    [`${GRANTS} pods/attach (create) and pods/portforward (create) @ rules[0].resources[0], rules[0].resources[1]`],
  ],
  ['pods/* matches nothing', role("{ apiGroups: [''], resources: ['pods/*'], verbs: ['*'] }"), []],
  ['pods alone have no subresources', role("{ apiGroups: [''], resources: [pods], verbs: ['*'] }"), []],
  ['logs', role("{ apiGroups: [''], resources: [pods/log], verbs: [get] }"), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
