import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { get, type Json } from '../domain/index.ts';
import { readManifestStream } from './index.ts';
import { textOfKey } from './key-text.ts';
import { resolvePlain } from './scalar.ts';

const read = (text: string) => readManifestStream(new TextEncoder().encode(text));
const values = (text: string) => read(text).documents.map(({ value }) => value);
const problems = (text: string) =>
  read(text).problems.map(({ message, range }) => `${range.startLine}:${range.startColumn} ${message}`);

/** What is compared with the real reader on random texts is in test/parity/yaml.test.ts; here is what the rules are. */
describe('tags say what a scalar is', () => {
  test.each<[string, Json]>([
    ['!!str 12', '12'],
    ['!!str yes', 'yes'],
    ['!!int "12"', 12],
    ['!!float 3', 3],
    ['!!bool off', false],
    ['!!null ~', null],
    ['! 12', '12'],
    ['!local 12', '12'],
    ['!!binary aGk=', 'hi'],
    ['!!timestamp 2024-01-01', '2024-01-01'],
    ['!!set {a, b}', { a: null, b: null }],
    ['!!omap [a: 1]', [{ a: 1 }]],
  ])('%s', (text, expected) => {
    expect(values(`a: ${text}`)).toEqual([{ a: expected }]);
  });

  test.each(['!!int x', '!!bool 1', '!!null x', '!!binary "*"', '!!float yes'])('%s contradicts itself', (text) => {
    expect(problems(`a: ${text}`)).toEqual([expect.stringContaining('does not fit what it says')]);
  });
});

describe('keys are texts', () => {
  test.each([
    ['yes', 'true'],
    ['1', '1'],
    ['0x10', '16'],
    ['1.5', '1.5'],
    ['1.0', '1'],
    ['1e3', '1000'],
    ['1e6', '1e+06'],
    ['123456.7', '123456.7'],
    ['1234567.8', '1.2345678e+06'],
    ['0.1', '0.1'],
    ['0.00001', '1e-05'],
    ['.inf', '.inf'],
    ['"yes"', 'yes'],
    ['1:30', '1:30'],
  ])('%s is %s', (text, expected) => {
    expect(values(`${text}: x`)).toEqual([{ [expected]: 'x' }]);
  });

  test.each(['~', '? [a]\n', '? {a: 1}\n', '18446744073709551615'])('%s is none', (key) => {
    expect(problems(`${key}: x`)).toEqual([expect.stringContaining('a key of a mapping is not a text')]);
  });

  test('a float key reads back as the float it was', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = textOfKey({ type: 'float', value }) ?? '';
        expect(Math.fround(Number(text))).toBe(value);
      }),
    );
  });

  test('integers keep their value in every base, with underscores anywhere', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(2, 8, 10, 16), (value, base) => {
        const prefix = { 2: '0b', 8: '0o', 10: '', 16: '0x' }[base] ?? '';
        const digits = Math.abs(value).toString(base);
        const text = `${value < 0 ? '-' : ''}${prefix}${digits[0] ?? ''}_${digits.slice(1)}`;
        expect(resolvePlain(text)).toMatchObject({ type: 'int', digits: String(value) });
      }),
    );
  });
});

describe('merges', () => {
  const base = 'base: &b {image: a, tag: "1"}\n';
  test.each<[string, string, Json]>([
    ['a key after a merge wins', 'x: {<<: *b, image: c}', { image: 'c', tag: '1' }],
    ['the first of several wins', 'o: &o {image: z}\nx: {<<: [*o, *b]}', { image: 'z', tag: '1' }],
    ['written out', 'x: {<<: {image: d}}', { image: 'd' }],
    ['"<<" in quotes is a key', 'x: {"<<": *b}', { '<<': { image: 'a', tag: '1' } }],
    ['through another merge', 'c: &c {<<: *b, tag: "2"}\nx: {<<: *c}', { image: 'a', tag: '2' }],
  ])('%s', (_, text, expected) => {
    expect(problems(base + text)).toEqual([]);
    expect(get(values(base + text)[0], 'x')).toEqual(expected);
  });

  test.each([
    ['a key before a merge that sets it too', 'x: {image: c, <<: *b}', 'do not agree on which of them wins'],
    ['of a list', 'l: &l [1]\nx: {<<: *l}', 'not a mapping'],
    ['of nothing', 'x: {<<: }', 'not a mapping'],
    ['of what does not exist', 'x: {<<: *q}', 'has no anchor before it'],
  ])('%s is refused', (_, text, expected) => {
    expect(problems(base + text)).toEqual([expect.stringContaining(expected)]);
  });
});

