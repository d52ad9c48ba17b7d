import { describe, expect, test } from 'vitest';
import { formatPath, type Json } from '../domain/index.ts';
import { objectsOf } from './objects.ts';

const pod = (name: string, rest: object = {}) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, ...rest });

function read(value: Json): readonly string[] {
  const { objects, problems } = objectsOf(value);
  return [
    ...objects.map(({ ref, path }) => `${ref.kind} ${ref.name} at ${formatPath(path)} item ${ref.item ?? '-'}`),
    ...problems.map(({ what, path }) => `${what} at ${formatPath(path)}`),
  ];
}

describe('objects of a document', () => {
  test.each<[string, Json, readonly string[]]>([
    ['one', pod('a'), ['Pod a at  item -']],
    ['nothing', null, []],
    ['an empty one', {}, []],
    [
      'a generated name',
      { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'job-' } },
      ['Pod job- at  item -'],
    ],
    ['metadata of another type', { apiVersion: 'v1', kind: 'Pod', metadata: 'x' }, ['Pod  at  item -']],
    [
      'a List',
      { apiVersion: 'v1', kind: 'List', items: [pod('a'), pod('b')] },
      ['Pod a at items[0] item 0', 'Pod b at items[1] item 1'],
    ],
    [
      'a List by any name, since kubectl looks at items only',
      { apiVersion: 'example.org/v1', kind: 'Bundle', items: [pod('a')] },
      ['Pod a at items[0] item 0'],
    ],
    [
      'a typed List gives its items their type',
      { apiVersion: 'v1', kind: 'PodList', items: [{ metadata: { name: 'a' } }] },
      ['Pod a at items[0] item 0'],
    ],
    [
      'a List in a List',
      { apiVersion: 'v1', kind: 'List', items: [pod('a'), { apiVersion: 'v1', kind: 'List', items: [pod('b')] }] },
      ['Pod a at items[0] item 0', 'Pod b at items[1].items[0] item 1'],
    ],
    [
      'one broken item does not hide the others',
      { apiVersion: 'v1', kind: 'List', items: [null, 'x', pod('a'), { kind: 'Pod' }] },
      [
        'Pod a at items[2] item 2',
        'it is not a mapping, as every Kubernetes object is at items[0]',
        'it is not a mapping, as every Kubernetes object is at items[1]',
        'it has no apiVersion at items[3].apiVersion',
      ],
    ],
    ['no kind', { apiVersion: 'v1' }, ['it has no kind at kind']],
    ['a kind that is no text', { apiVersion: 'v1', kind: 5 }, ['its kind is not a string at kind']],
    ['an array', [pod('a')], ['it is not a mapping, as every Kubernetes object is at ']],
  ])('%s', (_, value, expected) => {
    expect(read(value)).toEqual(expected);
  });

  test('Lists without end', () => {
    let value: Json = pod('a');
    for (let i = 0; i < 20; i += 1) value = { apiVersion: 'v1', kind: 'List', items: [value] };
    expect(read(value)).toEqual([expect.stringContaining('nested more than 8 deep')]);
  });
});
