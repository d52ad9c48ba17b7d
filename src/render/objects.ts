import { isArray, isObject, type Json, type JsonObject, type ManifestRef, type Path } from '../domain/index.ts';

/** One object of a document: the document itself, or an item of a List. */
export interface RenderedObject {
  readonly object: JsonObject;
  /** Path from the document to the object. */
  readonly path: Path;
  readonly item: number | null;
  readonly ref: Omit<ManifestRef, 'file' | 'document'>;
}

/** What stands where an object should. */
export interface ObjectProblem {
  readonly what: string;
  /** Path from the document to what is wrong, or to where something is missing. */
  readonly path: Path;
}

export interface DocumentContent {
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly ObjectProblem[];
}

/** No List that people write is nested; kubectl opens each level. */
const MAX_LIST_DEPTH = 8;

/**
 * The Kubernetes objects of a document. As for kubectl, whatever has an array of `items` is a List, and it counts as
 * its items; an item without apiVersion and kind has the List's (k8s.io/apimachinery
 * pkg/apis/meta/v1/unstructured/helpers.go, k8s.io/cli-runtime pkg/resource/visitor.go, FlattenListVisitor).
 */
export function objectsOf(value: Json): DocumentContent {
  const objects: RenderedObject[] = [];
  const problems: ObjectProblem[] = [];
  const isEmpty = value === null || (isObject(value) && Object.keys(value).length === 0);
  if (!isEmpty) collect(value, [], null);
  return { objects, problems };

  function collect(at: Json, path: Path, item: number | null): void {
    if (!isObject(at)) {
      problems.push({ what: 'it is not a mapping, as every Kubernetes object is', path });
      return;
    }
    const problem = headProblem(at, path);
    if (problem !== null) {
      problems.push(problem);
      return;
    }
    const { items } = at;
    if (!isArray(items)) {
      objects.push({ object: at, path, item, ref: refOf(at, item) });
      return;
    }
    if (path.length / 2 >= MAX_LIST_DEPTH) {
      problems.push({ what: `Lists are nested more than ${MAX_LIST_DEPTH} deep`, path });
      return;
    }
    for (const [index, each] of items.entries()) {
      collect(withListsType(each, at), [...path, 'items', index], item ?? index);
    }
  }
}

function headProblem(object: JsonObject, path: Path): ObjectProblem | null {
  for (const key of ['apiVersion', 'kind']) {
    const value = object[key];
    if (value === undefined || value === null || value === '')
      return { what: `it has no ${key}`, path: [...path, key] };
    if (typeof value !== 'string') return { what: `its ${key} is not a string`, path: [...path, key] };
  }
  return null;
}

function withListsType(item: Json, list: JsonObject): Json {
  if (!isObject(item) || item.kind || item.apiVersion) return item;
  return { ...item, apiVersion: list.apiVersion, kind: String(list.kind).replace(/List$/, '') };
}

export function refOf(object: JsonObject, item: number | null): RenderedObject['ref'] {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : '');
  const namespace = text(metadata.namespace);
  return {
    ...(item === null ? {} : { item }),
    apiVersion: text(object.apiVersion),
    kind: text(object.kind),
    ...(namespace === '' ? {} : { namespace }),
    name: text(metadata.name) || text(metadata.generateName),
  };
}
