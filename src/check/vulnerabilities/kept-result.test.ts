import { expect, test } from 'vitest';
import { readKeptResult } from './kept-result.ts';

const VULNERABILITY = {
  id: 'CVE-2024-6119',
  type: 'alpine',
  package: 'libssl3',
  source: 'openssl',
  installed: '3.1.4-r0',
  fixed: '3.1.7-r0',
  severity: 'HIGH',
  title: 'openssl: possible denial of service',
  status: 'fixed',
  published: '2024-09-03T16:15:07.000Z',
  file: null,
  aliases: ['GHSA-x'],
  purl: 'pkg:apk/alpine/libssl3@3.1.4-r0',
};
const EXPOSURE = {
  kind: 'secret',
  id: 'github-pat',
  severity: 'CRITICAL',
  title: 'a token',
  file: 'app/token',
  line: 3,
  advice: '',
};
const KEPT = { question: 'which?', vulnerabilities: [VULNERABILITY], exposures: [EXPOSURE], endOfLife: null };

test('a result is read, with its dates', () => {
  expect(readKeptResult(JSON.stringify(KEPT))).toEqual({
    ...KEPT,
    vulnerabilities: [{ ...VULNERABILITY, published: new Date('2024-09-03T16:15:07Z') }],
  });
});

test('what no scan says of a vulnerability is dropped', () => {
  const more = { ...KEPT, vulnerabilities: [{ ...VULNERABILITY, more: 1 }], exposures: [{ ...EXPOSURE, more: 1 }] };
  expect(readKeptResult(JSON.stringify(more))).toEqual(readKeptResult(JSON.stringify(KEPT)));
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['a text', 'text'],
  ['a list', [KEPT]],
  ['a result without its question', { ...KEPT, question: undefined }],
  ['one with more than a result has', { ...KEPT, more: 1 }],
  ['one without vulnerabilities', { ...KEPT, vulnerabilities: null }],
  ['one without exposures', { ...KEPT, exposures: {} }],
  ['an end of life that is no text', { ...KEPT, endOfLife: 9 }],
  ['a vulnerability that is none', { ...KEPT, vulnerabilities: [VULNERABILITY, null] }],
  ['an exposure that is none', { ...KEPT, exposures: [EXPOSURE, []] }],
])('%s is no result', (_, value) => {
  expect(readKeptResult(JSON.stringify(value))).toBeNull();
});

test.each(['', '{', '{"question":'])('text that is no JSON is no result: %j', (text) => {
  expect(readKeptResult(text)).toBeNull();
});

/** Of each key, a value that it must not have beside those of another type. */
const WRONG: Readonly<Record<string, unknown>> = {
  severity: 'SEVERE',
  published: '2026-02-30T00:00:00.000Z',
  aliases: [1],
  kind: 'other',
  line: 1.5,
};
const NULLABLE = ['fixed', 'published', 'file', 'purl'];

test.each(Object.keys(VULNERABILITY))('a vulnerability with another %s is none', (key) => {
  const of = (value: unknown) =>
    readKeptResult(JSON.stringify({ ...KEPT, vulnerabilities: [{ ...VULNERABILITY, [key]: value }] }));
  for (const value of [undefined, 1, {}, WRONG[key] ?? true]) expect(of(value)).toBeNull();
  expect(of(null) === null).toBe(!NULLABLE.includes(key));
});

test.each(Object.keys(EXPOSURE))('an exposure with another %s is none', (key) => {
  const of = (value: unknown) =>
    readKeptResult(JSON.stringify({ ...KEPT, exposures: [{ ...EXPOSURE, [key]: value }] }));
  for (const value of [undefined, key === 'line' ? '1' : 1, {}, WRONG[key] ?? true]) expect(of(value)).toBeNull();
  expect(of(null) === null).toBe(key !== 'line');
});
