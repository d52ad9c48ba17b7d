import { isOver } from '../../../domain/index.ts';

/**
 * When the last minors of Kubernetes 1 stop being mended, oldest first, as https://kubernetes.io/releases/ says it; what
 * is older has ended, and a minor after the last one is mended for longer. `npm run end-of-life` compares the table with
 * that page. The dates are the project's: a cloud may mend a minor for longer, for money.
 */
export const ENDS_OF_LIFE: readonly (readonly [minor: number, end: string])[] = [
  [33, '2026-06-28'],
  [34, '2026-10-27'],
  [35, '2027-02-28'],
  [36, '2027-06-28'],
];

/**
 * Whether a minor is mended on a day: `unknown` for one that the table does not hold once all that it holds have ended,
 * since the table is then older than the question.
 */
export function supportOf(minor: number, now: Date): 'mended' | 'ended' | 'unknown' {
  const [first] = ENDS_OF_LIFE;
  const last = ENDS_OF_LIFE.at(-1);
  if (first === undefined || last === undefined) return 'unknown';
  if (minor < first[0]) return 'ended';
  const own = ENDS_OF_LIFE.find(([each]) => each === minor);
  if (own !== undefined) return hasEnded(own[1], now) ? 'ended' : 'mended';
  return hasEnded(last[1], now) ? 'unknown' : 'mended';
}

/** The day itself still counts, everywhere on earth. */
function hasEnded(end: string, now: Date): boolean {
  return isOver(Date.parse(`${end}T00:00:00Z`) + 36 * 60 * 60 * 1000, now);
}

/** `1.33 (2026-06-28), 1.34 (2026-10-27)`, for the docs. */
export function describeEnds(): string {
  return ENDS_OF_LIFE.map(([minor, end]) => `1.${minor} (${end})`).join(', ');
}
