import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-role.ts';

const role = (rules: string, kind = 'ClusterRole') =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: reader }\nrules: [${rules}]\n`;
const may = (verbs: string, resources: string, more = '') =>
  `{ apiGroups: [""], resources: [${resources}], verbs: [${verbs}]${more} }`;
const lets = (permissions: string, path = 'rules[0]') => [
  `ClusterRole reader: the change lets it ${permissions} @ ${path}`,
];

const aggregated = `${role('')}aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: reader } }] }\n`;
const part = (rules: string) => role(rules).replace('name: reader', 'name: part, labels: { to: reader }');

const CASES: [string, string, string, string[]][] = [
  ['a verb', role(may('get', 'pods')), role(may('get, list', 'pods')), lets('list pods')],
  ['a subresource', role(may('get', 'pods')), role(may('get', 'pods, pods/exec')), lets('get pods/exec')],
  [
    'the second rule counts',
    role(may('get', 'pods')),
    role(`${may('get', 'pods')}, ${may('get', 'secrets')}`),
    lets('get secrets', 'rules[1]'),
  ],
  [
    'from one name to all',
    role(may('get', 'secrets', ', resourceNames: [a]')),
    role(may('get', 'secrets')),
    lets('get secrets'),
  ],
  ['a wildcard', role(may('get', '"*"')), role(may('"*"', '"*"')), lets('* *')],
  ['covered by a wildcard', role(may('"*"', '"*"')), role(may('get', 'pods/exec')), []],
  [
    'rules that were not in force, since the role was aggregated',
    `${role(may('get', 'secrets'))}aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: reader } }] }\n`,
    role(may('get', 'secrets')),
    lets('get secrets'),
  ],
  [
    'a part that is added',
    aggregated,
    `${aggregated}---\n${part(may('get', 'secrets'))}`,
    lets('get secrets', 'aggregationRule.clusterRoleSelectors'),
  ],
  [
    'other selectors',
    aggregated,
    aggregated.replace('to: reader', 'to: writer'),
    [
      'ClusterRole reader: the change lets it aggregate other ClusterRoles than before @ aggregationRule.clusterRoleSelectors',
    ],
  ],
  [
    'rules of an aggregated role, which grant nothing',
    aggregated,
    aggregated.replace('rules: []', `rules: [${may('get', 'secrets')}]`),
    [],
  ],
  ['fewer', role(may('get, list', 'pods')), role(may('get', 'pods')), []],
  ['reordered', role(may('get, list', 'pods')), role(may('list, get', 'pods')), []],
];

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>(
  CASES,
)('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
