import { isArray, isObject, type Json, type JsonObject, type ManifestRef, type Path } from '../domain/index.ts';

/** One object of a rendered document: the document itself, or an item of a List. */
export interface RenderedObject {
  readonly object: JsonObject;
  /** Path from the document to the object. */
  readonly path: Path;
  readonly item: number | null;
  readonly ref: Omit<ManifestRef, 'file' | 'document'>;
}

export type DocumentContent = { readonly objects: readonly RenderedObject[] } | { readonly problem: string };

/** The Kubernetes objects of a document; a List (`kind` ends in List, with `items`) is its items. */
export function objectsOf(value: Json): DocumentContent {
  if (value === null) return { objects: [] };
  if (!isObject(value)) return { problem: 'it is not a mapping, as every Kubernetes object is' };
  if (Object.keys(value).length === 0) return { objects: [] };
  const { items } = value;
  if (typeof value.kind === 'string' && value.kind.endsWith('List') && isArray(items)) {
    const objects: RenderedObject[] = [];
    for (const [index, item] of items.entries()) {
      const one = objectOf(item, ['items', index], index);
      if ('problem' in one) return { problem: `item ${index} of its List is wrong: ${one.problem}` };
      objects.push(one);
    }
    return { objects };
  }
  const one = objectOf(value, [], null);
  return 'problem' in one ? one : { objects: [one] };
}

function objectOf(value: Json, path: Path, item: number | null): RenderedObject | { problem: string } {
  if (!isObject(value)) return { problem: 'it is not a mapping, as every Kubernetes object is' };
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || apiVersion === '') return { problem: 'it has no apiVersion' };
  if (typeof kind !== 'string' || kind === '') return { problem: 'it has no kind' };
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const name = metadata.name ?? metadata.generateName;
  const namespace = metadata.namespace;
  return {
    object: value,
    path,
    item,
    ref: {
      ...(item === null ? {} : { item }),
      apiVersion,
      kind,
      ...(typeof namespace === 'string' && namespace !== '' ? { namespace } : {}),
      name: typeof name === 'string' ? name : '',
    },
  };
}
