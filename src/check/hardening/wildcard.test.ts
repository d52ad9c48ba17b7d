import { expect, test } from 'vitest';
import { matchesEveryName } from './wildcard.ts';

test.each<[pattern: string, all: boolean]>([
  ['*', true],
  ['**', true],
  ['?*', true],
  ['*?', true],
  ['', false],
  ['?', false],
  ['a*', false],
  ['*-a', false],
  ['??*', false],
])('%s', (pattern, all) => expect(matchesEveryName(pattern)).toBe(all));
