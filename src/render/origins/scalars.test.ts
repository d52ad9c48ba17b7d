import { describe, expect, test } from 'vitest';
import { listScalars } from './scalars.ts';

describe('the scalars of a file, with the range of each token', () => {
  test.each([
    ['plain', 'a: x # c\n', ['0 a=x string']],
    ['quoted', 'a: "x"\nb: \'y\'\n', ['0 a="x" string', "0 b='y' string"]],
    [
      'numbers, booleans, nothing',
      'a: 1.10\nb: true\nc:\nd: ~\n',
      ['0 a=1.10 number', '0 b=true boolean', '0 c= null', '0 d=~ null'],
    ],
    ['an anchor, not its alias', 'a: &x v\nb: *x\n', ['0 a=v string']],
    ['documents with content', '# only a comment\n---\na: x\n---\n---\nb: y\n', ['0 a=x string', '1 b=y string']],
    ['JSON', '{"a": ["x", 2]}', ['0 a.0="x" string', '0 a.1=2 number']],
  ])('%s', (_, text, expected) => {
    const found = listScalars(text, 'f.yaml').map(({ document, path, start, end, type }) => {
      return `${document} ${path.join('.')}=${text.slice(start, end)} ${type}`;
    });
    expect(found).toEqual(expected);
  });

  test.each([
    ['what is no YAML', 'a: [\n'],
    ['nesting without end', '['.repeat(200_000)],
    ['text beyond the limit', `a: ${'x'.repeat(5 << 20)}`],
    ['nothing', ''],
  ])('%s has none', (_, text) => {
    expect(listScalars(text, 'f.yaml')).toEqual([]);
  });
});
