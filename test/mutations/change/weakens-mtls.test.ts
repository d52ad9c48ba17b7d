import fc from 'fast-check';
import { gone, m, one, testChanges, word } from '../../support/change-mutations.ts';

const INBOUND = '[config.linkerd.io/default-inbound-policy]';
const ANNOTATIONS = 'spec.template.metadata.annotations';

testChanges('change/weakens-mtls', [
  m('peers', 'spec.mtls.mode', fc.oneof(gone, one('PERMISSIVE', 'DISABLE', 'UNSET'))),
  m(
    'peers',
    'spec.selector',
    word.map((app) => ({ matchLabels: { app } })),
  ),
  m(
    'peers',
    'spec.portLevelMtls',
    fc
      .tuple(fc.integer({ min: 1, max: 65_535 }), one('PERMISSIVE', 'DISABLE'))
      .map(([port, mode]) => ({ [port]: { mode } })),
  ),
  m('namespace', 'metadata.labels.istio-injection', fc.oneof(gone, one('disabled'))),
  m(
    'namespace',
    `metadata.annotations.${INBOUND}`,
    fc.oneof(gone, one('all-unauthenticated', 'cluster-unauthenticated')),
  ),
  m('workload', 'spec.template.metadata.labels.[sidecar.istio.io/inject]', one('false')),
  m('workload', `${ANNOTATIONS}.[sidecar.istio.io/inject]`, one('false')),
  m('workload', `${ANNOTATIONS}.[linkerd.io/inject]`, one('disabled')),
  m('workload', `${ANNOTATIONS}.${INBOUND}`, one('all-unauthenticated')),
  m('workload', `${ANNOTATIONS}.[traffic.sidecar.istio.io/excludeInboundPorts]`, one('8080', '*')),
  m('workload', `${ANNOTATIONS}.[config.linkerd.io/skip-inbound-ports]`, one('8080')),
]);
