import { expect, test } from 'vitest';
import { quantityOf } from './quantity.ts';

test.each<[string | number, number | null]>([
  ['5', 5],
  [5, 5],
  ['500m', 0.5],
  ['1Gi', 2 ** 30],
  ['1G', 1e9],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1E', 1e18],
  ['.5', 0.5],
  ['-1', -1],
  ['', null],
  ['many', null],
  ['1 Gi', null],
  ['1gi', null],
  ['constructor', null],
])('%s', (text, number) => expect(quantityOf(text)).toBe(number));
