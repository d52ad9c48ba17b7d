import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './open-ingress.ts';

const policy = (rules: string, more = 'podSelector: { matchLabels: { app: a } }') =>
  yamlOf('networking.k8s.io/v1', 'NetworkPolicy', 'a', `spec: { ${more}, ingress: [${rules}] }`);
const OPEN = ['NetworkPolicy shop/a: an ingress rule lets everybody through on every port @ spec.ingress'];

const REST = [
  'NetworkPolicy shop/a: an ingress rule lets everybody through on every port who carries none of some labels @ spec.ingress',
];

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  ['no peers', policy('{}'), OPEN],
  ['an empty list of peers', policy('{ from: [] }'), OPEN],
  ['every namespace', policy('{ from: [{ namespaceSelector: {} }] }'), OPEN],
  ['every pod of every namespace', policy('{ from: [{ namespaceSelector: {}, podSelector: {} }] }'), OPEN],
  [
    'two halves of all addresses',
    policy('{ from: [{ ipBlock: { cidr: 0.0.0.0/1 } }, { ipBlock: { cidr: 128.0.0.0/1 } }] }'),
    OPEN,
  ],
  ['the second rule', policy('{ from: [{ podSelector: {} }] }, { from: [{ namespaceSelector: {} }] }'), OPEN],
  ['every port by a range', policy('{ ports: [{ port: 1, endPort: 65535 }] }'), OPEN],
  [
    'every port by ranges that add up',
    policy('{ ports: [{ port: 30000, endPort: 65535 }, { port: 1, endPort: 29999 }] }'),
    OPEN,
  ],
  [
    'ranges with a port between them',
    policy('{ ports: [{ port: 1, endPort: 99 }, { port: 101, endPort: 65535 }] }'),
    [],
  ],
  [
    'ranges of two protocols',
    policy('{ ports: [{ port: 1, endPort: 99 }, { protocol: UDP, port: 100, endPort: 65535 }] }'),
    [],
  ],
  [
    'namespaces that have what each has',
    policy(
      '{ from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: Exists }] } }] }',
    ),
    OPEN,
  ],
  [
    'namespaces with a label',
    policy('{ from: [{ namespaceSelector: { matchExpressions: [{ key: team, operator: Exists }] } }] }'),
    [],
  ],
  ...(
    [
      [
        'all namespaces without a label',
        'namespaceSelector: { matchExpressions: [{ key: team, operator: DoesNotExist }] }',
      ],
      [
        'all namespaces but one',
        'namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [a] }] }',
      ],
      [
        'all pods without a label',
        'namespaceSelector: {}, podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [a] }] }',
      ],
      [
        'all but two kinds',
        'namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: Exists }, { key: a, operator: DoesNotExist }] }, podSelector: { matchExpressions: [{ key: app, operator: DoesNotExist }] }',
      ],
    ] as const
  ).map(([what, peer]): [string, string, string[]] => [what, policy(`{ from: [{ ${peer} }] }`), REST]),
  [
    'a label that must be there beside one that must not',
    policy(
      '{ from: [{ namespaceSelector: { matchExpressions: [{ key: a, operator: Exists }, { key: b, operator: DoesNotExist }] } }] }',
    ),
    [],
  ],
  [
    'a label by its value beside one that must not be there',
    policy(
      '{ from: [{ namespaceSelector: { matchLabels: { a: b }, matchExpressions: [{ key: c, operator: DoesNotExist }] } }] }',
    ),
    [],
  ],
  [
    'no namespace, since each has a name',
    policy(
      '{ from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: DoesNotExist }] } }] }',
    ),
    [],
  ],
  [
    'pods of the namespace without a label',
    policy('{ from: [{ podSelector: { matchExpressions: [{ key: a, operator: DoesNotExist }] } }] }'),
    [],
  ],
  [
    'one port for all without a label',
    policy(
      '{ from: [{ namespaceSelector: { matchExpressions: [{ key: a, operator: DoesNotExist }] } }], ports: [{ port: 80 }] }',
    ),
    [],
  ],
  ['every pod of the namespace', policy('{ from: [{ podSelector: {} }] }'), []],
  [
    'some pods of every namespace',
    policy('{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { a: b } } }] }'),
    [],
  ],
  ['one port for everybody', policy('{ ports: [{ port: 8443 }] }'), []],
  ['all addresses but some', policy('{ from: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }] }'), []],
  ['not in force', policy('{}', 'podSelector: {}, policyTypes: [Egress]'), []],
  ['denied', policy(''), []],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
