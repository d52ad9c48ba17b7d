import { type Finding, formatPath, get, type Image, type ImageUse, isArray, type Json } from '../domain/index.ts';
import { objectIdentity } from './fingerprint.ts';
import type { Side } from './side.ts';

/**
 * What an image that the change puts in place of others brings, in vulnerabilities that the policy counts, whether or not
 * a VEX document excuses them.
 */
export interface ImageChange {
  /** The images that the base runs in its places, as written. */
  readonly replaces: readonly string[];
  /** Advisories of a package that those have, and it has not. */
  readonly fixed: number;
  /** Those that it has in a place where the base's image has them not. */
  readonly added: number;
  /** Those that it has, and the base's image in the same place too. */
  readonly remaining: number;
}

/**
 * Which container of which object: a list's items go by their names where they have one, so that neither a container
 * added above makes those below it new, nor one container answers for another.
 */
export function placeOf(use: ImageUse): string {
  const known = placesByUse.get(use);
  if (known !== undefined) return known;
  const made = namedPlace(use);
  placesByUse.set(use, made);
  return made;
}

const placesByUse = new WeakMap<ImageUse, string>();

function namedPlace({ manifest, path }: ImageUse): string {
  let value: Json | undefined = manifest.object;
  const steps = path.map((step) => {
    const isItem = isArray(value);
    value = get(value, step);
    const name = isItem ? get(value, 'name') : undefined;
    return typeof name === 'string' ? `[${name}]` : step;
  });
  return JSON.stringify([...objectIdentity(manifest.ref), manifest.face ?? null, formatPath(steps)]);
}

/** Base images that the head no longer names, and runs others in the place of. */
export function replacedImages(head: readonly Image[], base: readonly Image[]): readonly Image[] {
  const names = new Set(head.map(({ written }) => written));
  const places = new Set(head.flatMap(({ uses }) => uses.map(placeOf)));
  return base.filter(({ written, uses }) => !names.has(written) && uses.some((use) => places.has(placeOf(use))));
}

/**
 * Vulnerabilities (and secrets and misconfigurations) of the head whose package and advisory the base's image has in the very same place, whatever digest
 * either is of: each use of the image must have had it, and a place that occurs twice must have had it twice. What a VEX
 * document settles at the base counts for nothing: it was said of another image.
 */
export function knownInPlace(head: Side, base: Side): ReadonlySet<Finding> {
  const before = beforeEach(head.images, base);
  return new Set(
    head.findings.filter((finding) => {
      const there = isOfScan(finding) ? before.get(finding.image ?? '') : undefined;
      return there?.every((all) => all.has(advisoryOf(finding))) ?? false;
    }),
  );
}

/**
 * By written text, images of the head in each of whose places the base runs as many: the advisories of each image that it
 * runs there.
 */
function beforeEach(images: readonly Image[], base: Side): ReadonlyMap<string, readonly ReadonlySet<string>[]> {
  const before = vulnerabilitiesByPlace(base);
  const count = countPlaces(images);
  const found = new Map<string, readonly ReadonlySet<string>[]>();
  for (const { written, uses } of images) {
    const places = uses.map(placeOf);
    const there = places.map((place) => before.get(place) ?? []);
    const isEach = places.every((place, at) => (there[at]?.length ?? 0) >= (count.get(place) ?? 1));
    // What runs in thousands of places is mostly the same in all of them.
    if (isEach) found.set(written, [...new Set(there.flat())]);
  }
  return found;
}

/**
 * For each image of the head that the base does not name and that replaces something in each of its places. `scanned`:
 * by written text, images that a scan said all of; nothing is said of the others.
 */
