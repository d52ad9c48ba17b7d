import fc from 'fast-check';
import { gone, m, one, testChanges, word } from '../../support/change-mutations.ts';

testChanges('change/weakens-network-policy', [
  m(
    'network',
    'spec.podSelector',
    word.map((app) => ({ matchLabels: { app } })),
  ),
  m('network', 'spec.policyTypes', one(['Ingress'], ['Egress'])),
  m(
    'network',
    'spec.ingress.0.from.0',
    fc.oneof(
      one({ podSelector: {} }, { namespaceSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0' } }),
      word.map((name) => ({ podSelector: { matchLabels: { [`x${name}`]: 'web' } } })),
      word.map((team) => ({
        podSelector: { matchLabels: { app: 'web' } },
        namespaceSelector: { matchLabels: { team } },
      })),
    ),
  ),
  m(
    'network',
    'spec.ingress.0.from.1.ipBlock',
    fc.oneof(
      fc.integer({ min: 0, max: 15 }).map((bits) => ({ cidr: `10.1.0.0/${bits}`, except: ['10.1.9.0/24'] })),
      fc.integer({ min: 25, max: 32 }).map((bits) => ({ cidr: '10.1.0.0/16', except: [`10.1.9.0/${bits}`] })),
      one({ cidr: '10.1.0.0/16' }, { cidr: '::/0' }),
    ),
  ),
  m('network', 'spec.ingress.0.from', fc.oneof(gone, one([]))),
  m(
    'network',
    'spec.ingress.0.ports',
    fc.oneof(
      gone,
      one([]),
      fc.integer({ min: 8081, max: 65_535 }).map((endPort) => [{ port: 8080, endPort }]),
    ),
  ),
  m('network', 'spec.ingress.1', one({}, { ports: [{ port: 9090 }] }, { from: [{ podSelector: {} }] })),
  m('network', 'spec.egress.0.ports.0', one({ port: 53, protocol: 'UDP' }, { protocol: 'TCP' }, { port: 'http' })),
  m('network', 'spec.egress.1', one({}, { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }] })),
  m(
    'network',
    'metadata.namespace',
    word.map((name) => `other-${name}`),
  ),
  m('network', 'kind', one('NetworkPolicyDraft')),
  m('cilium', 'spec.ingress.0', one({ fromEntities: ['world'] }, {}, { fromEndpoints: [{}] })),
]);
