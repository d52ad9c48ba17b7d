import { get, isArray, isObject, type Json, type JsonObject, type ManifestRef, type Path } from '../domain/index.ts';
import { NEVER_RUN, NOT_DESIRED_STATE } from './never-run.ts';
import { groupOf, isOfType } from './object-type.ts';
import { type PathPattern, type Selected, selectPaths } from './path-pattern.ts';
import { CONTAINER_LISTS, type FoundImage, imagesOfPodSpec } from './pod-spec.ts';
import { WORKLOADS } from './workloads.ts';

export type ObjectType = Pick<ManifestRef, 'apiVersion' | 'kind'>;

/** An entry of the table of custom resources, its paths read. */
export interface TableEntry extends ObjectType {
  readonly images: readonly PathPattern[];
  readonly podSpecs: readonly PathPattern[];
}

interface Visit {
  readonly value: Json;
  readonly path: Path;
  /** Keys below which nothing runs, from the object that this is a part of. */
  readonly skipped: ReadonlySet<string>;
}

/**
 * Every text in an object that stands where an image does, in the object's own order; a place may come twice.
 *
 * Kubernetes' own workloads are read at their pod spec. Any other kind is read wherever a part of it has a pod spec's
 * shape. Both are read at the places that the table names for them. An object inside an object (an OpenShift Template's,
 * a ManifestWork's, a Composition's) is read as what it is.
 */
export function imagesOfObject(
  object: JsonObject,
  type: ObjectType,
  table: readonly TableEntry[],
): readonly FoundImage[] {
  const found: FoundImage[] = [];
  // A stack of its own: how deep an object goes is up to whoever wrote it.
  const stack: Visit[] = [{ value: object, path: [], skipped: new Set() }];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const { value, path } = visit;
    const itsType = path.length === 0 ? type : typeOf(value);
    const podSpecs = itsType === null ? [] : podSpecsOf(value, itsType);
    if (itsType !== null && podSpecs.length > 0) {
      found.push(...below(path, podSpecs, imagesOfPodSpec), ...namedImages(value, path, itsType, table));
      continue;
    }
    const skipped = itsType === null ? visit.skipped : skippedIn(itsType);
    if (skipped === 'everything') continue;
    if (itsType !== null) found.push(...namedImages(value, path, itsType, table));
    if (hasPodShape(value)) found.push(...imagesOfPodSpec(value, path).filter(isWritten));
    const children = childrenOf(value).filter(
      ([key]) => typeof key === 'number' || !(skipped.has(key) || (itsType !== null && NOT_DESIRED_STATE.has(key))),
    );
    for (const [key, child] of children.reverse()) stack.push({ value: child, path: [...path, key], skipped });
  }
  return found;
}

function typeOf(value: Json): ObjectType | null {
  const [apiVersion, kind] = [get(value, 'apiVersion'), get(value, 'kind')];
  return typeof apiVersion === 'string' && typeof kind === 'string' ? { apiVersion, kind } : null;
}

/** Where a workload of Kubernetes has its pod spec; empty for what only names such a kind, as a reference does. */
function podSpecsOf(value: Json, { apiVersion, kind }: ObjectType): readonly Selected[] {
  const workload = WORKLOADS.find((entry) => entry.kind === kind && entry.groups.includes(groupOf(apiVersion)));
  return workload === undefined ? [] : selectPaths(value, workload.podSpec);
}

function skippedIn(type: ObjectType): ReadonlySet<string> | 'everything' {
  const entries = NEVER_RUN.filter((entry) => isOfType(type, entry.apiVersion, entry.kind));
  return entries.some((entry) => entry.below.length === 0)
    ? 'everything'
    : new Set(entries.flatMap((entry) => entry.below));
}

function namedImages(value: Json, path: Path, type: ObjectType, table: readonly TableEntry[]): readonly FoundImage[] {
  return table
    .filter(({ apiVersion, kind }) => isOfType(type, apiVersion, kind))
    .flatMap(({ images, podSpecs }) => [
      ...podSpecs.flatMap((at) => below(path, selectPaths(value, at), imagesOfPodSpec)),
      ...images.flatMap((at) => below(path, selectPaths(value, at), imageItself)),
    ])
    .filter(isWritten);
}

function below(
  base: Path,
  selected: readonly Selected[],
  read: (value: Json, at: Path) => readonly FoundImage[],
): readonly FoundImage[] {
  return selected.flatMap(({ value, path }) => read(value, [...base, ...path]));
}

function imageItself(value: Json, path: Path): readonly FoundImage[] {
  return typeof value === 'string' ? [{ text: value, path }] : [];
}

/** An operator fills in what is left empty; only the API server's own kinds refuse it. */
function isWritten({ text }: FoundImage): boolean {
  return text !== '';
}

/** A mapping with containers (plain, init or ephemeral), one of which has a name and an image, both strings. */
function hasPodShape(value: Json): boolean {
  return CONTAINER_LISTS.some((list) => {
    const containers = get(value, list);
    return (
      isArray(containers) &&
      containers.some((item) => typeof get(item, 'name') === 'string' && typeof get(item, 'image') === 'string')
    );
  });
}

function childrenOf(value: Json): (readonly [string | number, Json])[] {
  if (isArray(value)) return [...value.entries()];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => (child === undefined ? [] : [[key, child] as const]));
}
