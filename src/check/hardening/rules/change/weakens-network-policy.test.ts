import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-network-policy.ts';

const policy = (spec: string, name = 'deny') =>
  `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: shop }\nspec: { ${spec} }\n`;
const DENY = 'podSelector: {}, policyTypes: [Ingress, Egress]';
const OBJECT = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n';
const says = (what: string, path: string) => [`NetworkPolicy shop/deny: the change ${what} @ ${path}`];

const allows = (labels: string, port = '') =>
  policy(`${DENY}, ingress: [{ from: [{ podSelector: { matchLabels: { ${labels} } } }], ports: [${port}] }]`);
const block = (cidr: string) => policy(`${DENY}, ingress: [{ from: [{ ipBlock: { cidr: ${cidr} } }] }]`);
const widens = (flows: string) => says(`lets through for ingress what it did not: ${flows}`, 'spec.ingress[0]');
const cilium = (spec: string) =>
  `---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: deny, namespace: shop }\nspec: ${spec}\n`;

const ALL_BUT = '{ namespaceSelector: { matchExpressions: [{ key: locked, operator: DoesNotExist }] } }';
const from = (peer: string, name?: string) =>
  policy(`podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [${peer}] }]`, name);

const CASES: [string, string, string, string[]][] = [
  [
    'deleted',
    policy(DENY) + OBJECT,
    OBJECT,
    says('removes it (sample.yaml:2 at the base), and no policy of the same content replaces it', ''),
  ],
  ['renamed', policy(DENY) + OBJECT, policy(DENY, 'default-deny') + OBJECT, []],
  [
    'egress is covered no more',
    policy(DENY),
    policy('podSelector: {}, policyTypes: [Ingress]'),
    says('takes egress out of what it covers', 'spec.policyTypes'),
  ],
  [
    'policyTypes left out cover egress only with a rule',
    policy(DENY),
    policy('podSelector: {}, egress: []'),
    says('takes egress out of what it covers', 'spec.policyTypes'),
  ],
  [
    'fewer pods',
    policy(DENY),
    policy('podSelector: { matchLabels: { a: b } }, policyTypes: [Ingress, Egress]'),
    says('makes it select other pods than before', 'spec.podSelector'),
  ],
  [
    'a first rule',
    policy(DENY),
    policy(`${DENY}, ingress: [{ from: [{ podSelector: {} }] }]`),
    says('adds a rule for ingress, where it denied everything', 'spec.ingress'),
  ],
  [
    'two halves of all addresses',
    policy(`${DENY}, egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/1 } }] }]`),
    policy(`${DENY}, egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/1 } }, { ipBlock: { cidr: 128.0.0.0/1 } }] }]`),
    says('adds a rule for egress that lets everything through', 'spec.egress'),
  ],
  [
    'all namespaces but those with a label',
    from('{ namespaceSelector: { matchLabels: { a: b } } }'),
    from(ALL_BUT),
    says('adds a rule for ingress that lets everything through', 'spec.ingress'),
  ],
  [
    'all namespaces, where those with a label were left out',
    from(ALL_BUT),
    from('{ namespaceSelector: {} }'),
    says('adds a rule for ingress that lets everything through', 'spec.ingress'),
  ],
  [
    'a policy for all namespaces beside one that leaves some out',
    from(ALL_BUT),
    from(ALL_BUT) + from('{ namespaceSelector: {} }', 'open'),
    [
      'NetworkPolicy shop/open: the change adds it, and it lets everything through for ingress, where a policy of the base limits that @ spec.ingress',
    ],
  ],
  ['a second policy that leaves some out', from(ALL_BUT), from(ALL_BUT) + from(ALL_BUT, 'open'), []],
  [
    'a narrow rule beside others',
    policy(`${DENY}, ingress: [{ from: [{ podSelector: { matchLabels: { a: b } } }] }]`),
    policy(
      `${DENY}, ingress: [{ from: [{ podSelector: { matchLabels: { a: b } } }, { podSelector: { matchLabels: { a: c } } }] }]`,
    ),
    widens('pods "a=c"'),
  ],
  ['fewer labels of a peer', allows('a: b, c: d'), allows('a: b'), widens('pods "a=b"')],
  ['more labels of a peer', allows('a: b'), allows('a: b, c: d'), []],
  ['the ports go', allows('a: b', '{ port: 80 }'), allows('a: b'), widens('pods "a=b"')],
  ['a port comes', allows('a: b', '{ port: 80 }'), allows('a: b', '{ port: 81 }'), widens('pods "a=b" on TCP 81')],
  [
    'a range of ports',
    allows('a: b', '{ port: 80 }'),
    allows('a: b', '{ port: 1, endPort: 90 }'),
    widens('pods "a=b" on TCP 1 to 90'),
  ],
  ['a port of a range', allows('a: b', '{ port: 1, endPort: 90 }'), allows('a: b', '{ port: 80 }'), []],
  [
    'another protocol',
    allows('a: b', '{ port: 80 }'),
    allows('a: b', '{ port: 80, protocol: UDP }'),
    widens('pods "a=b" on UDP 80'),
  ],
  ['a shorter prefix', block('10.1.0.0/16'), block('10.0.0.0/8'), widens('"10.0.0.0/8"')],
  ['a longer prefix', block('10.0.0.0/8'), block('10.1.0.0/16'), []],
  ['an exception goes', block('10.0.0.0/8, except: [10.1.0.0/16]'), block('10.0.0.0/8'), widens('"10.0.0.0/8"')],
  ['an exception stays', block('10.0.0.0/8, except: [10.1.0.0/16]'), block('10.0.0.0/8, except: [10.1.0.0/16]'), []],
  [
    'the pods of other namespaces',
    allows('a: b'),
    policy(
      `${DENY}, ingress: [{ from: [{ podSelector: { matchLabels: { a: b } }, namespaceSelector: { matchLabels: { c: d } } }] }]`,
    ),
    widens('pods "a=b" of namespaces "c=d"'),
  ],
  [
    'a new one that opens everything beside it',
    policy(DENY),
    policy(DENY) + policy('podSelector: { matchLabels: { a: b } }, ingress: [{}]', 'open'),
    [
      'NetworkPolicy shop/open: the change adds it, and it lets everything through for ingress, where a policy of the base limits that @ spec.ingress',
    ],
  ],
  [
    'a second copy of it',
    policy(DENY),
    policy(DENY) + policy('podSelector: {}'),
    says('takes egress out of what it covers', 'spec.policyTypes'),
  ],
  [
    'a policy of another engine',
    cilium('{ ingress: [{ fromEndpoints: [{}] }] }'),
    cilium('{ ingress: [{ fromEntities: [world] }] }'),
    [
      'CiliumNetworkPolicy shop/deny: the change alters it, and the gate does not evaluate policies of this kind @ spec',
    ],
  ],
  [
    'deleted where the repository holds nothing else',
    policy(DENY),
    '{}\n',
    says('removes it (sample.yaml:2 at the base), and no policy of the same content replaces it', ''),
  ],
  [
    'an empty selector written out',
    policy('policyTypes: [Ingress]'),
    policy('podSelector: {}, policyTypes: [Ingress]'),
    [],
  ],
];

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>(
  CASES,
)('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
