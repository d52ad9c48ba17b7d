import { describe, expect, test } from 'vitest';
import { effect, type Given, IMAGE, judge, ONE } from '../../../test/support/measured-vulnerability.ts';
import { UsageError } from '../../domain/index.ts';
import { DEFAULT_POLICY } from '../../policy/index.ts';
import { readExploited } from './exploited.ts';
import { endOfLife } from './findings.ts';
import type { Vulnerability } from './scan-result.ts';

const IN_NODE: Partial<Vulnerability> = {
  type: 'node-pkg',
  package: 'lodash',
  file: 'app/node_modules/lodash/package.json',
  purl: 'pkg:npm/lodash@4.17.4',
};
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

describe('what the policy makes of one vulnerability', () => {
  const unfixed = { fixed: null, status: 'will_not_fix' };
  const rows: readonly [string, Given, string][] = [
    ['in its grace', { policy: { grace: { HIGH: 14 * DAY_MS } } }, 'warn'],
    ['past its grace', { policy: { grace: { HIGH: 10 * DAY_MS } } }, 'block'],
    ['on the last day of its grace', { policy: { grace: { HIGH: 11 * DAY_MS } } }, 'warn'],
    [
      'published in the evening, in the morning of the day on which it blocks',
      { one: { published: new Date('2026-04-24T23:30:00Z') }, policy: { grace: { HIGH: 10 * DAY_MS } } },
      'block',
    ],
    [
      'published on the evening before, by a clock in the west',
      { one: { published: new Date('2026-04-23T22:30:00-02:00') }, policy: { grace: { HIGH: 11 * DAY_MS } } },
      'warn',
    ],
    [
      'in its grace of hours',
      { one: { published: new Date('2026-05-04T01:00:00Z') }, policy: { grace: { HIGH: 12 * HOUR_MS } } },
      'warn',
    ],
    [
      'past its grace of hours',
      { one: { published: new Date('2026-05-03T23:59:00Z') }, policy: { grace: { HIGH: 12 * HOUR_MS } } },
      'block',
    ],
    [
      'in its grace of a day and hours, on the day on which it blocks',
      { one: { published: new Date('2026-05-03T06:00:00Z') }, policy: { grace: { HIGH: 36 * HOUR_MS } } },
      'warn',
    ],
    ['grace of no days', { policy: { grace: { HIGH: 0 } } }, 'block'],
    [
      'of no known severity, with its grace',
      { one: { severity: 'UNKNOWN' }, policy: { severity: 'UNKNOWN', grace: { UNKNOWN: 14 * DAY_MS } } },
      'warn',
    ],
    [
      'of no known severity, past it',
      { one: { severity: 'UNKNOWN' }, policy: { severity: 'UNKNOWN', grace: { UNKNOWN: 9 * DAY_MS } } },
      'block',
    ],
    [
      'of no known severity, below any threshold',
      { one: { severity: 'UNKNOWN' }, policy: { severity: 'LOW' } },
      'warn',
    ],
    [
      'exploited by its name at GitHub',
      { kev: ['CVE-2024-1'], one: { id: 'GHSA-aaaa-bbbb-cccc', severity: 'LOW', aliases: ['CVE-2024-1'] } },
      'block',
    ],
    ['grace of another severity', { policy: { grace: { CRITICAL: 14 * DAY_MS } } }, 'block'],
    ['no date, no grace', { one: { published: null }, policy: { grace: { HIGH: 14 * DAY_MS } } }, 'block'],
    [
      'a date to come, no grace',
      { one: { published: new Date('2027-01-01') }, policy: { grace: { HIGH: 14 * DAY_MS } } },
      'block',
    ],
    ['exploited, whatever its grace', { kev: [ONE.id], policy: { grace: { HIGH: 14 * DAY_MS } } }, 'block'],
    ['exploited, below the threshold', { kev: [ONE.id], one: { severity: 'LOW' } }, 'block'],
    ['exploited, without a fix', { kev: [ONE.id], one: { fixed: null } }, 'block'],
    ['exploited by another name', { kev: ['CVE-2024-1'], one: { severity: 'LOW', aliases: ['CVE-2024-1'] } }, 'block'],
    ['another is exploited', { kev: ['CVE-2024-1'], one: { severity: 'LOW' } }, 'warn'],
    ['a package left out', { policy: { ignorePackages: ['libssl*'] } }, '-'],
    ['a package left out, though exploited', { kev: [ONE.id], policy: { ignorePackages: ['libssl3'] } }, '-'],
    ['another package left out', { policy: { ignorePackages: ['libssl'] } }, 'block'],
    ['a file left out', { one: IN_NODE, policy: { ignoreFiles: ['app/**'] } }, '-'],
    ['a file left out, from the root', { one: IN_NODE, policy: { ignoreFiles: ['/app/**'] } }, '-'],
    [
      'a file left out, from the root on both sides',
      { one: { ...IN_NODE, file: `/${IN_NODE.file}` }, policy: { ignoreFiles: ['/app/**'] } },
      '-',
    ],
    ['a file left out, though exploited', { kev: [ONE.id], one: IN_NODE, policy: { ignoreFiles: ['app/**'] } }, '-'],
    ['another file left out', { one: IN_NODE, policy: { ignoreFiles: ['usr/**'] } }, 'block'],
    ['system packages are in no file', { policy: { ignoreFiles: ['**'] } }, 'block'],
    ['unfixed', { one: unfixed }, '-'],
    ['unfixed counts', { one: unfixed, policy: { ignoreUnfixed: false } }, 'block'],
    [
      'its status is left out',
      { one: unfixed, policy: { ignoreUnfixed: false, ignoreStatuses: ['will_not_fix'] } },
      '-',
    ],
    ['another status', { one: unfixed, policy: { ignoreUnfixed: false, ignoreStatuses: ['end_of_life'] } }, 'block'],
  ];
  test.each(rows)('%s', (_, given, expected) => {
    expect(effect(given)).toBe(expected);
  });

  test('says until when, that it is exploited, and what the vendor says', () => {
    expect(judge({ policy: { grace: { HIGH: 14 * DAY_MS } } }).findings[0]?.message).toMatch(
      / It blocks from 2026-05-08 on\.$/,
    );
    const hours = { one: { published: new Date('2026-05-04T01:29:30Z') }, policy: { grace: { HIGH: 12 * HOUR_MS } } };
    expect(judge(hours).findings[0]?.message).toMatch(/ It blocks from 2026-05-04 13:30 UTC on\.$/);
    expect(judge(hours).findings[0]?.advisory?.blocksFrom).toBe('2026-05-04T13:30Z');
    expect(judge({ kev: [ONE.id] }).findings[0]?.message).toMatch(/ known to be exploited\.$/);
    const message = judge({ one: unfixed, policy: { ignoreUnfixed: false } }).findings[0]?.message;
    expect(message).toContain('Its vendor will not fix it: replace the package or the image');
    expect(judge({ one: { fixed: '1.22.7, 1.23.1' } }).findings[0]?.message).toContain(' to 1.22.7 or 1.23.1 in ');
  });
});

test('a catalogue that lists nothing, or is none, is a mistake in the policy', () => {
  const read = (value: unknown) => readExploited({ file: 'kev.json', text: JSON.stringify(value) });
  expect(read({ vulnerabilities: [{ cveID: 'CVE-2021-44228' }] })).toEqual(new Set(['CVE-2021-44228']));
  for (const value of [{}, [], { vulnerabilities: [] }, { vulnerabilities: [{ cveID: 'log4shell' }] }]) {
    expect(() => read(value)).toThrow(UsageError);
  }
  expect(readExploited(null).size).toBe(0);
});

test.each(['block', 'warn', 'off'] as const)('end of life: %s', (level) => {
  const policy = { ...DEFAULT_POLICY.vulnerabilities, endOfLife: level };
  expect(endOfLife(IMAGE, [], policy)).toEqual([]);
  const found = endOfLife(IMAGE, ['alpine 3.10.2', 'alpine 3.10.2'], policy);
  expect(found.map(({ enforcement }) => enforcement)).toEqual(level === 'off' ? [] : [level]);
});
