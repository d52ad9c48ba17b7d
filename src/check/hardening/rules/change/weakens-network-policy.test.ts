import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-network-policy.ts';

const policy = (spec: string, name = 'deny') =>
  `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: shop }\nspec: { ${spec} }\n`;
const DENY = 'podSelector: {}, policyTypes: [Ingress, Egress]';
const OBJECT = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n';
const says = (what: string, path: string) => [`NetworkPolicy shop/deny: the change ${what} @ ${path}`];

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
    'a narrow rule beside others',
    policy(`${DENY}, ingress: [{ from: [{ podSelector: { matchLabels: { a: b } } }] }]`),
    policy(`${DENY}, ingress: [{ from: [{ podSelector: { matchLabels: { a: c } } }] }]`),
    [],
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
