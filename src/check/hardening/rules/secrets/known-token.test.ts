import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './known-token.ts';

// Put together here, so that no scanner takes this file for a leak.
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
const AWS = `AKIA${'ABCD'.repeat(4)}`;
const env = (value: string) =>
  yamlOf('v1', 'Pod', 'api', `spec: { containers: [{ name: api, env: [{ name: TOKEN, value: "${value}" }] }] }`);

const CASES: [string, string, string[]][] = [
  [
    'in the environment',
    env(GITHUB),
    [
      'Pod shop/api: spec.containers[0].env[0].value holds a credential (GitHub token) @ spec.containers[0].env[0].value',
    ],
  ],
  [
    'in an argument',
    yamlOf('v1', 'Pod', 'api', `spec: { containers: [{ name: api, args: ["--key=${AWS}"] }] }`),
    ['Pod shop/api: spec.containers[0].args[0] holds a credential (AWS access key) @ spec.containers[0].args[0]'],
  ],
  [
    'in a ConfigMap',
    yamlOf('v1', 'ConfigMap', 'api', `data: { url: "postgres://shop:hunter22@db.shop/shop" }`),
    ['ConfigMap shop/api: data.url holds a credential (URL with a password) @ data.url'],
  ],
  [
    'in the binary data of a ConfigMap, which is base64',
    yamlOf('v1', 'ConfigMap', 'api', `binaryData: { key: "${btoa(`-----BEGIN RSA PRIVATE KEY-----\n\u00ff`)}" }`),
    ['ConfigMap shop/api: binaryData.key holds a credential (private key) @ binaryData.key'],
  ],
  [
    'in an annotation',
    `apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: shop, annotations: { a/key: "${AWS}" } }\n`,
    [
      'Service shop/api: metadata.annotations["a/key"] holds a credential (AWS access key) @ metadata.annotations["a/key"]',
    ],
  ],
  [
    'in a custom resource',
    yamlOf('acme.example/v1', 'Shop', 'api', `spec: { token: "${GITHUB}" }`),
    ['Shop shop/api: spec.token holds a credential (GitHub token) @ spec.token'],
  ],
  ['a name of a Secret', env('$(TOKEN)'), []],
  ['a URL whose password is put in later', env('postgres://shop:$(PASSWORD)@db.shop/shop'), []],
  ['a URL without a password', env('https://shop.example/login?user=a:b'), []],
  ['what is one character too short', env(GITHUB.slice(0, -1)), []],
  [
    'the data of a Secret has a rule of its own',
    yamlOf('v1', 'Secret', 'api', `stringData: { token: "${GITHUB}" }`),
    [],
  ],
  [
    'a sealed Secret',
    yamlOf('bitnami.com/v1alpha1', 'SealedSecret', 'api', `spec: { encryptedData: { token: "${GITHUB}" } }`),
    [],
  ],
  [
    'sealed ciphertext',
    yamlOf('bitnami.com/v1alpha1', 'SealedSecret', 'api', `spec: { encryptedData: { a: "${GITHUB}" } }`),
    [],
  ],
  [
    'the template of a SealedSecret',
    yamlOf('bitnami.com/v1alpha1', 'SealedSecret', 'api', `spec: { template: { data: { a: "${GITHUB}" } } }`),
    ['SealedSecret shop/api: spec.template.data.a holds a credential (GitHub token) @ spec.template.data.a'],
  ],
];

test('never shows the value', () => {
  expect(JSON.stringify(verdictIn(rule, env(GITHUB)))).not.toContain(GITHUB);
});

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
