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
    'An expression of everything',
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { conditions: [{ namespaceRegexes: [".*"] }] }\n',
    ['ClusterSecretStore vault: no condition limits the namespaces that may use the store @ spec.conditions'],
  ],
  [
    'An expression of everything, anchored',
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { conditions: [{ namespaceRegexes: ["^[a-z0-9-]+$"] }] }\n',
    ['ClusterSecretStore vault: no condition limits the namespaces that may use the store @ spec.conditions'],
  ],
  [
    'An expression',
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { conditions: [{ namespaceRegexes: ["^team-.*$"] }] }\n',
    [],
  ],
  [
    'An open selector beside names',
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { conditions: [{ namespaces: [shop], namespaceSelector: {} }] }\n',
    ['ClusterSecretStore vault: no condition limits the namespaces that may use the store @ spec.conditions'],
  ],
  [
    'An open expression beside names',
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { conditions: [{ namespaces: [shop], namespaceRegexes: [".*"] }] }\n',
    ['ClusterSecretStore vault: no condition limits the namespaces that may use the store @ spec.conditions'],
  ],
  [
    'A selector of what every namespace has',
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { conditions: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: Exists }] } }] }\n',
    ['ClusterSecretStore vault: no condition limits the namespaces that may use the store @ spec.conditions'],
  ],
  [
    'A selector',
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { conditions: [{ namespaceSelector: { matchLabels: { team: shop } } }] }\n',
    [],
  ],
  [
    'A condition of nothing',
    'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { conditions: [{ namespaces: [] }] }\n',
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

test.each<[expression: string, isOpen: boolean]>([
  ['.', true],
  ['^.', true],
  ['^(?:.*)$', true],
  ['^.$', false],
  ['^$', false],
  ['shop', false],
])('namespaces like %s', (expression, isOpen) => {
  const store = `apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: { name: vault }\nspec: { conditions: [{ namespaceRegexes: ["${expression}"] }] }\n`;
  expect(verdictIn(rule, store)).toHaveLength(isOpen ? 1 : 0);
});
