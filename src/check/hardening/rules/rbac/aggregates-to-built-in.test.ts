import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './aggregates-to-built-in.ts';

const labelled = (labels: string, kind = 'ClusterRole') =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: ops\n  labels: { ${labels} }\nrules: []\n`;

const CASES: [string, string, string[]][] = [
  [
    'to edit',
    labelled('rbac.authorization.k8s.io/aggregate-to-edit: "true"'),
    [
      'ClusterRole ops: its rules are added to the ClusterRole edit @ metadata.labels["rbac.authorization.k8s.io/aggregate-to-edit"]',
    ],
  ],
  ['not to anything', labelled('rbac.authorization.k8s.io/aggregate-to-edit: "false"'), []],
  ['to a role of its own', labelled('rbac.acme.example/aggregate-to-ops: "true"'), []],
  ['a Role is never aggregated', labelled('rbac.authorization.k8s.io/aggregate-to-edit: "true"', 'Role'), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
