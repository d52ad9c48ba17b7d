import { expect, test } from 'vitest';
import { highestVersion } from './versions.ts';

test.each<[readonly string[], string | null]>([
  [[], null],
  [['1.2'], '1.2'],
  [['1.2~beta'], '1.2~beta'],
  [['3.1.4-r0', '3.1.4-r3', '3.1.4-r10'], '3.1.4-r10'],
  [['1.9', '1.10'], '1.10'],
  [['1:1.0', '2.0'], '1:1.0'],
  [['3.0.15-1+deb12u1', '3.0.15-1+deb12u2'], '3.0.15-1+deb12u2'],
  [['3.0.15-1', '3.0.15-1+deb12u2'], '3.0.15-1+deb12u2'],
  [['v1.2.3', '1.2.4'], '1.2.4'],
  [['1.2', '1.2'], '1.2'],
  [['1.2', '1.2~beta'], null],
  [['4.17.12, 3.10.2', '4.17.21'], null],
  [['9'.repeat(200), '1'], null],
])('%j: %s', (versions, highest) => {
  expect(highestVersion(versions)).toBe(highest);
  expect(highestVersion(versions.toReversed())).toBe(highest);
});
