import { describe, expect, test } from 'vitest';
import type { Json, Path } from '../domain/index.ts';
import { readManifestStream } from './index.ts';

const read = (text: string) => readManifestStream(new TextEncoder().encode(text));
const only = (text: string): Json | undefined => read(text).documents[0]?.value;

describe('scalars are read as kubectl reads them', () => {
  test.each<[string, Json]>([
    ['yes', true],
    ['Off', false],
    ['y', true],
    ['N', false],
    ['true', true],
    ['~', null],
    ['null', null],
    ['0x1F', 31],
    ['0b101', 5],
    ['014', 12],
    ['0o14', 12],
    ['1_000', 1000],
    ['1e3', 1000],
    ['.5', 0.5],
    ['e0', 'e0'],
    ['.', '.'],
    ['1e999', '1e999'],
    ['1:30', '1:30'],
    ['1:30.5', '1:30.5'],
    ['2024-01-01', '2024-01-01'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['1.5', 1.5],
    ['"yes"', 'yes'],
    ['08', '08'],
    ['nginx:1.25', 'nginx:1.25'],
    ['v1', 'v1'],
  ])('%s', (text, expected) => {
    const value = only(`a: ${text}`);
    if (text === '08') expect([8, '08']).toContainEqual((value as { a: Json }).a);
    else expect(value).toEqual({ a: expected });
  });
});

describe('documents are counted by content', () => {
  test.each<[string, string, readonly (readonly [number, number, Json])[]]>([
    [
      'two',
      'a: 1\n---\nb: 2\n',
      [
        [0, 1, { a: 1 }],
        [1, 3, { b: 2 }],
      ],
    ],
    ['comments do not count', '# licence\n---\n# nothing\n---\na: 1\n', [[0, 5, { a: 1 }]]],
    [
      'an explicit null and {} do',
      'null\n---\n{}\n---\na: 1',
      [
        [0, 1, null],
        [1, 3, {}],
        [2, 5, { a: 1 }],
      ],
    ],
    [
      'content beside the separator',
      '--- {a: 1}\n--- # x\nb: 2\n',
      [
        [0, 1, { a: 1 }],
        [1, 3, { b: 2 }],
      ],
    ],
    ['directives', '%YAML 1.1\n---\na: 1\n', [[0, 3, { a: 1 }]]],
    [
      'CRLF and a byte-order mark',
      '\uFEFFa: 1\r\n---\r\nb: 2\r\n',
      [
        [0, 1, { a: 1 }],
        [1, 3, { b: 2 }],
      ],
    ],
    ['JSON with tabs', '{\n\t"a": 1,\n\t"b": [true]\n}', [[0, 1, { a: 1, b: [true] }]]],
    ['nothing', '', []],
    ['a separator inside a text', 'a: |\n  ---\n  x\n', [[0, 1, { a: '---\nx\n' }]]],
  ])('%s', (_, text, expected) => {
    const stream = read(text);
    expect(stream.problems).toEqual([]);
    expect(stream.documents.map(({ index, line, value }) => [index, line, value])).toEqual(expected);
  });
});

describe('places', () => {
  const text = [
    'base: &base # 1',
    '  image: "nginx:1" # 2',
    'containers: # 3',
    '  - name: a # 4',
    '    <<: *base # 5',
    '  - { name: b, image: x } # 6',
    'copy: *base # 7',
    'empty: # 8',
  ].join('\n');
  test.each<[string, Path, string]>([
    ['a scalar with its quotes', ['base', 'image'], '2:10-2:19'],
    ['a collection: its key', ['containers'], '3:1-3:11'],
    ['an item: its first key', ['containers', 0], '4:5-4:9'],
    ['through a merge', ['containers', 0, 'image'], '2:10-2:19'],
    ['inside flow', ['containers', 1, 'image'], '6:23-6:24'],
    ['through an alias', ['copy', 'image'], '2:10-2:19'],
    ['an empty value: its key', ['empty'], '8:1-8:6'],
    ['missing: where it belongs', ['containers', 1, 'securityContext', 'privileged'], '6:7-6:11'],
    ['nothing at all', [], '1:1-1:5'],
  ])('%s', (_, path, expected) => {
    const at = read(text).documents[0]?.locate(path);
    expect(at && `${at.startLine}:${at.startColumn}-${at.endLine}:${at.endColumn}`).toBe(expected);
  });
});

describe('a place is found, or is not, by the path into the value', () => {
  const text = [
    'one: &one { a: x, b: [y] } # 1',
    'two: &two { a: z, c: w } # 2',
    'list: { <<: [*one, *two] } # 3',
    'both: # 4',
    '  <<: *one # 5',
    '  <<: *two # 6',
    '  a: own # 7',
    'numbers: { z: 0, 10: ten, "2": two, a: { 1: one } } # 8',
    '__proto__: { a: mine } # 9',
    'again: [*one, [*two, plain]] # 10',
  ].join('\n');
  const document = read(text).documents[0];
  test.each<[string, Path, string | null]>([
    ['of one list of merges the first counts', ['list', 'a'], '1:16-1:17'],
    ['what the first has not is in the second', ['list', 'c'], '2:22-2:23'],
    ["a mapping's own key comes before its merges'", ['both', 'a'], '7:6-7:9'],
    ['below a merge', ['both', 'b', 0], '1:23-1:24'],
    ['numbers as keys, which JavaScript puts first', ['numbers', '10'], '8:22-8:25'],
    ['and sorts', ['numbers', '2'], '8:32-8:35'],
    ['what is written before them', ['numbers', 'z'], '8:15-8:16'],
    ['and after them', ['numbers', 'a', '1'], '8:45-8:48'],
    ['a number as the step to a key', ['numbers', 10], '8:22-8:25'],
    ['__proto__', ['__proto__', 'a'], '9:17-9:21'],
    ['through an alias in a list', ['again', 0, 'b', 0], '1:23-1:24'],
    ['in a list in a list', ['again', 1, 1], '10:22-10:27'],
    ['a merge key is no key', ['list', '<<'], null],
    ['past the end of a list', ['again', 2], null],
    ['a text as the step to an item', ['again', '0'], null],
    ['length is no item', ['again', 'length'], null],
    ['what every object inherits', ['one', 'constructor'], null],
    ['below a scalar', ['one', 'a', 'b'], null],
    ['the prototype of what has none written', ['one', '__proto__'], null],
  ])('%s', (_, path, expected) => {
    const at = document?.find(path) ?? null;
    expect(at && `${at.startLine}:${at.startColumn}-${at.endLine}:${at.endColumn}`).toBe(expected);
    expect(document?.locate([...path, 'nowhere'])).toEqual(at ?? document?.locate(path));
  });
});

describe('what cannot be read is a problem with its line, and the rest is read', () => {
  const laughs = ['a0: &a0 [x, x]', ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)];
  test.each<[string, string, string, number, number]>([
    ['not YAML', 'a: 1\n---\na: [\n---\nb: 2\n', 'not YAML', 4, 2],
    ['a key twice', 'a: 1\na: 2\n---\nb: 1\n', 'twice', 2, 1],
    ['a tab as indentation', 'a:\n\tb: 1\n', 'not YAML', 2, 0],
    ['NUL', 'a: 1\nb: "\0"\n', 'U+0000', 2, 0],
    ['billion laughs', laughs.join('\n'), 'expands to more than', 0, 0],
    ['an alias in itself', 'a: &a [1, *a]\n', 'contains itself', 1, 0],
    ['an alias of nothing', 'a: *b\n', '', 1, 0],
    ['deep nesting', `${'['.repeat(5000)}${']'.repeat(5000)}\n---\na: 1\n`, 'levels deep', 1, 1],
    ['very deep nesting', `${'['.repeat(200_000)}`, '', 1, 0],
    ['a key of null', '? {a: 1}\n: 2\n', '', 1, 0],
    ['an unfinished alias', 'a: *\n', '', 1, 0],
    ['infinity', 'a: .inf\n', 'JSON has no word', 1, 0],
  ])('%s', (_, text, message, line, others) => {
    const stream = read(text);
    expect(stream.problems).toHaveLength(1);
    expect(stream.problems[0]?.message).toContain(message);
    if (line > 0) expect(stream.problems[0]?.range.startLine).toBeLessThanOrEqual(Math.max(line, 4));
    expect(stream.documents).toHaveLength(others);
  });

  test('a file that is not UTF-8 names the line', () => {
    const stream = readManifestStream(Uint8Array.of(0x61, 0x3a, 0x0a, 0xff, 0x0a));
    expect(stream.problems[0]).toMatchObject({ message: 'the file is not UTF-8 text', range: { startLine: 2 } });
  });

  test('mappings that merge one another twice are read once each, values and places', () => {
    const links = Array.from({ length: 17 }, (_, link) => `x${link + 1}: &a${link + 1} {<<: [*a${link}, *a${link}]}`);
    const document = ['x0: &a0 {k: v}', ...links].join('\n');
    const { documents, problems } = read(Array.from({ length: 300 }, () => document).join('\n---\n'));
    expect(problems).toEqual([]);
    expect(documents).toHaveLength(300);
    expect(documents[0]?.find(['x17', 'k'])).toMatchObject({ startLine: 1, startColumn: 13 });
  });

  test('every member of a large mapping has its own place, and what is not there has none', () => {
    const count = 5000;
    const document = read(Array.from({ length: count }, (_, index) => `k${index}: ${index}`).join('\n')).documents[0];
    for (let round = 0; round < 2; round += 1) {
      for (let index = 0; index < count; index += 1) expect(document?.find([`k${index}`])?.startLine).toBe(index + 1);
      expect(document?.find(['k5000'])).toBeNull();
    }
  });

  test('__proto__ is a key like any other', () => {
    const value = only('__proto__: { polluted: true }');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect('polluted' in {}).toBe(false);
  });
});
