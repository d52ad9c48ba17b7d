import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './secrets-in-plaintext.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Identity first',
    'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n  - resources: [secrets]\n    providers:\n      - identity: {}\n      - kms: { apiVersion: v2, name: k, endpoint: unix:///k.sock }\n',
    [
      'EncryptionConfiguration : resources[0] writes secrets with the provider identity, which is plaintext @ resources[0].providers[0]',
    ],
  ],
  [
    'Only config maps',
    'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n  - resources: [configmaps]\n    providers: [{ kms: { apiVersion: v2, name: k, endpoint: unix:///k.sock } }]\n',
    ['EncryptionConfiguration : no entry of resources covers secrets, so they are stored in plaintext @ resources'],
  ],
  [
    'An entry for everything that writes plaintext',
    'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n  - resources: ["*.*"]\n    providers: [{ identity: null }]\n  - resources: [secrets]\n    providers: [{ secretbox: { keys: [] } }]\n',
    [
      'EncryptionConfiguration : resources[0] writes *.* with the provider identity, which is plaintext @ resources[0].providers[0]',
    ],
  ],
  [
    'KMS first and identity last',
    'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n  - resources: [secrets]\n    providers:\n      - kms: { apiVersion: v2, name: k, endpoint: unix:///k.sock }\n      - identity: {}\n',
    [],
  ],
  [
    'Another kind of this name',
    'apiVersion: example.com/v1\nkind: EncryptionConfiguration\nmetadata: { name: a }\nresources: []\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
