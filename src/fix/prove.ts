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
import { differences } from './compare.ts';
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

/**
 * Did the edits do what was meant and nothing else? Every image is pinned to its digest, every field has its value, and no other
 * value of any object changed, but for those that change from one render to the next by themselves (`volatile`), and for
 * objects that say what is delivered: the edit may be in them, and what they deliver is compared.
 */
export function proves(
  { pins, fields }: Goals,
  before: Objects,
  after: Objects,
  sources: readonly Source[],
  volatile: ReadonlySet<string>,
): boolean {
  const inputs = sources.flatMap((source) =>
    isDelivered(source) ? [source.object, ...source.reads.map(({ object }) => object)] : [],
  );
  for (const source of sources) {
    const old = before.get(source) ?? [];
    const now = after.get(source) ?? [];
    if (old.length !== now.length) return false;
    const wanted = new Map(
      pins.filter(({ use }) => use.manifest.source === source).map((goal) => [goalKey(old, goal), goal]),
    );
    const met = new Set<string>();
    for (const [index, manifest] of old.entries()) {
      const expected = withFields(manifest, fields);
      const isInput = inputs.some((input) => isAt(manifest.ref, input));
      for (const { path, after: value } of differences(expected, now[index]?.object)) {
        const key = valueKey(index, path);
        const goal = wanted.get(key);
        if (goal !== undefined) {
          if (typeof value !== 'string' || !pinned(goal.use.written, goal.digest).includes(value)) return false;
          met.add(key);
        } else if (!isInput && !volatile.has(`${sources.indexOf(source)} ${key}`)) return false;
      }
    }
    if (met.size !== wanted.size) return false;
  }
  return true;
}

/** The object as it should be once its fields are repaired. */
function withFields(manifest: Manifest, fields: readonly FieldRepair[]): Json {
  return fields
    .filter((field) => field.manifest === manifest)
    .reduce<Json>((object, { path, value }) => withField(object, path, value), manifest.object);
}

function goalKey(manifests: readonly Manifest[], { use }: Goal): string {
  return valueKey(manifests.indexOf(use.manifest), use.path);
}

function valueKey(index: number, path: Path): string {
  return `${index} ${formatPath(path)}`;
}

/** Values that two renders of the same tree do not agree on: random passwords, times. */
export function volatileValues(first: Objects, second: Objects, sources: readonly Source[]): Set<string> {
  const found = new Set<string>();
  for (const [number, source] of sources.entries()) {
    for (const [index, manifest] of (first.get(source) ?? []).entries()) {
      for (const { path } of differences(manifest.object, second.get(source)?.[index]?.object)) {
        found.add(`${number} ${valueKey(index, path)}`);
      }
    }
  }
  return found;
}
