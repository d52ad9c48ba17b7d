import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonPieces, LazyList } from './json.ts';

const whole = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const joined = (value: unknown): string => [...jsonPieces(value)].join('');

/** Values with long lists at any depth; plain texts, since escapes have tests of their own. */
const { tree: value } = fc.letrec((tie) => ({
  leaf: fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom('', 'text', '"quoted"\n', '[]', '{}')),
  list: fc.array(tie('tree'), { maxLength: 4 }),
  long: fc
    .tuple(tie('tree'), fc.integer({ min: 60, max: 70 }), fc.array(tie('tree'), { maxLength: 2 }))
    .map(([item, count, more]) => [...Array.from({ length: count }, () => item), ...more]),
  object: fc.dictionary(fc.constantFrom('a', 'b c', '"', 'left'), tie('tree'), { maxKeys: 4 }),
  tree: fc.oneof({ maxDepth: 3 }, tie('leaf'), tie('object'), tie('list'), tie('long')),
}));

describe('JSON in pieces', () => {
  test('is the text that JSON.stringify makes of the whole', () => {
    fc.assert(
      fc.property(value, (tree) => {
        expect(joined(tree)).toBe(whole(tree));
      }),
      { numRuns: 100 },
    );
  });

  test.each<[string, unknown]>([
    ['nothing in it', {}],
    ['an empty list', []],
    ['empty lists in a long one', Array.from({ length: 70 }, () => [])],
    [
      'what is left out',
      { a: undefined, b: { c: undefined }, d: Array.from({ length: 65 }, () => ({ e: undefined })) },
    ],
    ['a text alone', 'text'],
  ])('%s', (_, tree) => {
    expect(joined(tree)).toBe(whole(tree));
  });

  test.each([0, 1, 64, 65, 1000])('a list whose %d items are made as they are written is a list', (count) => {
    const numbers = Array.from({ length: count }, (_, at) => ({ at }));
    const lazy = new LazyList(() => numbers);
    expect(joined({ runs: [{ results: lazy }] })).toBe(whole({ runs: [{ results: numbers }] }));
    expect(joined({ a: { b: { c: { d: { e: lazy } } } } })).toBe(whole({ a: { b: { c: { d: { e: numbers } } } } }));
  });

  test('no more items are made than the pieces that were asked for need', () => {
    let made = 0;
    const items = function* () {
      for (; made < 10_000; made += 1) yield { name: `item ${made}` };
    };
    for (const piece of jsonPieces({ list: new LazyList(items) })) {
      expect(piece.length).toBeLessThan(10_000);
      if (made > 0) break;
    }
    expect(made).toBeLessThan(100);
  });

  test('what a terminal or a runner would take for more is escaped in each piece', () => {
    const text = joined(Array.from({ length: 100 }, () => 'a\u202e##[error]'));
    expect(text.match(/"a\\u202e\\u0023#\[error\]"/g)?.length).toBe(100);
  });

  test('no control character of ASCII and Latin-1 stays as it is', () => {
    for (let code = 0; code < 0x100; code += 1) {
      const value = `a${String.fromCharCode(code)}b`;
      const text = joined([value]);
      expect(JSON.parse(text)).toEqual([value]);
      expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u00ad/u);
    }
  });
});
