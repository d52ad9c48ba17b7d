import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../domain/index.ts';
import { applyEdits, conflict, sortEdits } from './edits.ts';

function edit(line: number, from: number, to: number, text: string): Edit {
  return { file: 'f', startLine: line, startColumn: from, endLine: line, endColumn: to, text };
}

describe('edits are made where they say', () => {
  test.each([
    ['a replacement', [edit(2, 1, 4, 'TWO')], 'one\nTWO\nthree'],
    ['an insertion at the end of a line', [edit(1, 4, 4, '!')], 'one!\ntwo\nthree'],
    ['two on one line, in any order', [edit(3, 4, 6, 'E'), edit(3, 1, 3, 'T')], 'one\ntwo\nTrE'],
    ['the same one twice is one', [edit(1, 1, 2, 'O'), edit(1, 1, 2, 'O')], 'One\ntwo\nthree'],
    ['at the very end', [edit(3, 6, 6, '.')], 'one\ntwo\nthree.'],
  ])('%s', (_, edits, expected) => {
    expect(applyEdits('one\ntwo\nthree', edits)).toBe(expected);
  });

  test.each([
    ['a line that is not there', [edit(9, 1, 1, 'x')]],
    ['a column beyond the line', [edit(1, 9, 9, 'x')]],
    ['an end before its start', [edit(1, 3, 2, 'x')]],
    ['edits that overlap', [edit(1, 1, 3, 'x'), edit(1, 2, 4, 'y')]],
  ])('%s is refused', (_, edits) => {
    expect(() => applyEdits('one\ntwo\nthree', edits)).toThrow(/does not fit/);
  });

  test('columns count UTF-16 units', () => {
    expect(applyEdits('a: 😀x', [edit(1, 6, 7, 'y')])).toBe('a: 😀y');
  });
});

test.each([
  ['the same edit', edit(1, 1, 2, 'a'), edit(1, 1, 2, 'a'), false],
  ['one range, two texts', edit(1, 1, 2, 'a'), edit(1, 1, 2, 'b'), true],
  ['ranges that touch', edit(1, 1, 2, 'a'), edit(1, 2, 3, 'b'), false],
  ['ranges that overlap', edit(1, 1, 3, 'a'), edit(1, 2, 4, 'b'), true],
  ['two insertions at one place', edit(1, 2, 2, 'a'), edit(1, 2, 2, 'b'), true],
  ['two files', edit(1, 1, 2, 'a'), { ...edit(1, 1, 2, 'b'), file: 'g' }, false],
])('conflict: %s', (_, a, b, expected) => {
  expect(conflict(a, b)).toBe(expected);
  expect(conflict(b, a)).toBe(expected);
});

test('the order in which edits come does not matter', () => {
  const edits = [edit(1, 1, 2, 'A'), edit(1, 3, 4, 'B'), edit(2, 1, 1, 'C'), edit(3, 2, 5, '')];
  fc.assert(
    fc.property(fc.shuffledSubarray(edits, { minLength: edits.length }), (shuffled) => {
      expect(sortEdits(shuffled)).toEqual(sortEdits(edits));
      expect(applyEdits('one\ntwo\nthree', shuffled)).toBe(applyEdits('one\ntwo\nthree', edits));
    }),
  );
});
