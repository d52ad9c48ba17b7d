import fc from 'fast-check';
import type { Json } from '../../src/domain/index.ts';
import { container, gone, m, one, template, testMutations, word } from '../support/state-mutations.ts';

testMutations('secrets', {
  'secrets/known-token': [
    m(
      'pass-secret-ref',
      'Deployment',
      ['metadata', 'annotations'],
      fc.stringMatching(/^[A-Za-z0-9]{36}$/).map((text) => ({ note: `use ghp_${text}` })),
    ),
  ],
  'secrets/plaintext-credential': [
    m(
      'pass-secret-key-ref',
      'Pod',
      ['spec', 'containers', 0, 'args', 0],
      word.map((text) => `--password=${text}1`),
    ),
    m(
      'pass-names-of-others',
      'ConfigMap',
      ['data'],
      fc
        .tuple(one('PGPASSWORD', 'db.password', 'adminPassword', 'MYSQL_PWD', 'passphrase'), word)
        .map(([name, text]): Json => ({ [name]: `${text}1` })),
    ),
    m(
      'pass-names-of-others',
      'ConfigMap',
      ['data'],
      fc
        .tuple(
          one('API_KEY', 'apiKey', 'client-secret', 'VAULT_TOKEN', 'signing_key'),
          fc.stringMatching(/^[A-Z][a-z0-9]{9}$/),
        )
        .map(([name, text]): Json => ({ [name]: text })),
    ),
  ],
  'secrets/plaintext-secret': [
    m(
      'pass-sops',
      'Secret',
      ['stringData'],
      fc
        .stringMatching(/^[a-z0-9]{4,20}$/)
        .filter((text) => !/^(change|replace|insert|fill|put|your|todo|xxx)/.test(text))
        .map((password) => ({ password })),
    ),
  ],
  'secrets/reused-service-account': [
    m(
      'pass-no-token',
      'Deployment/web',
      [...template, 'automountServiceAccountToken'],
      fc.oneof(gone, one(true, null)),
    ),
    m('pass-own-accounts', 'Deployment/web', [...template, 'serviceAccountName'], one('shop')),
  ],
  'secrets/token-lifetime': [
    m(
      'pass-hour',
      'Deployment',
      [...template, 'volumes', 0, 'projected', 'sources', 0, 'serviceAccountToken', 'expirationSeconds'],
      fc.integer({ min: 86_401, max: 2 ** 31 }),
    ),
  ],
  'secrets/unenforced-secret-list': [
    m('pass-enforced', 'ServiceAccount', ['metadata', 'annotations'], fc.oneof(gone, one({}))),
    m(
      'pass-pull-secrets',
      'ServiceAccount',
      ['secrets'],
      word.map((name) => [{ name }]),
    ),
  ],
  'secrets/unlisted-secret': [
    m(
      'pass-listed',
      'Deployment',
      [...container, 'envFrom', 0, 'secretRef', 'name'],
      word.map((name) => `x${name}`),
    ),
    m(
      'pass-listed',
      'Deployment',
      [...template, 'volumes'],
      word.map((name) => [{ name: 'v', secret: { secretName: `x${name}` } }]),
    ),
    m('pass-listed', 'ServiceAccount', ['secrets'], fc.oneof(gone, one([]))),
  ],
});
