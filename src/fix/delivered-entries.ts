import {
  type DeliveredSource,
  type Edit,
  get,
  isArray,
  isAt,
  type Json,
  type Manifest,
  type Path,
} from '../domain/index.ts';
import { fieldEdits } from './field-edits.ts';
import { ownMapping } from './field-places.ts';
import { entryItem, type ImageEntry, type ListItem, listEdit } from './image-entries.ts';

/** The list of an object of Argo CD or Flux that takes entries for images. */
export interface ObjectList {
  readonly manifest: Manifest;
  readonly path: Path;
  /** `renderer`: a post-renderer around the entries. `reference`: Argo CD's `name:tag@digest`. */
  readonly items: 'entry' | 'renderer' | 'reference';
}

/**
 * Where a delivery says which images its objects get: a Kustomization's `spec.images`, the last post-renderer of a
 * HelmRelease, `kustomize.images` of an Application of a kustomization. Null: it has no such list.
 */
export function imageListOf(
  source: DeliveredSource,
  manifests: readonly Manifest[],
  files: ReadonlySet<string>,
): ObjectList | null {
  const manifest = manifests.find(({ ref, source: home }) => isAt(ref, source.object) && home !== source);
  if (manifest === undefined) return null;
  const { kind } = manifest.ref;
  if (kind === 'Kustomization') return { manifest, path: ['spec', 'images'], items: 'entry' };
  if (kind === 'HelmRelease') return ofRelease(manifest);
  // Elements of a set share its template.
  if (kind !== 'Application' || !isKustomization(source, files)) return null;
  const at = /^spec\.(?:source|sources\[(\d+)\])$/.exec(source.part);
  if (at === null) return null;
  const within: Path = at[1] === undefined ? ['spec', 'source'] : ['spec', 'sources', Number(at[1])];
  return { manifest, path: [...within, 'kustomize', 'images'], items: 'reference' };
}

function ofRelease(manifest: Manifest): ObjectList {
  const renderers: Path = ['spec', 'postRenderers'];
  const listed = get(manifest.object, ...renderers);
  const last = isArray(listed) ? listed.length - 1 : -1;
  const path: Path = [...renderers, last, 'kustomize', 'images'];
  const isThere = last >= 0 && isArray(get(manifest.object, ...path));
  return isThere ? { manifest, path, items: 'entry' } : { manifest, path: renderers, items: 'renderer' };
}

function isKustomization({ root }: DeliveredSource, files: ReadonlySet<string>): boolean {
  const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
  return names.some((name) => files.has(root === '' ? name : `${root}/${name}`));
}

/** One edit that adds the entries; null where the object's file does not take it. */
export function objectEntriesEdit(
  { manifest, path, items }: ObjectList,
  entries: readonly ImageEntry[],
  read: (file: string) => string,
): Edit | null {
  const current = get(manifest.object, ...path);
  const added = items === 'renderer' ? [rendererItem(entries)] : entries.map(items === 'entry' ? entryItem : textItem);
  if (isArray(current)) {
    const { file, startLine: line, startColumn: column, exact } = manifest.place(path).location;
    return exact ? listEdit({ file, line, column }, read(file), added) : null;
  }
  if (current !== undefined && current !== null) return null;
  const place = ownMapping({ manifest, path }, read);
  const value = items === 'reference' ? entries.map(referenceOf) : entries.map(mappingOf);
  const whole: Json = items === 'renderer' ? [{ kustomize: { images: value } }] : value;
  const [edit, ...more] = (place === null ? null : fieldEdits([{ place, value: whole }], read)) ?? [];
  return edit === undefined || more.length > 0 ? null : edit;
}

function mappingOf({ name, tag, digest }: ImageEntry): Json {
  return { name, ...(tag === null ? {} : { newTag: tag }), digest };
}

function referenceOf({ name, tag, digest }: ImageEntry): string {
  return `${name}${tag === null ? '' : `:${tag}`}@${digest}`;
}

function textItem(entry: ImageEntry): ListItem {
  return { lines: [referenceOf(entry)], flow: JSON.stringify(referenceOf(entry)) };
}

function rendererItem(entries: readonly ImageEntry[]): ListItem {
  const items = entries.map(entryItem);
  const lines = items.flatMap((item) => item.lines.map((line, index) => `    ${index === 0 ? '- ' : '  '}${line}`));
  const flow = `{kustomize: {images: [${items.map((item) => item.flow).join(', ')}]}}`;
  return { lines: ['kustomize:', '  images:', ...lines], flow };
}
