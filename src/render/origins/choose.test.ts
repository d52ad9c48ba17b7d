import { describe, expect, test } from 'vitest';
import { type Contributor, choosePlace } from './choose.ts';
import { listScalars } from './scalars.ts';

const values = 'repository: acme/api\ntag: "1.2"\ndigest: ""\nwhole: acme/api:1.2\n';
const [repository, tag, digest, whole] = listScalars(values, 'values.yaml');
const [appVersion] = listScalars('appVersion: "1.2"\n', 'Chart.yaml');
const [literal] = listScalars('image: 1.2\n', 'pod.yaml');

function of(scalar: Contributor['scalar'] | undefined, end: number | null, rank: Contributor['rank'] = 'value') {
  if (scalar === undefined) throw new Error('the test names a scalar that is not there');
  return { scalar, end, rank };
}

describe('of the scalars that make up acme/api:1.2, the one to edit', () => {
  test.each([
    ['the whole reference', [of(whole, 12), of(tag, 12)], 'values.yaml:4'],
    ['the tag', [of(repository, 8), of(tag, 12)], 'values.yaml:2'],
    ['a value before metadata', [of(appVersion, 12, 'metadata'), of(tag, 12)], 'values.yaml:2'],
    [
      'an empty value that would win before metadata',
      [of(appVersion, 12, 'metadata'), of(digest, null)],
      'values.yaml:3',
    ],
    ['a value before an empty one', [of(tag, 12), of(digest, null)], 'values.yaml:2'],
    ['metadata before the name', [of(repository, 8), of(appVersion, 12, 'metadata')], 'Chart.yaml:1'],
    ["the template's text before the name", [of(repository, 8), of(literal, 12, 'template')], 'pod.yaml:1'],
    ['the name where nothing else is known', [of(repository, 8)], 'values.yaml:1'],
  ])('is %s', (_, contributors, expected) => {
    const place = choosePlace('acme/api:1.2', contributors);
    expect(place === null ? null : `${place.location.file}:${place.location.startLine}`).toBe(expected);
    expect(place?.related).toHaveLength(contributors.length - 1);
    expect(choosePlace('acme/api:1.2', contributors.toReversed())).toEqual(place);
  });

  test('a port is no tag', () => {
    const place = choosePlace('host:5000/api', [of(repository, 13), of(tag, 9)]);
    expect(place?.location.startLine).toBe(1);
  });

  test('is unknown without contributors', () => {
    expect(choosePlace('acme/api:1.2', [])).toBeNull();
  });
});
