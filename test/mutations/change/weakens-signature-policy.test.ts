import fc from 'fast-check';
import { fewer, gone, m, one, testChanges, word } from '../../support/change-mutations.ts';

testChanges('change/weakens-signature-policy', [
  m('images', 'spec.mode', one('warn')),
  m('images', 'spec.images', fewer('images', 'images')),
  m('images', 'spec.images.0.glob', one('registry.example/shop/*', 'registry.example/shop/api')),
  m('images', 'spec.match', one([{ version: 'v1', resource: 'pods' }])),
  m('images', 'spec.authorities', fewer('images', 'authorities')),
  m(
    'images',
    'spec.authorities.2',
    one(
      { static: { action: 'pass' } },
      { key: { data: 'other' } },
      { key: { data: 'release' } },
      { name: 'a', key: { data: 'release' }, ctlog: { url: 'https://log.example' } },
    ),
  ),
  m('images', 'spec.authorities.0.key', one({ data: 'other' }, { kms: 'awskms:///a' })),
  m('images', 'spec.authorities.0.ctlog', fc.oneof(gone, one({ url: 'https://other.example' }))),
  m('images', 'spec.authorities.0.attestations', fc.oneof(gone, one([]))),
  m('images', 'spec.authorities.0.attestations.0.predicateType', one('custom')),
  m('images', 'spec.authorities.0.attestations.0.policy', fc.oneof(gone, one({ type: 'cue', data: '_' }))),
  m('images', 'spec.authorities.0.source', one([{ oci: 'registry.example/other' }])),
  m('images', 'spec.authorities.1.keyless.identities.0', one({ issuerRegExp: '.*', subjectRegExp: '.*' })),
  m('images', 'spec.authorities.1.keyless.identities.1', one({ issuer: 'https://other.example', subject: 'a' })),
  m('images', 'spec.authorities.1.keyless.insecureIgnoreSCT', one(true)),
  m('images', 'spec.authorities.1.keyless.trustRootRef', word),
  m('images', 'spec.policy', fc.oneof(gone, one({ type: 'cue', data: '_' }))),
  m('images', 'kind', one('ClusterImagePolicyDraft')),
  m('trustRoot', 'spec.repository.root', word),
  m('controller', 'data.no-match-policy', one('warn', 'allow')),
  m('controller', 'data.fail-on-empty-authorities', one('false')),
  m('namespace', 'metadata.labels.[policy.sigstore.dev/include]', fc.oneof(gone, one('false'))),
  m('namespace', 'metadata.labels.[policy.sigstore.dev/exclude]', one('true')),
]);
