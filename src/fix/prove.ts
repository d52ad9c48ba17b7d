import {
  type Digest,
  type FieldRepair,
  formatPath,
  type ImageUse,
  isAt,
  isDelivered,
  type Json,
  type Manifest,
  type Path,
  type Source,
} from '../domain/index.ts';
import { type Difference, differences } from './compare.ts';
import { withField } from './field-places.ts';

/** A use that must be pinned to `digest` after the edits. */
export interface Goal {
  readonly use: ImageUse;
  readonly digest: Digest;
}

/** What the edits are for: images that get a digest, fields that get a value. */
export interface Goals {
  readonly pins: readonly Goal[];
  readonly fields: readonly FieldRepair[];
}

/** The objects of each source, in the order they were rendered. */
export type Objects = ReadonlyMap<Source, readonly Manifest[]>;

export function bySource(manifests: readonly Manifest[]): Objects {
  const found = new Map<Source, Manifest[]>();
  for (const manifest of manifests) {
    const list = found.get(manifest.source);
    if (list === undefined) found.set(manifest.source, [manifest]);
    else list.push(manifest);
  }
  return found;
}

/** What pinning turns a reference into: the tag is kept, or the digest takes its place. */
function pinned(written: string, digest: Digest): readonly string[] {
  return [`${written}@${digest}`, `${written.replace(/:[^/:@]+$/, '')}@${digest}`];
}

/** What came of edits. */
export interface Diagnosis {
  /** Every goal was met, and nothing else changed. */
  readonly holds: boolean;
  readonly unmet: ReadonlySet<Goal | FieldRepair>;
  /** Objects, as they were before, in which something changed that nobody asked for, or that are no longer there. */
  readonly spoiled: ReadonlySet<Manifest>;
  /** Digests of pins that came out where nobody asked for them: a label that has the tag too. */
  readonly strayed: ReadonlySet<Digest>;
}

/**
 * Did the edits do what was meant and nothing else? Every image is pinned to its digest, every field has its value, and no other
 * value of any object changed, but for those that change from one render to the next by themselves (`volatile`), and for
 * objects that say what is delivered: the edit may be in them, and what they deliver is compared.
 *
 * @param sources - those that were rendered again; what is wanted of another one is unmet
 * @param after - null where a source did not render
 */
export function diagnose(
  { pins, fields }: Goals,
  before: Objects,
  after: ReadonlyMap<Source, readonly Manifest[] | null>,
  sources: readonly Source[],
  volatile: ReadonlyMap<Source, ReadonlySet<string>>,
): Diagnosis {
  const inputs = sources.flatMap((source) =>
    isDelivered(source) ? [source.object, ...source.reads.map(({ object }) => object)] : [],
  );
  const unmet = new Set<Goal | FieldRepair>([...pins, ...fields]);
  const spoiled = new Set<Manifest>();
  const strayed = new Set<Digest>();
  let isRendered = true;
  const pinsOf = Map.groupBy(pins, ({ use }) => use.manifest);
  const fieldsOf = Map.groupBy(fields, ({ manifest }) => manifest);
  for (const source of sources) {
    const old = before.get(source) ?? [];
    const now = after.get(source) ?? [];
    if (after.get(source) === null || old.length !== now.length) isRendered = false;
    for (const [index, manifest] of old.entries()) {
      const own = { pins: pinsOf.get(manifest) ?? [], fields: fieldsOf.get(manifest) ?? [] };
      for (const goal of [...own.pins, ...own.fields]) unmet.delete(goal);
      if (old.length !== now.length) {
        spoiled.add(manifest);
        continue;
      }
      const isInput = inputs.some((input) => isAt(manifest.ref, input));
      const ignored = volatile.get(source);
      const rest = compareObject(manifest, now[index]?.object, own, unmet);
      const strange = rest.filter(({ path }) => !isInput && ignored?.has(valueKey(index, path)) !== true);
      if (strange.length === 0) continue;
      spoiled.add(manifest);
      const text = JSON.stringify(strange.map((each) => each.after ?? null));
      for (const { digest } of pins) if (text.includes(digest)) strayed.add(digest);
    }
  }
  return { holds: isRendered && unmet.size === 0 && spoiled.size === 0, unmet, spoiled, strayed };
}

/** Where an object differs from what is meant. Goals that it does not meet are added to `unmet`, and are no difference. */
function compareObject(
  manifest: Manifest,
  after: Json | undefined,
  { pins, fields }: Goals,
  unmet: Set<Goal | FieldRepair>,
): readonly Difference[] {
  const rest: Difference[] = [];
  const open = new Map(pins.map((goal) => [formatPath(goal.use.path), goal]));
  for (const difference of differences(withFields(manifest, fields), after)) {
    const { path, after: value } = difference;
    const key = formatPath(path);
    const goal = open.get(key);
    if (goal !== undefined) {
      if (typeof value === 'string' && pinned(goal.use.written, goal.digest).includes(value)) open.delete(key);
      continue;
    }
    const missed = fields.filter((field) => isWithin(field.path, path) || isWithin(path, field.path));
    for (const field of missed) unmet.add(field);
    if (missed.length === 0) rest.push(difference);
  }
  for (const goal of open.values()) unmet.add(goal);
  return rest;
}

function isWithin(path: Path, ancestor: Path): boolean {
  return ancestor.every((step, index) => path[index] === step);
}

/** The object as it should be once its fields are repaired. */
function withFields(manifest: Manifest, fields: readonly FieldRepair[]): Json {
  return fields.reduce<Json>((object, { path, value }) => withField(object, path, value), manifest.object);
}

function valueKey(index: number, path: Path): string {
  return `${index} ${formatPath(path)}`;
}

/** Values that two renders of the same tree do not agree on: random passwords, times. */
export function volatileValues(first: readonly Manifest[], second: readonly Manifest[]): Set<string> {
  return new Set(
    first.flatMap(({ object }, index) =>
      differences(object, second[index]?.object).map(({ path }) => valueKey(index, path)),
    ),
  );
}
