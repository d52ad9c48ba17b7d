import { expect, test } from 'vitest';
import type { JsonObject } from '../../../domain/index.ts';
import type { Generated } from './generate.ts';
import { mergeSets } from './merge.ts';

/** As argoproj/argo-cd applicationset/generators/merge.go, by what each generator gives. */

type Sets = readonly (readonly JsonObject[])[];

function merged(sets: Sets, keys: readonly string[], goTemplate: boolean) {
  const elements = sets.map((list, set) =>
    list.map((parameters, index): Generated => {
      const placeOf = () => null;
      return { id: `${set}.${index}`, parameters, files: [`${set}.json`], placeOf };
    }),
  );
  const { elements: found, unknown } = mergeSets(elements, keys, goTemplate);
  return unknown.length > 0 ? unknown.join() : found.map(({ parameters }) => parameters);
}

test.each<[string, Sets, readonly string[], readonly JsonObject[]]>([
  [
    'a partner overrides, and others stay',
    [
      [
        { a: '1', b: '2' },
        { a: '2', b: '3' },
      ],
      [{ a: '1', b: 'new' }],
    ],
    ['a'],
    [
      { a: '1', b: 'new' },
      { a: '2', b: '3' },
    ],
  ],
  ['what the first does not give is dropped', [[{ a: '1' }], [{ a: '2', b: '3' }]], ['a'], [{ a: '1' }]],
  ['the last one wins', [[{ a: '1' }], [{ a: '1', b: '2' }], [{ a: '1', b: '3' }]], ['a'], [{ a: '1', b: '3' }]],
  ['all keys have to fit', [[{ a: '1', b: '1' }], [{ a: '1', b: '2', c: '3' }]], ['a', 'b'], [{ a: '1', b: '1' }]],
  ['a key that nobody has fits', [[{ a: '1' }], [{ b: '2' }]], ['key'], [{ a: '1', b: '2' }]],
  [
    'mappings are merged leaf by leaf',
    [[{ a: '1', values: { x: '1', y: '1' } }], [{ a: '1', values: { y: '2' } }]],
    ['a'],
    [{ a: '1', values: { x: '1', y: '2' } }],
  ],
])('%s', (_, sets, keys, expected) => {
  expect(merged(sets, keys, false)).toEqual(expected);
  expect(merged(sets, keys, true)).toEqual(expected);
});

test.each<[string, Sets, readonly string[], boolean, readonly JsonObject[] | RegExp]>([
  ['no keys', [[{ a: '1' }], [{ a: '1' }]], [], false, /names no mergeKeys/],
  ['two of the first with one key', [[{ a: '1' }, { a: '1' }], []], ['a'], false, /do not tell apart/],
  ['two of another with one key', [[], [{ a: '1' }, { a: '1' }]], ['a'], true, /do not tell apart/],
  ['a scalar for a mapping', [[{ a: '1', b: { c: '1' } }], [{ a: '1', b: '2' }]], ['a'], true, /another kind/],
  ['an empty text, by mergo', [[{ a: '1', b: '1' }], [{ a: '1', b: '' }]], ['a'], true, /an empty one/],
  ['an empty text, of flat parameters', [[{ a: '1', b: '1' }], [{ a: '1', b: '' }]], ['a'], false, [{ a: '1', b: '' }]],
  ['a list, by mergo', [[{ a: '1', b: ['1'] }], [{ a: '1', b: ['2'] }]], ['a'], true, [{ a: '1', b: ['2'] }]],
  ['a list, of flat parameters', [[{ a: '1', b: ['1'] }], [{ a: '1', b: ['2'] }]], ['a'], false, /in a list/],
  ['a path as a key, of Go templates', [[{ a: { b: '1' } }], [{ a: { b: '1' } }]], ['a.b'], true, /a path among/],
  [
    'a path as a key, of flat parameters',
    [[{ a: { b: 1 } }], [{ 'a.b': '1', c: '2' }]],
    ['a.b'],
    false,
    [{ a: { b: 1 }, 'a.b': '1', c: '2' }],
  ],
  ['a mapping over flat keys', [[{ k: '1', 'a.b': '1' }], [{ k: '1', a: { b: '2' } }]], ['k'], false, /another kind/],
])('%s', (_, sets, keys, goTemplate, expected) => {
  const result = merged(sets, keys, goTemplate);
  if (expected instanceof RegExp) expect(result).toMatch(expected);
  else expect(result).toEqual(expected);
});
