import { isOver } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import type { Vulnerability } from './scan-result.ts';
import type { TrivySeverity } from './severity.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * From when an advisory blocks that only warns until then; null where it has no grace, or none left. An advisory that
 * does not say when it was published, or says a day that is still to come, has none: it would never block.
 *
 * `2027-01-31` for a period of days: it ends with a day (UTC), so that whoever runs it that day, at whatever hour, hears
 * the same. `2027-01-31T09:30Z` for one of hours or minutes, which are counted.
 */
export function graceUntil(
  group: readonly Pick<Vulnerability, 'published'>[],
  severity: TrivySeverity,
  policy: Pick<VulnerabilityPolicy, 'grace'>,
  now: Date,
): string | null {
  const period = policy.grace[severity];
  if (period === undefined) return null;
  // Versions of one package on several platforms carry one advisory; where dates differ, the first counts.
  const published = group.map((one) => one.published?.getTime() ?? Number.NEGATIVE_INFINITY);
  const first = Math.min(...published);
  if (!Number.isFinite(first) || !isOver(first, now)) return null;
  const ofDays = period % DAY_MS === 0;
  const end = ofDays
    ? Math.floor((first + period) / DAY_MS) * DAY_MS
    : Math.ceil((first + period) / MINUTE_MS) * MINUTE_MS;
  if (isOver(end, now)) return null;
  const text = new Date(end).toISOString();
  return ofDays ? text.slice(0, 10) : `${text.slice(0, 16)}Z`;
}
