import { describe, expect, test } from 'vitest';
import { candidatesOf, type Repair, upgradeFor } from './repairs.ts';

const of = (type: string, installed: string, ...fixed: string[]): Repair => ({ type, installed: [installed], fixed });
const go = (installed: string, ...fixed: string[]) => of('gobinary', installed, ...fixed);

test.each<[string, readonly Repair[], string | null]>([
  ['none', [], null],
  ['one', [of('npm', '1.0', '1.2')], '1.2'],
  ['one that is written in no order known', [of('npm', '1.0', '1.2-beta')], '1.2-beta'],
  [
    'the highest of several',
    [of('alpine', '3.1.4-r0', '3.1.4-r3'), of('alpine', '3.1.4-r0', '3.1.4-r10')],
    '3.1.4-r10',
  ],
  ['the highest of several platforms', [of('alpine', '3.1.4-r0', '3.1.4-r3', '3.3.0-r1')], '3.3.0-r1'],
  ['some that cannot be compared', [of('npm', '1.0', '1.2'), of('npm', '1.0', '1.2-beta')], null],
  ['one that may come before the other', [of('npm', '1.0.0', '2.0.0-1'), of('npm', '1.0.0', '2.0.0')], null],
  ['the branch that is installed', [go('v1.22.3', '1.22.7, 1.23.1')], '1.22.7'],
  ['the branch above', [go('v1.23.0', '1.22.7, 1.23.1')], '1.23.1'],
  ['a later one of the same branch', [go('v1.22.3', '1.22.7, 1.23.1'), go('v1.22.3', '1.22.9, 1.23.3')], '1.22.9'],
  ['the other branch, where the own one ends', [go('v1.22.3', '1.22.7, 1.23.1'), go('v1.22.3', '1.23.4')], '1.23.4'],
  ['a start of a branch that needs more', [go('v1.22.3', '1.22.7, 1.23.1'), go('v1.22.3', '1.23.0')], '1.23.1'],
  ['beyond all branches', [go('v1.20.0', '1.22.7, 1.23.1'), go('v1.20.0', '1.24.0')], '1.24.0'],
  ['a branch between', [of('pip', '1.26.0', '2.0.7, 1.26.17'), of('pip', '1.26.0', '1.26.19')], '1.26.19'],
  [
    'packages of Ubuntu',
    [of('ubuntu', '3.0.2-0ubuntu1', '3.0.2-0ubuntu1.9'), of('ubuntu', '3.0.2-0ubuntu1', '3.0.2-0ubuntu1.15')],
    '3.0.2-0ubuntu1.15',
  ],
  [
    'packages of Red Hat',
    [of('redhat', '1.1.1k-1.el8', '1:1.1.1k-9.el8_7'), of('redhat', '1.1.1k-1.el8', '1:1.1.1k-12.el8_9')],
    '1:1.1.1k-12.el8_9',
  ],
  ['one without a repair', [of('npm', '1.0', '1.2'), of('npm', '1.0')], null],
])('the lowest version that repairs all: %s', (_, repairs, expected) => {
  expect(upgradeFor(repairs)).toBe(expected);
  expect(upgradeFor(repairs.toReversed())).toBe(expected);
});

describe('of thousands of advisories with thousands of versions', () => {
  const many = (type: string, version: (at: number) => string) =>
    Array.from({ length: 2000 }, (_, at) => of(type, '1.0-1', version(at)));

  test.each<[string, readonly Repair[], string | null]>([
    ['the highest repairs all', many('debian', (at) => `1.${at % 1000}-1`), '1.999-1'],
    ['so does the one that all name', many('npm', (at) => `1.0-${at}, 1.1-beta`), '1.1-beta'],
    ['none does where one is in no order', [...many('npm', (at) => `1.${at}`), of('npm', '1.0', '2-beta')], null],
  ])('%s', (_, repairs, expected) => {
    expect(upgradeFor(repairs)).toBe(expected);
    expect(candidatesOf(repairs).length).toBeLessThanOrEqual(200);
  });
});
