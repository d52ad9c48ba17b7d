import type { Finding, Image } from '../domain/index.ts';
import { fingerprintOf, placesOf } from './fingerprint.ts';
import { compareFindings } from './order.ts';

/** One side of the comparison: what was found in a tree, and the images that the findings are about. */
export interface Side {
  readonly findings: readonly Finding[];
  readonly images: readonly Image[];
}

/**
 * The head's failures that the base had as well, counted: two equal ones at the head need two at the base. An unknown
 * at the base is not known to be anything, and an unknown at the head is not a known failure.
 *
 * A failure in the same file is matched before one that moved. Exceptions play no part here, so that taking one away
 * can never excuse anything.
 */
export function knownAtBase(head: Side, base: Side): ReadonlySet<Finding> {
  const known = new Set<Finding>();
  const headImages = imagesByText(head.images);
  const budget = countPlaces(base);
  const failures = head.findings.filter((finding) => finding.result.outcome === 'fail').sort(compareFindings);
  for (const sameFile of [true, false]) {
    for (const finding of failures) {
      if (known.has(finding)) continue;
      if (take(budget, keysOf(finding, headImages), sameFile ? finding.location.file : null)) known.add(finding);
    }
  }
  return known;
}

/** For each fingerprint and place: how often the base has it, by the file it is in. */
type Budget = Map<string, Map<string, number>>;

function countPlaces(base: Side): Budget {
  const images = imagesByText(base.images);
  const budget: Budget = new Map();
  for (const finding of base.findings) {
    if (finding.result.outcome !== 'fail') continue;
    for (const key of keysOf(finding, images)) {
      const files = budget.get(key) ?? new Map<string, number>();
      files.set(finding.location.file, (files.get(finding.location.file) ?? 0) + 1);
      budget.set(key, files);
    }
  }
  return budget;
}

/** Takes all of `keys` from the budget, or none of them. */
function take(budget: Budget, keys: readonly string[], file: string | null): boolean {
  const taken: { readonly files: Map<string, number>; readonly from: string }[] = [];
  for (const key of keys) {
    const files = budget.get(key);
    const from = files === undefined ? undefined : available(files, file);
    if (files === undefined || from === undefined) {
      for (const back of taken) back.files.set(back.from, (back.files.get(back.from) ?? 0) + 1);
      return false;
    }
    files.set(from, (files.get(from) ?? 0) - 1);
    taken.push({ files, from });
  }
  return true;
}

function available(files: ReadonlyMap<string, number>, file: string | null): string | undefined {
  if (file !== null) return (files.get(file) ?? 0) > 0 ? file : undefined;
  return [...files.entries()]
    .filter(([, count]) => count > 0)
    .map(([name]) => name)
    .sort()[0];
}

function keysOf(finding: Finding, images: ReadonlyMap<string, Image>): readonly string[] {
  const fingerprint = fingerprintOf(finding);
  return placesOf(finding, images).map((place) => `${fingerprint} ${place}`);
}

export function imagesByText(images: readonly Image[]): ReadonlyMap<string, Image> {
  return new Map(images.map((image) => [image.written, image]));
}