describe('aliases', () => {
  test('an anchor that is written again counts from there on, wherever the first is used again', () => {
    const text = 'a: &x {k: &y 1}\nb: &y 2\nc: *x\nd: *y\n';
    expect(values(text)).toEqual([{ a: { k: 1 }, b: 2, c: { k: 1 }, d: 2 }]);
    const at = read(text).documents[0]?.locate(['d']);
    expect(at).toEqual({ startLine: 2, startColumn: 7, endLine: 2, endColumn: 8 });
  });

  test('as a key', () => {
    expect(values('a: &k name\n*k : x\n')).toEqual([{ a: 'name', name: 'x' }]);
  });
});

describe('JSON', () => {
  test('objects that follow each other are documents, with their places', () => {
    const stream = read('{"a": 1} {"b":\n  2}{"c": "3"}\n---\nd: 4\n');
    expect(stream.problems).toEqual([]);
    expect(stream.documents.map(({ index, line, value }) => [index, line, value])).toEqual([
      [0, 1, { a: 1 }],
      [1, 1, { b: 2 }],
      [2, 2, { c: '3' }],
      [3, 4, { d: 4 }],
    ]);
    expect(stream.documents[1]?.locate(['b'])).toEqual({ startLine: 2, startColumn: 3, endLine: 2, endColumn: 4 });
    expect(stream.documents[2]?.locate(['c'])).toEqual({ startLine: 2, startColumn: 11, endLine: 2, endColumn: 14 });
  });

  test.each([
    ['an object that does not end', '{"a": 1', 'flow map must end'],
    ['a key twice', '{"a": 1, "a": 2}', 'the key "a" is written twice'],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual([expect.stringContaining(expected)]);
  });

  test('whatever JSON.stringify writes reads the same, keys that JavaScript knows among it', () => {
    const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        fc.pre(!/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/.test(text));
        const stream = read(text);
        expect(stream.problems).toEqual([]);
        expect(JSON.stringify(stream.documents[0]?.value)).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });
});

describe('what YAML parsers do not read alike is refused, with its place', () => {
  test.each([
    ['a line separator in a comment', 'a: 1 # x\u2028b: 2\n', '1:9 it holds U+2028'],
    ['a next-line character', 'a: "x\u0085"\n', '1:6 it holds U+0085'],
    ['a carriage return by itself', 'a: 1\rb: 2\n', '1:5 it has a carriage return without a line feed'],
    ['a byte-order mark in the middle', 'a: 1\n---\n\ufeffb: 2\n', '3:1 it has a byte-order mark after its start'],
    ['a control character', 'a: 1\nb: \u0007\n', '2:4 it holds the character U+0007'],
    ['a name of an anchor', 'a: &x:y z\n', '1:9 the anchor name "x:y"'],
    ['a colon before a brace', 'a: {b:}\n', '1:5 a key whose colon touches what follows'],
    ['a tag before a comma', 'a: [!x, y]\n', '1:7 a tag touches what follows'],
    ['a quote that only seems to close', "a: 'x ''\nb: &c '#: d'\n", '1:4 its closing quote is missing'],
    ['dashes with text', 'a: 1\n---#x\nb: 2\n', '2:1 a line starts with --- and is no separator'],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toContainEqual(expect.stringContaining(expected));
  });

  test('UTF-16 is named', () => {
    const bytes = Buffer.from('\ufeffa: 1\n', 'utf16le');
    expect(readManifestStream(bytes).problems[0]?.message).toBe('the file is not UTF-8 text but UTF-16');
  });
});

test('the keys at the top of a document that cannot be used are told', () => {
  expect(read('kind: Pod\napiVersion: v1\na: 1\na: 2\n').problems[0]?.keys).toEqual(['kind', 'apiVersion', 'a', 'a']);
  expect(read('b: &b {kind: Pod}\n<<: *b\na: 1\na: 2\n').problems[0]?.keys).toBeNull();
  expect(read('kind: [\n').problems[0]?.keys).toBeNull();
});

test('whatever the bytes, it never throws, and every place is inside the file', () => {
  const pieces = fc.constantFrom(
    'a',
    ': ',
    '\n',
    '  ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '|',
    '>',
    '#',
    '&a ',
    '*a',
  );
  const text = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (content) => {
      const stream = read(content);
      const lines = content.split('\n');
      const ranges = [...stream.problems.map(({ range }) => range), ...stream.documents.map((one) => one.locate([]))];
      for (const { startLine, startColumn, endLine, endColumn } of ranges) {
        expect(startLine).toBeGreaterThanOrEqual(1);
        expect(endLine).toBeLessThanOrEqual(lines.length + 1);
        expect(startColumn).toBeGreaterThanOrEqual(1);
        expect(startLine < endLine || startColumn <= endColumn).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});
