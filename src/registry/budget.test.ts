import { expect, test } from 'vitest';
import { Budget, IMAGE_BUDGET_MS } from './budget.ts';

test.each<[string, readonly (readonly [from: number, milliseconds: number])[], number]>([
  ['nothing', [], 0],
  [
    'one after the other',
    [
      [0, 4_000],
      [10_000, 5_000],
    ],
    9_000,
  ],
  [
    'the same stall of two layers',
    [
      [0, 20_000],
      [0, 20_000],
    ],
    20_000,
  ],
  [
    'one within another',
    [
      [0, 20_000],
      [5_000, 1_000],
    ],
    20_000,
  ],
  [
    'one that began earlier, told of later',
    [
      [5_000, 1_000],
      [0, 20_000],
    ],
    20_000,
  ],
  [
    'one that ends what others began',
    [
      [0, 4_000],
      [6_000, 4_000],
      [3_000, 4_000],
    ],
    10_000,
  ],
  [
    'a wait of no time',
    [
      [3_000, 0],
      [3_000, -5],
    ],
    0,
  ],
  [
    'more than there is',
    [
      [0, 20_000],
      [30_000, 20_000],
    ],
    IMAGE_BUDGET_MS,
  ],
])('what is lost: %s', (_, spans, lost) => {
  const budget = new Budget();
  for (const [from, milliseconds] of spans) budget.spend(from, milliseconds);
  expect(IMAGE_BUDGET_MS - budget.remaining).toBe(lost);
});

test('a renewed one has all of its time again', () => {
  const budget = new Budget();
  budget.spend(0, 30_000);
  expect([budget.remaining, budget.isRenewed]).toEqual([0, false]);
  budget.renew();
  expect([budget.remaining, budget.isRenewed]).toEqual([IMAGE_BUDGET_MS, true]);
});
