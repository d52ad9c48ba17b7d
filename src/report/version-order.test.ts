import { expect, test } from 'vitest';
import { compareVersions } from './version-order.ts';

/** From the lowest to the highest. */
test.each<[string, readonly string[]]>([
  ['alpine', ['3.1.4-r0', '3.1.4-r3', '3.1.4-r10', '3.2']],
  ['wolfi', ['3.1.4', '3.1.4-1', '3.1.4-r2']],
  ['gobinary', ['1.9', 'v1.10', '1.10.1']],
  [
    'debian',
    [
      '3.0.15-1~deb12u1',
      '3.0.15-1',
      '3.0.15-1+deb12u2',
      '3.0.15-1+deb12u10',
      '3.0.15a-1',
      '3.0.15+dfsg-1',
      '3.0.100-1',
      '1:1.0-1',
    ],
  ],
  ['ubuntu', ['3.0.2-0ubuntu1', '3.0.2-0ubuntu1.2', '3.0.2-0ubuntu1.15', '3.0.2-0ubuntu2', '3.0.2-1']],
  [
    'redhat',
    ['1.0~rc1-1.el9', '1.0-1.el9', '1.0-1.el9_1', '1.0^git1-1.el9', '1.0.1-1.el9', '1.1k-12.el8', '1:0.9-1.el9'],
  ],
])('%s: %j', (type, versions) => {
  for (const [at, low] of versions.entries()) {
    expect(compareVersions(low, low, type)).toBe(0);
    for (const high of versions.slice(at + 1)) {
      expect([low, high, compareVersions(low, high, type)]).toEqual([low, high, -1]);
      expect([high, low, compareVersions(high, low, type)]).toEqual([high, low, 1]);
    }
  }
});

test.each([
  ['node-pkg', '1.2', '1.2-beta'],
  ['node-pkg', '2.0.0-1', '2.0.0'],
  ['pip', '1.9.0', '2.0.0-1'],
  ['node-pkg', '4.17.12, 3.10.2', '4.17.21'],
  ['alpine', '1.1.1w-r0', '1.1.1-r0'],
  ['debian', '1 0', '1'],
  ['redhat', '9'.repeat(200), '1'],
])('%s does not say which of %j and %j is higher', (type, a, b) => {
  expect(compareVersions(a, b, type)).toBeNull();
});
