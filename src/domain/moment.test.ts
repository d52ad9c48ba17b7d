import { describe, expect, test } from 'vitest';
import { dayOf, holdsOnlyNow, isOver, notedMoment, writtenDown } from './moment.ts';

const NOON = new Date('2026-11-28T12:00:00.123Z');
const HOUR = 3_600_000;

/** What is asked of a moment, in words. */
function noted(ask: (now: Date) => unknown): readonly unknown[] {
  const heard: unknown[] = [];
  const notes = {
    compared: (moment: number, over: boolean) => void heard.push([new Date(moment).toISOString(), over]),
    read: () => void heard.push('read'),
  };
  ask(notedMoment(NOON, notes));
  return [...new Set(heard)];
}

test.each([
  ['an hour ago', -HOUR, true],
  ['this very moment', 0, true],
  ['in a millisecond', 1, false],
  ['no moment', Number.NaN, false],
  ['never', Number.POSITIVE_INFINITY, false],
])('%s: over is %3$s', (_, distance, over) => {
  expect(isOver(NOON.getTime() + distance, NOON)).toBe(over);
  expect(isOver(NOON.getTime() + distance, notedMoment(NOON, { compared: () => {}, read: () => {} }))).toBe(over);
});

describe('what is asked of a moment is heard', () => {
  test.each<[what: string, ask: (now: Date) => unknown, heard: readonly unknown[]]>([
    ['nothing', () => {}, []],
    ['a moment that is over', (now) => isOver(NOON.getTime() - HOUR, now), [['2026-11-28T11:00:00.123Z', true]]],
    ['one to come', (now) => isOver(NOON.getTime() + HOUR, now), [['2026-11-28T13:00:00.123Z', false]]],
    ['no moment decides nothing', (now) => isOver(Number.NaN, now), []],
    [
      'the day',
      dayOf,
      [
        ['2026-11-28T00:00:00.000Z', true],
        ['2026-11-29T00:00:00.000Z', false],
      ],
    ],
    ['what is only written down', writtenDown, []],
    ['what holds only now', holdsOnlyNow, ['read']],
    ['its milliseconds', (now) => now.getTime(), ['read']],
    ['a comparison', (now) => now > new Date(0), ['read']],
    ['a difference', (now) => Number(now) - 1, ['read']],
    ['a text', (now) => `${now}`, ['read']],
    ['JSON', (now) => JSON.stringify({ now }), ['read']],
    ['a copy', (now) => new Date(now), ['read']],
    ['another part of it', (now) => now.getUTCDate(), ['read']],
  ])('%s', (_, ask, heard) => expect(noted(ask)).toEqual(heard));
});

test('a moment that is heard says what it says', () => {
  const moment = notedMoment(NOON, { compared: () => {}, read: () => {} });
  expect(moment).toBeInstanceOf(Date);
  expect([
    moment.getTime(),
    moment.toISOString(),
    new Date(moment).getTime(),
    dayOf(moment),
    writtenDown(moment),
  ]).toEqual([NOON.getTime(), NOON.toISOString(), NOON.getTime(), '2026-11-28', NOON.toISOString()]);
});

test('a moment that two hear tells both, and whoever asks what each of them may be asked', () => {
  const heard: string[] = [];
  const notes = (who: string) => ({
    compared: (moment: number, over: boolean) => void heard.push(`${who} ${new Date(moment).toISOString()} ${over}`),
    read: () => void heard.push(`${who} read`),
  });
  const both = notedMoment(notedMoment(NOON, notes('outer')), notes('inner'));
  const ask = (question: (now: Date) => unknown): readonly unknown[] => {
    heard.length = 0;
    return [question(both), [...heard].sort()];
  };
  const hour = NOON.getTime() + HOUR;
  expect(ask((now) => isOver(hour, now))).toEqual([
    false,
    ['inner 2026-11-28T13:00:00.123Z false', 'outer 2026-11-28T13:00:00.123Z false'],
  ]);
  expect(ask(dayOf)).toEqual([
    '2026-11-28',
    [
      'inner 2026-11-28T00:00:00.000Z true',
      'inner 2026-11-29T00:00:00.000Z false',
      'outer 2026-11-28T00:00:00.000Z true',
      'outer 2026-11-29T00:00:00.000Z false',
    ],
  ]);
  expect(ask(writtenDown)).toEqual(['2026-11-28T12:00:00.123Z', []]);
  expect(ask((now) => [holdsOnlyNow(now)])).toEqual([[undefined], ['inner read', 'outer read']]);
  const [, read] = ask((now) => now.getTime());
  expect(read).toEqual(expect.arrayContaining(['inner read', 'outer read']));
});
