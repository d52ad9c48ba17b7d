import { describe, expect, test } from 'vitest';
import { substitute } from './substitute.ts';

const VARIABLES = new Map([
  ['tag', 'v1.2.3'],
  ['empty', ''],
  ['path', 'ghcr.io/acme/api'],
]);

const filled = (template: string): string =>
  substitute(template, VARIABLES)
    .pieces.map(({ text }) => text)
    .join('');

/* Templates of Flux, not of TypeScript. */

describe('what variables become', () => {
  test.each([
    ['a:${tag}', 'a:v1.2.3'],
    ['$${tag} $tag $', '${tag} $tag $'],
    ['${none}', ''],
    ['${none:=x} ${empty:-y} ${tag:=z}', 'x y v1.2.3'],
    ['${none:=${tag}-rc}', 'v1.2.3-rc'],
    ['${none=x}', 'x'],
    ['${#path}', '16'],
    ['${tag:1} ${tag:1:3} ${tag:-9}', '1.2.3 1.2 v1.2.3'],
    ['${tag/./-} ${tag//./-} ${tag/#v/} ${tag/%3/4}', 'v1-2.3 v1-2-3 v1.2.3 v1.2.4'],
    ['${path##*/} ${path#*/} ${path%/*} ${path%%/*}', 'api acme/api ghcr.io/acme ghcr.io'],
    // Unlike bash: without a replacement nothing is replaced at an end.
    ['${tag/#v/} ${tag/#v/w}', 'v1.2.3 w1.2.3'],
    ['${tag^} ${tag^^} ${tag,,}', 'V1.2.3 V1.2.3 v1.2.3'],
  ])('%s', (template, expected) => expect(filled(template)).toBe(expected));

  test.each([
    '${',
    '${}',
    '${tag',
    '${tag-x}',
    '${tag:}',
    '${a b}',
    '${tag/x}',
    '${#}',
    '${tag^^x}',
  ])('%s is refused', (template) => expect(() => filled(template)).toThrow(/bad substitution/));
});

test('says which variable gave what, and which are not set', () => {
  const { pieces, used, unset } = substitute('a:${tag}-${none:=${path}}-${gone}-${empty:=d}', VARIABLES);
  expect(pieces.map(({ variable }) => variable)).toEqual([null, 'tag', null, 'path', null, null, null, null]);
  expect([...used]).toEqual(['tag', 'path', 'none', 'gone', 'empty']);
  expect([...unset]).toEqual(['gone']);
});
