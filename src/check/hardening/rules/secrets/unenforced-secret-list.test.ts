import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './unenforced-secret-list.ts';

const account = (fields: string, annotations = '{}', kind = 'ServiceAccount') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: api, namespace: shop, annotations: ${annotations} }\n${fields}\n`;
const enforced = (value: string) => `{ kubernetes.io/enforce-mountable-secrets: "${value}" }`;
const FAILS = [
  'ServiceAccount shop/api: secrets is a list that limits nothing without the annotation kubernetes.io/enforce-mountable-secrets @ secrets',
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>([
  ['a list alone', account('secrets: [{ name: db }]'), FAILS],
  ['the annotation says no', account('secrets: [{ name: db }]', enforced('false')), FAILS],
  ['the annotation says what is no boolean', account('secrets: [{ name: db }]', enforced('yes')), FAILS],
  ['the annotation says yes', account('secrets: [{ name: db }]', enforced('true')), []],
  ['in another spelling of Go', account('secrets: [{ name: db }]', enforced('T')), []],
  ['no list', account(''), []],
  ['an empty list', account('secrets: []'), []],
  ['pull secrets alone', account('imagePullSecrets: [{ name: registry }]'), []],
  ['another kind', account('secrets: [{ name: db }]', '{}', 'Other'), []],
])('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
