import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandsOf } from './shell-words.ts';

/** Words as they are written, those that are filled in with a star. */
const read = (script: string) =>
  commandsOf(script).map((words) => words.map(({ text, isFilledIn }) => `${text}${isFilledIn ? ' *' : ''}`));

describe('the commands of a script', () => {
  test.each<[string, string[][]]>([
    ['a b  c', [['a', 'b', 'c']]],
    ['a; b && c || d | e & f\ng', [['a'], ['b'], ['c'], ['d'], ['e'], ['f'], ['g']]],
    ['(a b)', [['a', 'b']]],
    [`a 'b c' "d e" f\\ g`, [['a', 'b c', 'd e', 'f g']]],
    [`a 'b'"c"d ''`, [['a', 'bcd', '']]],
    ['a \\\n  --b=c \\\n  --d', [['a', '--b=c', '--d']]],
    ['a # b\nc#d', [['a'], ['c#d']]],
    [`a "b \\" \\$c \\d"`, [['a', 'b " $c \\d']]],
    ['a --b=$C "$D" "$(f g)$H" $(i (j) k) `l m`', [['a', '--b=$C *', '$D *', '$(f g)$H *', '$(i (j) k) *', '`l m` *']]],
    ['a $'.concat('{B:-c d} e'), [['a', '$'.concat('{B:-c d} *'), 'e']]],
    [`a '$B' \\$C`, [['a', '$B', '$C']]],
    ['a "$@" $1 $', [['a', '$@ *', '$1 *', '$ *']]],
    ['a > /dev/null 2>&1 b', [['a', 'b']]],
    ['a >>b <c d', [['a', 'd']]],
    ['a2 > b', [['a2']]],
    ["a 'b", [['a', 'b']]],
    ['a "b', [['a', 'b']]],
    ['a $(b', [['a', '$(b *']]],
    ['a \\', [['a', '']]],
    ['', []],
    [' ;\n; ', []],
  ])('%j', (script, commands) => expect(read(script)).toEqual(commands));

  test.each<[string, (word: string) => string]>([
    ['single quotes', (word) => `'${word.replaceAll("'", `'\\''`)}'`],
    ['double quotes', (word) => `"${word.replace(/["\\$`]/g, '\\$&')}"`],
  ])('words in %s are what they were', (_, quoted) => {
    const words = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 });
    fc.assert(
      fc.property(words, (list) => {
        const expected = list.map((text) => ({ text, isFilledIn: false }));
        expect(commandsOf(list.map(quoted).join(' '))).toEqual([expected]);
      }),
    );
  });
});
