import type { Finding } from '../domain/index.ts';
import { fingerprintOf, isAboutImage, placesOf, problemKey } from './fingerprint.ts';
import { compareFindings } from './order.ts';
import { knownInPlace } from './replaced.ts';
import { imagesByText, type Side } from './side.ts';

interface Failure {
  readonly finding: Finding;
  readonly fingerprint: string;
  /** For an image: object and path of each use. Empty for the rest, whose fingerprint holds the object. */
  readonly uses: readonly string[];
}

/** Whether a failure of the head is the one the base had. */
type Match = (head: Failure, base: Failure) => boolean;

const same: Match = (head, base) => head.fingerprint === base.fingerprint && isWithin(head.uses, base.uses);

/** From the surest to the least: in the same file, moved, and with some of its problems repaired. */
const PASSES: readonly Match[] = [
  (head, base) => same(head, base) && head.finding.location.file === base.finding.location.file,
  same,
  (head, base) => hasFewerProblems(head.finding, base.finding),
];

/**
 * The head's failures that the base had as well, one for one: two equal ones at the head need two at the base. An
 * unknown at the base is not known to be anything, and an unknown at the head is not a known failure. Exceptions play
 * no part here, so that taking one away can never excuse anything. Vulnerabilities are known by their place as well: what
 * the image had that ran there before.
 */
export function knownAtBase(head: Side, base: Side): ReadonlySet<Finding> {
  const known = new Set<Finding>(knownInPlace(head, base));
  const used = new Set<Failure>();
  const candidates = Map.groupBy(failuresOf(base), ({ finding }) => problemKey(finding));
  const failures = failuresOf(head);
  for (const matches of PASSES) {
    for (const failure of failures) {
      if (known.has(failure.finding)) continue;
      const group = candidates.get(problemKey(failure.finding)) ?? [];
      const found = group.find((candidate) => !used.has(candidate) && matches(failure, candidate));
      if (found === undefined) continue;
      used.add(found);
      known.add(failure.finding);
    }
  }
  return known;
}

/** In a fixed order, so that the order in which checks report makes no difference. */
function failuresOf({ findings, images }: Side): readonly Failure[] {
  const byText = imagesByText(images);
  return findings
    .filter(({ result }) => result.outcome === 'fail')
    .sort(compareFindings)
    .map((finding) => ({ finding, fingerprint: fingerprintOf(finding), uses: placesOf(finding, byText) }));
}

/** Whether a finding of the head that is not about an image says nothing that one of the base did not say. */
export function saysNoMore(head: Finding, base: Finding): boolean {
  return (
    fingerprintOf(head) === fingerprintOf(base) ||
    (problemKey(head) === problemKey(base) && hasFewerProblems(head, base))
  );
}

/** The object had these problems and more: what was repaired of it must not make the rest new. */
function hasFewerProblems(head: Finding, base: Finding): boolean {
  if (isAboutImage(head) || head.manifest === null || head.identity.length === 0) return false;
  return head.identity.length < base.identity.length && isWithin(head.identity, base.identity);
}

/** As a multiset: nothing occurs more often in `part` than in `whole`. */
function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  if (part.length > whole.length) return false;
  // Nearly always the same in the same order.
  if (part.every((each, at) => each === whole[at])) return true;
  const left = new Map<string, number>();
  for (const each of whole) left.set(each, (left.get(each) ?? 0) + 1);
  return part.every((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count > 0;
  });
}
