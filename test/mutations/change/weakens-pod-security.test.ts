import fc from 'fast-check';
import { gone, m, one, testChanges } from '../../support/change-mutations.ts';

const ENFORCE = '[pod-security.kubernetes.io/enforce]';

testChanges('change/weakens-pod-security', [
  m('namespace', `metadata.labels.${ENFORCE}`, fc.oneof(gone, one('privileged', 'baseline'))),
  m(
    'namespace',
    'metadata.labels.[pod-security.kubernetes.io/enforce-version]',
    fc.integer({ min: 0, max: 33 }).map((minor) => `v1.${minor}`),
  ),
  m('namespace', 'metadata.labels', one({}, { team: 'shop' })),
]);
