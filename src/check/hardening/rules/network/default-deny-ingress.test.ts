import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './default-deny-ingress.ts';

const POD = yamlOf('v1', 'Pod', 'api', 'spec: {}');
const policy = (spec: string, name = 'deny', namespace = 'shop') =>
  yamlOf('networking.k8s.io/v1', 'NetworkPolicy', name, `spec: { ${spec} }`, namespace);
const DENY = policy('podSelector: {}, policyTypes: [Ingress]');
const open = (rules: string) => policy(`podSelector: {}, policyTypes: [Ingress], ingress: [${rules}]`, 'open');
const NONE = [
  'Pod shop/api: no NetworkPolicy of namespace "shop" selects every pod for ingress without rules @ metadata.namespace',
];
const UNDONE = [
  'NetworkPolicy shop/open: namespace "shop" denies ingress by default, but NetworkPolicy shop/open lets everything through again @ spec.ingress',
];
const isolated = (name: string) => [
  `Pod shop/api: NetworkPolicy shop/${name} selects every pod of namespace "shop" for ingress, but allows some: no policy denies all @ metadata.namespace`,
];

const CASES: [string, string, string[]][] = [
  ['no policy', POD, NONE],
  [
    'a declared namespace without workloads',
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
    [
      'Namespace shop: no NetworkPolicy of namespace "shop" selects every pod for ingress without rules @ metadata.name',
    ],
  ],
  ['a namespace that nothing uses', yamlOf('v1', 'ConfigMap', 'api', ''), []],
  ['default deny', POD + DENY, []],
  ['in another namespace', POD + policy('podSelector: {}, policyTypes: [Ingress]', 'deny', 'other'), NONE],
  ['both directions', POD + policy('podSelector: {}, policyTypes: [Ingress, Egress]'), []],
  ['the other direction', POD + policy('podSelector: {}, policyTypes: [Egress]'), NONE],
  ['without a podSelector', POD + policy('policyTypes: [Ingress]'), []],
  ['null for rules', POD + policy('podSelector: {}, policyTypes: [Ingress], ingress: null'), []],
  ['an empty list of rules', POD + policy('podSelector: {}, policyTypes: [Ingress], ingress: []'), []],
  ['some pods only', POD + policy('podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress]'), NONE],
  [
    'some pods only, by an expression',
    POD + policy('podSelector: { matchExpressions: [{ key: app, operator: Exists }] }, policyTypes: [Ingress]'),
    NONE,
  ],
  [
    'undone by all namespaces but those with a label',
    POD +
      DENY +
      open('{ from: [{ namespaceSelector: { matchExpressions: [{ key: locked, operator: DoesNotExist }] } }] }'),
    UNDONE,
  ],
  ['rules and no deny beside them', POD + open('{ from: [{ podSelector: {} }] }'), isolated('open')],
  ['narrow rules beside it', POD + DENY + open('{ from: [{ podSelector: {} }] }'), []],
  ['an empty rule undoes it', POD + DENY + open('{}'), UNDONE],
  ['a null rule is an empty one', POD + DENY + open('null'), UNDONE],
  ['no peers undo it', POD + DENY + open('{ from: [] }'), UNDONE],
  ['every namespace undoes it', POD + DENY + open('{ from: [{ namespaceSelector: {} }] }'), UNDONE],
  [
    'some pods of every namespace',
    POD + DENY + open('{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: dns } } }] }'),
    [],
  ],
  [
    'what every namespace has undoes it',
    POD +
      DENY +
      open(
        '{ from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: Exists }] } }] }',
      ),
    UNDONE,
  ],
  ['every address undoes it', POD + DENY + open('{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }'), UNDONE],
  ['every IPv6 address undoes it', POD + DENY + open('{ from: [{ ipBlock: { cidr: "::/0" } }] }'), UNDONE],
  [
    'halves that add up undo it',
    POD + DENY + open('{ from: [{ ipBlock: { cidr: 0.0.0.0/1 } }, { ipBlock: { cidr: 128.0.0.0/1 } }] }'),
    UNDONE,
  ],
  [
    'every address but some',
    POD + DENY + open('{ from: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }] }'),
    [],
  ],
  ['one port of everybody', POD + DENY + open('{ ports: [{ port: 443 }] }'), []],
  ['every port, written out, undoes it', POD + DENY + open('{ ports: [{ port: 1, endPort: 65535 }] }'), UNDONE],
  [
    'for some pods it undoes nothing',
    POD + DENY + policy('podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress], ingress: [{}]', 'open'),
    [],
  ],
  [
    "another engine's policy is named, not judged",
    POD + yamlOf('cilium.io/v2', 'CiliumNetworkPolicy', 'deny', ''),
    [
      'Pod shop/api: no NetworkPolicy denies ingress in namespace "shop"; CiliumNetworkPolicy shop/deny may, which the gate does not evaluate @ metadata.namespace',
    ],
  ],
  ['policyTypes left out means Ingress', POD + policy('podSelector: {}'), []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
