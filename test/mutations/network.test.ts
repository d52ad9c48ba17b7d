import fc from 'fast-check';
import type { Json } from '../../src/domain/index.ts';
import { gone, m, one, testMutations, word } from '../support/state-mutations.ts';

const everywhere = one<Json>({}, { ports: [] }, { ports: [{ port: 1, endPort: 65_535 }] });
const open = (peers: string): fc.Arbitrary<Json> =>
  fc.oneof(
    everywhere,
    one<Json>({ [peers]: [] }, { [peers]: [{ namespaceSelector: {} }] }, { [peers]: [{ ipBlock: { cidr: '::/0' } }] }),
    // Two halves of any depth: a CIDR and what is left of all addresses.
    fc
      .integer({ min: 1, max: 8 })
      .map((bits) => ({
        [peers]: [
          { ipBlock: { cidr: `0.0.0.0/${bits}` } },
          ...Array.from({ length: bits }, (_, index) => ({
            ipBlock: { cidr: `${2 ** (7 - (bits - 1 - index))}.0.0.0/${bits - index}` },
          })),
        ],
      })),
  );

testMutations('network', {
  'network/default-deny-egress': [
    m(
      'pass-deny',
      'NetworkPolicy',
      ['spec', 'egress'],
      open('to').map((rule) => [rule]),
    ),
    m('pass-deny', 'NetworkPolicy', ['spec', 'policyTypes'], one(['Ingress'])),
    m(
      'pass-deny',
      'NetworkPolicy',
      ['spec', 'podSelector'],
      word.map((app) => ({ matchLabels: { app } })),
    ),
    m(
      'pass-deny',
      'NetworkPolicy',
      ['metadata', 'namespace'],
      word.filter((name) => name !== 'shop'),
    ),
  ],
  'network/default-deny-ingress': [
    m(
      'pass-deny',
      'NetworkPolicy',
      ['spec', 'ingress'],
      open('from').map((rule) => [rule]),
    ),
    m('pass-deny', 'NetworkPolicy', ['spec', 'policyTypes'], one(['Egress'])),
  ],
  'network/egress-without-dns': [
    m('pass-dns', 'NetworkPolicy/dns', ['spec', 'policyTypes'], one(['Ingress'])),
    m('pass-dns', 'NetworkPolicy/dns', ['spec', 'egress', 0, 'ports', 0, 'port'], fc.integer({ min: 54, max: 65_535 })),
  ],
  'network/exposed-service': [
    m('pass-cluster-ip', 'Service', ['spec', 'type'], one('NodePort', 'LoadBalancer')),
    m(
      'pass-cluster-ip',
      'Service',
      ['spec', 'externalIPs'],
      fc.ipV4().map((address) => [address]),
    ),
    m(
      'pass-limited',
      'Service',
      ['spec', 'loadBalancerSourceRanges'],
      one(['0.0.0.0/0'], ['0.0.0.0/1', '128.0.0.0/1'], ['::/0']),
    ),
  ],
  'network/ingress-without-tls': [
    m('pass-host', 'Ingress', ['spec', 'tls'], one<Json>([], null)),
    m(
      'pass-host',
      'Ingress',
      ['spec', 'rules', 0, 'host'],
      word.map((name) => `${name}.other.example`),
    ),
  ],
  'network/metadata-egress': [
    m(
      'pass-except',
      'NetworkPolicy',
      ['spec', 'egress', 0, 'to', 0, 'ipBlock', 'except'],
      fc.oneof(gone, one<Json>([], ['169.254.0.0/24'], ['10.0.0.0/8'])),
    ),
  ],
  'network/no-mtls': [
    m(
      'pass-strict-for-the-mesh',
      'PeerAuthentication',
      ['spec', 'mtls', 'mode'],
      fc.oneof(gone, one('PERMISSIVE', 'DISABLE', 'UNSET')),
    ),
    m('pass-strict-for-the-mesh', 'PeerAuthentication', ['metadata', 'namespace'], word),
    m(
      'pass-strict-for-the-mesh',
      'PeerAuthentication',
      ['spec', 'selector'],
      word.map((app) => ({ matchLabels: { app } })),
    ),
  ],
  'network/open-egress': [
    m(
      'pass-denied',
      'NetworkPolicy',
      ['spec', 'egress'],
      open('to').map((rule) => [rule]),
    ),
  ],
  'network/open-ingress': [
    m(
      'pass-pods-of-the-namespace',
      'NetworkPolicy',
      ['spec', 'ingress'],
      open('from').map((rule) => [rule]),
    ),
  ],
  'network/permissive-mtls': [
    m('pass-strict', 'PeerAuthentication', ['spec', 'mtls', 'mode'], one('PERMISSIVE', 'DISABLE')),
    m(
      'pass-strict',
      'PeerAuthentication',
      ['spec', 'portLevelMtls'],
      fc.integer({ min: 1, max: 65_535 }).map((port) => ({ [port]: { mode: 'DISABLE' } })),
    ),
  ],
  'network/unreachable-service': [
    m('pass-an-explicit-flow', 'Service', ['spec', 'ports', 0, 'targetPort'], fc.integer({ min: 1, max: 8079 })),
    m('pass-an-explicit-flow', 'Service', ['spec', 'ports', 0, 'protocol'], one('UDP', 'SCTP')),
  ],
});
