import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './default-namespace.ts';

const CASES: [string, string, string[]][] = [
  [
    'default',
    yamlOf('v1', 'Pod', 'api', 'spec: {}', 'default'),
    ['Pod default/api: the workload runs in namespace "default" @ metadata.namespace'],
  ],
  [
    'not named is default',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec: {}\n',
    ['Pod api: the workload runs in namespace "default" @ metadata.namespace'],
  ],
  [
    'kube-system',
    yamlOf('v1', 'Pod', 'api', 'spec: {}', 'kube-system'),
    ['Pod kube-system/api: the workload runs in namespace "kube-system" @ metadata.namespace'],
  ],
  ['its own', yamlOf('v1', 'Pod', 'api', 'spec: {}'), []],
  ['no workload', yamlOf('v1', 'ConfigMap', 'api', '', 'default'), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
