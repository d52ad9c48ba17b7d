import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './changes-admission-webhooks.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  yamlOf('rbac.authorization.k8s.io/v1', kind, 'ops', `rules: [${rules}]`);

const G = 'apiGroups: [admissionregistration.k8s.io]';

const CASES: [string, string, string[]][] = [
  [
    'patch',
    role(`{ ${G}, resources: [mutatingwebhookconfigurations], verbs: [get, patch] }`),
    ['ClusterRole shop/ops: the rules grant mutatingwebhookconfigurations (patch) @ rules[0].resources[0]'],
  ],
  [
    'delete',
    role(`{ ${G}, resources: [validatingwebhookconfigurations], verbs: [delete] }`),
    ['ClusterRole shop/ops: the rules grant validatingwebhookconfigurations (delete) @ rules[0].resources[0]'],
  ],
  ['reading', role(`{ ${G}, resources: [validatingwebhookconfigurations], verbs: [get, list, watch] }`), []],
  [
    "a controller's own",
    role(`{ ${G}, resources: [validatingwebhookconfigurations], resourceNames: [shop], verbs: [update] }`),
    [],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
