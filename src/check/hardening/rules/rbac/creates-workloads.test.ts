import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './creates-workloads.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const GRANTS = 'Role shop/ops: the rules grant';

const CASES: [string, string, string[]][] = [
  [
    'pods',
    role("{ apiGroups: [''], resources: [pods], verbs: [create] }", 'Role'),
    [`${GRANTS} pods (create) @ rules[0].resources[0]`],
  ],
  [
    'patching is as good',
    role('{ apiGroups: [apps], resources: [deployments, statefulsets], verbs: [patch] }', 'Role'),
    [`${GRANTS} deployments (patch) and statefulsets (patch) @ rules[0].resources[0], rules[0].resources[1]`],
  ],
  [
    'every kind of workload',
    role("{ apiGroups: [batch], resources: ['*'], verbs: [create] }", 'Role'),
    [`${GRANTS} jobs (create) and cronjobs (create) @ rules[0].resources[0], rules[0].resources[0]`],
  ],
  [
    'ephemeral containers',
    role("{ apiGroups: [''], resources: [pods/ephemeralcontainers], verbs: [patch] }", 'Role'),
    [`${GRANTS} pods/ephemeralcontainers (patch) @ rules[0].resources[0]`],
  ],
  [
    'an empty name is what a new pod has for the authorizer',
    role("{ apiGroups: [''], resources: [pods], resourceNames: [''], verbs: [create] }", 'Role'),
    [`${GRANTS} pods (create) @ rules[0].resources[0]`],
  ],
  [
    'a named pod',
    role("{ apiGroups: [''], resources: [pods], resourceNames: [api], verbs: [create, patch] }", 'Role'),
    [],
  ],
  ['reading', role("{ apiGroups: ['', apps], resources: [pods, deployments], verbs: [get, list, watch] }", 'Role'), []],
  ['scaling', role('{ apiGroups: [apps], resources: [deployments/scale], verbs: [update] }', 'Role'), []],
  [
    'deployments of another group',
    role('{ apiGroups: [acme.example], resources: [deployments], verbs: [create] }', 'Role'),
    [],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
