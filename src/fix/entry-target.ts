import { type Edit, isDelivered, type Manifest, type Source } from '../domain/index.ts';
import { imageListOf, type ObjectList, objectEntriesEdit } from './delivered-entries.ts';
import { entriesEdit, type ImageEntry } from './image-entries.ts';

/** What takes entries for images: the kustomization in a file, or a list of the object of Argo CD or Flux in it. */
export interface EntryTarget {
  /** Tells targets apart. */
  readonly key: string;
  readonly file: string;
  /** Null: the file is a kustomization. */
  readonly list: ObjectList | null;
}

/** An entry and where it goes. */
export interface PlacedEntry {
  readonly target: EntryTarget;
  readonly entry: ImageEntry;
}

/** Null where nothing that takes entries renders the source: none would reach its images. */
export function entryTarget(
  source: Source,
  manifests: readonly Manifest[],
  files: ReadonlySet<string>,
): EntryTarget | null {
  if (isDelivered(source)) {
    const list = imageListOf(source, manifests, files);
    if (list === null) return null;
    const { file } = list.manifest.place(['spec']).location;
    return { key: JSON.stringify([list.manifest.ref, list.manifest.namespace, list.path]), file, list };
  }
  if (source.kind !== 'kustomize') return null;
  const file = kustomizationFile(source.root, files);
  return file === null ? null : { key: file, file, list: null };
}

/** The kustomization in a directory, by the names that kustomize takes. */
function kustomizationFile(root: string, files: ReadonlySet<string>): string | null {
  const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
  const paths = names.map((name) => (root === '' ? name : `${root}/${name}`));
  return paths.find((path) => files.has(path)) ?? null;
}

/** One edit that adds the entries; null where the text is of a kind that does not take them. */
export function targetEdit(
  { file, list }: EntryTarget,
  entries: readonly ImageEntry[],
  read: (file: string) => string,
): Edit | null {
  const text = read(file);
  if (text === '') return null;
  return list === null ? entriesEdit(file, text, entries) : objectEntriesEdit(list, entries, read);
}
