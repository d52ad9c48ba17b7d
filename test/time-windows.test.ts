import fc from 'fast-check';
import { expect, test } from 'vitest';
import { supportOf } from '../src/check/hardening/nodes/end-of-life-table.ts';
import { ageProblem } from '../src/check/vulnerabilities/database-metadata.ts';
import { graceUntil } from '../src/check/vulnerabilities/grace.ts';
import { ageProblem as indexAgeProblem, isDue } from '../src/check/vulnerabilities/java-index-metadata.ts';
import { dayOf } from '../src/domain/index.ts';
import { notedMoment } from '../src/domain/moment.ts';
import { lifetimeOf } from '../src/judge/exceptions.ts';
import { DEFAULT_POLICY } from '../src/policy/index.ts';
import { Notebook } from '../src/recall/notes.ts';

/**
 * For what is decided by the time, of policies, databases and tables: what it came to at one moment it comes to at every other one of the window that was
 * noted with it. Nothing else may let a run of before count.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-01T00:00:00Z');

/** Around one month, often on a full day or hour, so that ends are met exactly. */
const time = fc
  .oneof(
    fc.integer({ min: 0, max: 90 * DAY }),
    fc.integer({ min: 0, max: 90 }).map((days) => days * DAY),
    fc.integer({ min: 0, max: 90 * 24 }).map((hours) => hours * HOUR),
    fc
      .integer({ min: 0, max: 90 })
      .chain((days) => fc.constantFrom(-1, 0, 1).map((more) => Math.max(0, days * DAY + more))),
  )
  .map((after) => START + after);
const date = time.map((at) => new Date(at));
const period = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map((days) => days * DAY),
  fc.integer({ min: 1, max: 999 }).map((hours) => hours * HOUR),
);

type Decision = (now: Date) => unknown;
const day = time.map((at) => new Date(at).toISOString().slice(0, 10));

const DECISIONS: readonly (readonly [what: string, decision: fc.Arbitrary<Decision>])[] = [
  [
    'whether an exception holds',
    fc.tuple(day, period).map(
      ([expires, maxExceptionAge]) =>
        (now: Date) =>
          lifetimeOf(expires, { ...DEFAULT_POLICY, gate: { ...DEFAULT_POLICY.gate, maxExceptionAge } }, now),
    ),
  ],
  [
    'a period of grace',
    fc.tuple(fc.array(date, { minLength: 1, maxLength: 3 }), period).map(
      ([dates, high]) =>
        (now: Date) =>
          graceUntil(
            dates.map((published) => ({ published })),
            'HIGH',
            { grace: { HIGH: high } },
            now,
          ),
    ),
  ],
  [
    'the age of a database',
    fc.tuple(date, period).map(
      ([made, age]) =>
        (now: Date) =>
          ageProblem(made, now, age)?.what ?? null,
    ),
  ],
  [
    'the age of the index of archives',
    fc.tuple(date, period).map(
      ([UpdatedAt, maxDatabaseAge]) =>
        (now: Date) =>
          /days ago/.test(
            indexAgeProblem(
              { UpdatedAt, NextUpdate: undefined, DownloadedAt: undefined, Version: 1 },
              { maxDatabaseAge },
              now,
            )?.message ?? '',
          )
            ? 'index-old'
            : 'not too old',
    ),
  ],
  [
    'whether the index is due',
    fc.tuple(date, date).map(
      ([NextUpdate, DownloadedAt]) =>
        (now: Date) =>
          isDue({ UpdatedAt: new Date(START), NextUpdate, DownloadedAt, Version: 1 }, now),
    ),
  ],
  [
    'whether a minor of Kubernetes is mended',
    fc.integer({ min: 30, max: 40 }).map((minor) => (now: Date) => supportOf(minor, now)),
  ],
  ['the day', fc.constant((now: Date) => dayOf(now))],
];

test.each(DECISIONS)('%s', async (_, decision) => {
  await fc.assert(
    fc.asyncProperty(decision, time, fc.array(time, { minLength: 1, maxLength: 8 }), async (decide, at, others) => {
      const notebook = new Notebook();
      const answer = decide(notedMoment(new Date(at), notebook));
      const notes = await notebook.finish();
      // What had to read the time itself counts for no other moment.
      if (notes === null) return;
      expect(notes.from <= at && at < notes.until).toBe(true);
      const ends = [notes.from, notes.until - 1].filter((end) => end > 0 && end < START + 1000 * DAY);
      for (const other of [...others.filter((each) => each >= notes.from && each < notes.until), ...ends]) {
        expect(decide(new Date(other))).toEqual(answer);
      }
    }),
    { numRuns: 500 },
  );
});

test.each(DECISIONS)('%s is decided without reading the time itself', async (_, decision) => {
  for (const [decide, at] of fc.sample(fc.tuple(decision, time), 300)) {
    const notebook = new Notebook();
    const answer = decide(notedMoment(new Date(at), notebook));
    // Only a message about what is too old names its age: nothing of such a run is kept.
    const isTooOld = answer === 'database-old' || answer === 'index-old';
    expect((await notebook.finish()) === null).toBe(isTooOld);
  }
});
