import { describe, expect, test } from 'vitest';
import { fileLocation, type Json, type Path } from '../../domain/index.ts';
import { mergeValues, placeIn, setValue, toJson, toValues, type ValueMap } from './values.ts';

/** Values whose place is named after who says them. */
function values(file: string, value: Json): ValueMap {
  const made = toValues(value, (path) => ({ location: fileLocation(`${file}:${path.join('.')}`), related: [] }));
  if (made.is !== 'map') throw new Error('no mapping');
  return made;
}

const placeOf = (map: ValueMap, ...path: Path) => placeIn(map, path).location.file;
const anywhere = { location: fileLocation('set'), related: [] };

describe('values that are merged', () => {
  test.each<[string, Json, Json, Json]>([
    ['keys of both', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ['mappings go into each other', { a: { b: 1, c: 2 } }, { a: { b: 3 } }, { a: { b: 3, c: 2 } }],
    ['lists are replaced', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['a value over a mapping', { a: { b: 1 } }, { a: 2 }, { a: 2 }],
    ['a mapping over a value', { a: 1 }, { a: { b: 2 } }, { a: { b: 2 } }],
    ['null stays, for helm to take the default away', { a: 1 }, { a: null }, { a: null }],
  ])('%s', (_, under, over, expected) => {
    expect(toJson(mergeValues(values('u', under), values('o', over)))).toEqual(expected);
  });

  test('keep where each is written', () => {
    const merged = mergeValues(values('u', { a: { b: 1, c: 2 } }), values('o', { a: { b: 3 }, d: [{ e: 1 }] }));
    expect([placeOf(merged, 'a', 'b'), placeOf(merged, 'a', 'c'), placeOf(merged, 'd', 0, 'e')]).toEqual([
      'o:a.b',
      'u:a.c',
      'o:d.0.e',
    ]);
  });
});

describe('a value that is set at a path', () => {
  test.each<[string, string, Json]>([
    ['a.b', 'x', { a: { b: 'x', c: 1 } }],
    ['a.c', '7', { a: { c: 7 } }],
    ['a.c', '"7"', { a: { c: '7' } }],
    ['a.c', "'true'", { a: { c: 'true' } }],
    ['a.c', 'TRUE', { a: { c: true } }],
    ['a.c', 'null', { a: { c: null } }],
    ['a.c', '007', { a: { c: '007' } }],
    ['d.e.f', '0', { a: { c: 1 }, d: { e: { f: 0 } } }],
  ])('%s=%s', (path, text, expected) => {
    const map = values('v', { a: { c: 1 } });
    expect(setValue(map, path, text, anywhere)).toBe(true);
    expect(toJson(map)).toEqual(expected);
  });

  test.each([
    ['a[0]', 'x'],
    ['a.c.d', 'x'],
    ['a', '{x,y}'],
    ['a', 'x,b=y'],
    ['a\\.b', 'x'],
    ['', 'x'],
  ])('%s=%s is not told', (path, text) => {
    expect(setValue(values('v', { a: { c: 1 } }), path, text, anywhere)).toBe(false);
  });
});
