import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './plaintext-secret.ts';

const secret = (fields: string) => yamlOf('v1', 'Secret', 'api', fields);
const base64 = (text: string) => btoa(text);

const CASES: [string, string, string[]][] = [
  [
    'stringData',
    secret('stringData: { password: hunter22 }'),
    ['Secret shop/api: stringData holds a value for "password" @ stringData.password'],
  ],
  [
    'base64 hides nothing',
    secret(`data: { user: "${base64('shop')}", password: "${base64('hunter22')}" }`),
    ['Secret shop/api: data holds a value for "user" and "password" @ data.user, data.password'],
  ],
  ['no data', secret('type: Opaque'), []],
  ['empty values', secret('stringData: { password: "" }'), []],
  ['placeholders', secret('stringData: { a: "$PASSWORD", b: "<password>", c: changeme, d: REPLACE_ME }'), []],
  [
    'what begins like a placeholder and goes on like a password',
    secret('stringData: { a: xxx8f7d6s5, b: changeme123 }'),
    ['Secret shop/api: stringData holds a value for "a" and "b" @ stringData.a, stringData.b'],
  ],
  ['placeholders in base64', secret(`data: { password: "${base64('changeme')}" }`), []],
  [
    'under SOPS',
    secret('stringData: { password: "ENC[AES256_GCM,data:abcd,type:str]" }\nsops: { version: 3.9.0 }'),
    [],
  ],
  [
    'plaintext beside what SOPS encrypted',
    secret('stringData: { user: shop, password: "ENC[AES256_GCM,data:abcd,type:str]" }\nsops: { version: 3.9.0 }'),
    ['Secret shop/api: stringData holds a value for "user" @ stringData.user'],
  ],
  [
    'a key that SOPS is told to leave open',
    secret('stringData: { user_unencrypted: shop }\nsops: { version: 3.9.0, unencrypted_suffix: _unencrypted }'),
    [],
  ],
  ['sealed', yamlOf('bitnami.com/v1alpha1', 'SealedSecret', 'api', 'spec: { encryptedData: { password: AgB } }'), []],
  ['from outside', yamlOf('external-secrets.io/v1', 'ExternalSecret', 'api', 'spec: { data: [] }'), []],
];

test('never shows a value', () => {
  expect(JSON.stringify(verdictIn(rule, secret('stringData: { password: hunter22 }')))).not.toContain('hunter22');
});

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
