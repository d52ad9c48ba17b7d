import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './open-secret-store.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'No conditions',
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { provider: {} }\n',
    ['ClusterSecretStore vault: no condition limits the namespaces that may use the store @ spec.conditions'],
  ],
  [
    'A selector of everything',
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { conditions: [{ namespaces: [shop] }, { namespaceSelector: {} }] }\n',
    ['ClusterSecretStore vault: no condition limits the namespaces that may use the store @ spec.conditions'],
  ],
  [
    'Named namespaces',
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { conditions: [{ namespaces: [shop] }] }\n',
    [],
  ],
  [
    'A store of one namespace',
    'apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata: { name: vault, namespace: shop }\nspec: { provider: {} }\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
