import { expect, test } from 'vitest';
import { ENDS_OF_LIFE, supportOf } from './end-of-life-table.ts';

test.each<[minor: number, day: string, support: string]>([
  [20, '2026-11-26', 'ended'],
  [34, '2026-10-27T23:59:59Z', 'mended'],
  [34, '2026-10-28T12:00:00Z', 'ended'],
  [35, '2026-11-26', 'mended'],
  [35, '2027-03-02', 'ended'],
  [37, '2026-11-26', 'mended'],
  [37, '2027-06-28', 'mended'],
  [37, '2028-01-01', 'unknown'],
  [99, '2028-01-01', 'unknown'],
  [36, '2028-01-01', 'ended'],
])('1.%d on %s is %s', (minor, day, support) => expect(supportOf(minor, new Date(day))).toBe(support));

test('minors follow each other, and so do their ends', () => {
  const [first = [0, '']] = ENDS_OF_LIFE;
  expect(ENDS_OF_LIFE.map(([minor]) => minor)).toEqual(ENDS_OF_LIFE.map((_, index) => first[0] + index));
  const ends = ENDS_OF_LIFE.map(([, end]) => end);
  expect([...ends].sort()).toEqual(ends);
  for (const end of ends) expect(end).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});
