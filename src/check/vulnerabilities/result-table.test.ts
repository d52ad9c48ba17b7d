import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readResultTable, type TableResult } from './result-table.ts';
import type { Exposure, Vulnerability } from './scan-result.ts';
import { TRIVY_SEVERITIES } from './severity.ts';

const text = fc.string({ maxLength: 6 });
const vulnerability: fc.Arbitrary<Vulnerability> = fc.record({
  id: fc.constantFrom('CVE-2024-1', 'CVE-2024-2', 'GHSA-"'),
  type: fc.constantFrom('alpine', 'node-pkg'),
  package: fc.constantFrom('musl', 'zlib'),
  source: text,
  installed: fc.constantFrom('1', '2'),
  fixed: fc.option(text),
  severity: fc.constantFrom(...TRIVY_SEVERITIES),
  title: text,
  status: fc.constantFrom('fixed', 'affected'),
  published: fc.option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })),
  file: fc.option(text),
  aliases: fc.array(text, { maxLength: 2 }),
  purl: fc.option(text),
});
const exposure: fc.Arbitrary<Exposure> = fc.record({
  kind: fc.constantFrom('secret', 'misconfiguration'),
  id: text,
  severity: fc.constantFrom(...TRIVY_SEVERITIES),
  title: text,
  file: text,
  line: fc.option(fc.nat(1000)),
  advice: text,
});
const result: fc.Arbitrary<TableResult> = fc.record({
  vulnerabilities: fc.array(vulnerability, { maxLength: 4 }),
  exposures: fc.array(exposure, { maxLength: 2 }),
  endOfLife: fc.option(text),
  javaIndex: fc.option(fc.array(text, { maxLength: 2 })),
});

const EMPTY: TableResult = { vulnerabilities: [], exposures: [], endOfLife: null, javaIndex: null };
const ONE: Vulnerability = {
  id: 'CVE-2024-6119',
  type: 'alpine',
  package: 'libssl3',
  source: 'openssl',
  installed: '3.1.4-r0',
  fixed: '3.1.7-r0',
  severity: 'HIGH',
  title: 'openssl',
  status: 'fixed',
  published: new Date('2024-09-03T16:15:07Z'),
  file: null,
  aliases: [],
  purl: null,
};

/** A table with these, as it is written. */
function written(results: Readonly<Record<string, TableResult>>): string {
  const table = readResultTable('q', null);
  for (const [key, one] of Object.entries(results)) table.add(key, one);
  return table.text() ?? '';
}

test('what was added comes back as it was, whatever it is', () => {
  fc.assert(
    fc.property(fc.dictionary(text, result, { minKeys: 1, maxKeys: 5 }), (results) => {
      const table = readResultTable('q', written(results));
      for (const [key, one] of Object.entries(results)) expect(table.find(key)).toEqual(one);
      expect(table.find('another key')).toBeNull();
    }),
  );
});

test('what several images have in common is there once', () => {
  const two = { ...ONE, installed: '3.1.5-r0' };
  const text = written({
    a: { ...EMPTY, vulnerabilities: [{ ...ONE }, two] },
    b: { ...EMPTY, vulnerabilities: [two, { ...ONE }] },
  });
  expect(text.split('CVE-2024-6119')).toHaveLength(3);
  const table = readResultTable('q', text);
  const [first] = table.find('a')?.vulnerabilities ?? [];
  expect(table.find('b')?.vulnerabilities[1]).toBe(first);
});

test('a later result of an image takes the place of the one before', () => {
  const table = readResultTable('q', written({ a: EMPTY }));
  table.add('a', { ...EMPTY, vulnerabilities: [ONE] });
  expect(readResultTable('q', table.text()).find('a')?.vulnerabilities).toEqual([ONE]);
});

test('is written anew where more than a twentieth is new', () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`known ${index}`, EMPTY]));
  const table = readResultTable('q', written(many));
  expect(table.text()).toBeNull();
  table.add('first', { ...EMPTY, vulnerabilities: [ONE] });
  table.add('second', EMPTY);
  expect(table.text()).toBeNull();
  table.add('third', EMPTY);
  const renewed = readResultTable('q', table.text());
  expect(['first', 'second', 'third', 'known 39'].map((key) => renewed.has(key))).toEqual([true, true, true, true]);
  expect(renewed.find('first')?.vulnerabilities).toEqual([ONE]);
});

test('over two rounds, what was read and what was scanned anew are the same rows', () => {
  const two = { ...ONE, installed: '3.1.5-r0' };
  const other = { ...ONE, id: 'CVE-2025-1' };
  const first = readResultTable('q', written({ a: { ...EMPTY, vulnerabilities: [ONE, two] } }));
  first.add('b', { ...EMPTY, vulnerabilities: [{ ...two }, { ...other }, { ...ONE }] });
  const second = readResultTable('q', first.text());
  second.add('c', { ...EMPTY, vulnerabilities: [{ ...other }] });
  const text = second.text() ?? '';
  const last = readResultTable('q', text);
  expect(text.split('"CVE-2025-1"')).toHaveLength(2);
  const found = ['a', 'b', 'c'].map((key) => last.find(key)?.vulnerabilities);
  expect(found).toEqual([[ONE, two], [two, other, ONE], [other]]);
});

test('a table with the same row twice is read, and no other is made of it', () => {
  const one = JSON.stringify(ONE);
  const text = written({ a: { ...EMPTY, vulnerabilities: [ONE] } }).replace(one, `${one},${one}`);
  const table = readResultTable('q', text.replace('"found":[0]', '"found":[1]'));
  expect(table.find('a')?.vulnerabilities).toEqual([ONE]);
  table.add('b', EMPTY);
  expect(table.text()).toBeNull();
});

test('images and indexes that have no result of their own are remembered by their digests', () => {
  const table = readResultTable('q', null);
  table.add('sha256:child', EMPTY);
  table.meet(['sha256:index', 'sha256:child']);
  const again = readResultTable('q', table.text());
  expect(['sha256:index', 'sha256:child', 'sha256:other'].map((digest) => again.isFamiliar(digest))).toEqual([
    true,
    false,
    false,
  ]);
});

describe('is empty, and nothing is known by it', () => {
  const whole = written({ a: { ...EMPTY, vulnerabilities: [ONE] } });
  test.each<[what: string, text: string]>([
    ['of another question', whole.replace('"q"', '"other"')],
    ['cut off', whole.slice(0, -1)],
    ['with a row that is none', whole.replace('"HIGH"', '"WORST"')],
    ['with a row of a day that there is not', whole.replace('2024-09-03', '2024-02-31')],
    ['with a place that is no number', whole.replace('"found":[0]', '"found":["0"]')],
    ['with a place before the first', whole.replace('"found":[0]', '"found":[-1]')],
    ['with a place after the last', whole.replace('"found":[0]', '"found":[1]')],
    ['with an exposure that is none', whole.replace('"exposures":[]', '"exposures":[{}]')],
    ['with more than there should be', whole.replace('"found"', '"clean":true,"found"')],
    ['no object', '[]'],
  ])('%s', (_, text) => {
    expect(text).not.toBe(whole);
    expect(readResultTable('q', text).find('a')).toBeNull();
  });
});
