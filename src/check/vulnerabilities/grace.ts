import type { VulnerabilityPolicy } from '../../policy/index.ts';
import type { Vulnerability } from './scan-result.ts';
import type { TrivySeverity } from './severity.ts';

const DAY_MS = 86_400_000;

/**
 * Until when an advisory only warns; null where it has no grace, or none left. An advisory that does not say when it
 * was published, or says a day that is still to come, has none: it would never block.
 * Ends with a day (UTC), which the message names: whoever runs it that day, at whatever hour, hears the same.
 */
export function graceUntil(
  group: readonly Pick<Vulnerability, 'published'>[],
  severity: TrivySeverity,
  policy: Pick<VulnerabilityPolicy, 'grace'>,
  now: Date,
): Date | null {
  const period = policy.grace[severity];
  if (period === undefined) return null;
  // Versions of one package on several platforms carry one advisory; where dates differ, the first counts.
  const published = group.map((one) => one.published?.getTime() ?? Number.NEGATIVE_INFINITY);
  const first = Math.min(...published);
  if (!Number.isFinite(first) || first > now.getTime()) return null;
  const end = Math.floor((first + period) / DAY_MS) * DAY_MS;
  return end > now.getTime() ? new Date(end) : null;
}
