import { expect, test } from 'vitest';
import { listScalars } from '../origins/scalars.ts';
import { nestedScalars } from './nested.ts';

function nested(content: string): string[] {
  return listScalars(content, 'k.yaml').flatMap((scalar) =>
    nestedScalars(content, scalar).map((one) => {
      const { startLine, startColumn, endColumn } = one.location;
      const line = content.split('\n')[startLine - 1] ?? '';
      expect(line.slice(startColumn - 1, endColumn - 1)).toBe(content.slice(one.start, one.end));
      return `${startLine}:${one.path.join('.')}=${content.slice(one.start, one.end)}`;
    }),
  );
}

test.each([
  ['a literal block', '- patch: |-\n    a: x\n    b:\n      c: "y"\n', ['2:a=x', '4:b.c="y"']],
  ['one with blank lines and a comment', '- patch: | # why\n\n    a: x\n\n    b: y\n', ['3:a=x', '5:b=y']],
  ['an operation list', '- patch: |\n    - op: add\n      value: v\n', ['2:0.op=add', '3:0.value=v']],
  ['Windows line ends', '- patch: |\r\n    a: x\r\n    b: y\r\n', ['2:a=x', '3:b=y']],
  ['a folded block is left alone', '- patch: >\n    a: x\n', []],
  ['a plain scalar too', '- patch: abc\n', []],
])('%s', (_, content, expected) => {
  expect(nested(content)).toEqual(expected);
});