export function imageChanges(head: Side, base: Side, scanned: ReadonlySet<string>): ReadonlyMap<string, ImageChange> {
  const replacing = replacements(head.images, base.images, scanned);
  const after = vulnerabilitiesOf(head, new Set(replacing.keys()));
  const before = vulnerabilitiesOf(base, new Set([...replacing.values()].flat()));
  const known = knownInPlace(after, before);
  const ofHead = Map.groupBy(after.findings, ({ image }) => image);
  const ofBase = Map.groupBy(before.findings, ({ image }) => image);
  const changes = new Map<string, ImageChange>();
  for (const [written, replaces] of replacing) {
    const own = ofHead.get(written) ?? [];
    const theirs = replaces.flatMap((each) => ofBase.get(each) ?? []);
    const has = new Set(own.map(advisoryOf));
    const fixed = new Set(theirs.map(advisoryOf).filter((each) => !has.has(each)));
    const remaining = own.filter((finding) => known.has(finding)).length;
    changes.set(written, { replaces, fixed: fixed.size, added: own.length - remaining, remaining });
  }
  return changes;
}

/** By written text, images that replace something in each of their places, and what. */
function replacements(
  head: readonly Image[],
  base: readonly Image[],
  scanned: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const named = new Set(base.map(({ written }) => written));
  const byPlace = Map.groupBy(
    base.flatMap(({ written, uses }) => uses.map((use) => ({ written, place: placeOf(use) }))),
    ({ place }) => place,
  );
  for (const { written, uses } of head) {
    if (named.has(written) || !scanned.has(written)) continue;
    const before = uses.map((use) => byPlace.get(placeOf(use)) ?? []);
    const replaces = [...new Set(before.flat().map((each) => each.written))].sort();
    if (before.some((each) => each.length === 0) || !replaces.every((each) => scanned.has(each))) continue;
    found.set(written, replaces);
  }
  return found;
}

/**
 * The vulnerabilities of these images, each once, without VEX' mark: whoever counts asks what an image has, and what is
 * excused is there all the same.
 */
function vulnerabilitiesOf({ findings, images }: Side, written: ReadonlySet<string>): Side {
  const once = new Map<string, Finding>();
  for (const finding of findings) {
    const { image, advisory } = finding;
    if (advisory === undefined || image === null || !written.has(image)) continue;
    const unmarked = isExcused(finding) ? { ...finding, identity: finding.identity.slice(0, EXCUSED_AT) } : finding;
    once.set(JSON.stringify([image, advisoryOf(unmarked)]), unmarked);
  }
  return { images, findings: [...once.values()] };
}

/** What a scan says of an image's own content: its identity is the digest, and what tells it from others. */
function isOfScan({ rule, result, image }: Finding): boolean {
  const isVulnerability = image !== null && rule.startsWith('vulnerability/');
  return result.outcome === 'fail' && (isVulnerability || OTHER_SCANS.has(rule));
}

const OTHER_SCANS: ReadonlySet<string> = new Set(['image/secret', 'image/misconfiguration']);

/** The rule, and of the identity all but the digest: the kind of package, its name, and whether VEX excuses it. */
function advisoryOf({ rule, identity }: Finding): string {
  return JSON.stringify([rule, ...identity.slice(1)]);
}

const EXCUSED_AT = 3;

function isExcused({ identity }: Finding): boolean {
  return identity[EXCUSED_AT] === 'vex';
}

/** For each place the advisories of each image that runs there: more than one where objects are written twice. */
function vulnerabilitiesByPlace({ images, findings }: Side): ReadonlyMap<string, readonly ReadonlySet<string>[]> {
  const byImage = Map.groupBy(
    findings.filter((finding) => isOfScan(finding) && !isExcused(finding)),
    ({ image }) => image,
  );
  const places = new Map<string, ReadonlySet<string>[]>();
  for (const { written, uses } of images) {
    const all = new Set((byImage.get(written) ?? []).map(advisoryOf));
    for (const place of uses.map(placeOf)) {
      const there = places.get(place);
      if (there === undefined) places.set(place, [all]);
      else there.push(all);
    }
  }
  return places;
}

function countPlaces(images: readonly Image[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const place of images.flatMap(({ uses }) => uses.map(placeOf))) counts.set(place, (counts.get(place) ?? 0) + 1);
  return counts;
}
