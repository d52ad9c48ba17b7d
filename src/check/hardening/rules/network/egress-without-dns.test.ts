import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './egress-without-dns.ts';

const POD = yamlOf('v1', 'Pod', 'api', 'spec: {}');
const policy = (name: string, spec: string) =>
  yamlOf('networking.k8s.io/v1', 'NetworkPolicy', name, `spec: { ${spec} }`);
const DENY = policy('deny', 'podSelector: {}, policyTypes: [Egress]');
const allow = (rules: string) => policy('allow', `podSelector: {}, policyTypes: [Egress], egress: [${rules}]`);
const FAILS = [
  'NetworkPolicy shop/deny: egress of namespace "shop" is denied by default, and no policy allows port 53 outside of the namespace @ spec',
];

const CASES: [string, string, string[]][] = [
  ['denied', POD + DENY, FAILS],
  ['another port', POD + DENY + allow('{ ports: [{ port: 443 }] }'), FAILS],
  [
    'port 53 of pods of the namespace, where no name server is',
    POD + DENY + allow('{ to: [{ podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53 }] }'),
    FAILS,
  ],
  ['all ports of the namespace itself', POD + DENY + allow('{ to: [{ podSelector: {} }] }'), FAILS],
  [
    'port 53 of a cache on the node',
    POD + DENY + allow('{ to: [{ ipBlock: { cidr: 169.254.20.10/32 } }], ports: [{ port: 53, protocol: UDP }] }'),
    [],
  ],
  ['port 53', POD + DENY + allow('{ ports: [{ protocol: UDP, port: 53 }] }'), []],
  ['a range', POD + DENY + allow('{ ports: [{ protocol: UDP, port: 1, endPort: 100 }] }'), []],
  ['all ports to some', POD + DENY + allow('{ to: [{ namespaceSelector: {} }] }'), []],
  ['nothing denied', POD + allow('{ ports: [{ port: 443 }] }'), []],
  ['no workloads', DENY, []],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
