import fc from 'fast-check';
import type { Json } from '../../src/domain/index.ts';
import { container, gone, m, one, testMutations, word } from '../support/state-mutations.ts';

testMutations('tenancy', {
  'tenancy/cross-namespace-secrets': [
    m(
      'pass-its-own-namespace',
      'RoleBinding',
      ['subjects', 0, 'namespace'],
      word.filter((name) => name !== 'shop'),
    ),
    m('pass-named-secrets', 'Role', ['rules', 0, 'resourceNames'], fc.oneof(gone, one<Json>([], null))),
  ],
  'tenancy/default-namespace': [
    m(
      'pass-own',
      'Deployment',
      ['metadata', 'namespace'],
      fc.oneof(gone, one('default', 'kube-system', 'kube-public', 'kube-node-lease')),
    ),
  ],
  'tenancy/flux-service-account': [
    m('pass-account', 'HelmRelease', ['spec', 'serviceAccountName'], fc.oneof(gone, one('', null))),
    m('pass-account', 'Kustomization', ['metadata', 'namespace'], word),
    m('pass-lockdown', 'Deployment', [...container, 'args'], one<Json>([], ['--no-cross-namespace-refs=true'])),
  ],
  'tenancy/limit-range': [
    m(
      'pass-present',
      'LimitRange',
      ['metadata', 'namespace'],
      word.filter((name) => name !== 'shop'),
    ),
  ],
  'tenancy/open-app-project': [
    m('pass-named', 'AppProject', ['spec', 'sourceRepos'], one<Json>(['*'], ['https://github.com/acme/*', '*'])),
    m(
      'pass-named',
      'AppProject',
      ['spec', 'destinations', 1],
      one<Json>({ name: '*', namespace: '*' }, { server: '*', namespace: 'shop' }),
    ),
    m('pass-named', 'AppProject', ['spec', 'clusterResourceWhitelist', 0], one<Json>({ group: '*', kind: '*' })),
    m('pass-named', 'Application', ['spec', 'project'], fc.oneof(gone, one('', 'default'))),
  ],
  'tenancy/open-secret-store': [
    m(
      'pass-named-namespaces',
      'ClusterSecretStore',
      ['spec', 'conditions'],
      fc.oneof(gone, one<Json>([], [{}], [{ namespaceSelector: {} }], [{ namespaces: ['a'] }, {}])),
    ),
  ],
  'tenancy/resource-quota': [
    m(
      'pass-present',
      'ResourceQuota',
      ['metadata', 'namespace'],
      word.filter((name) => name !== 'shop'),
    ),
  ],
  'tenancy/secret-reference-grant': [
    m('pass-one-secret', 'ReferenceGrant', ['spec', 'to', 0, 'name'], fc.oneof(gone, one('', null))),
  ],
});
