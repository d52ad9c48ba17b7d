import type { Location, Place, Tree, TreeEntry } from '../../domain/index.ts';
import type { VirtualFile } from './composition.ts';
import type { Fetched } from './fetched.ts';

/** A tree with files laid over it that exist nowhere, or in the place of its own. */
export function virtualTree(tree: Tree, files: readonly VirtualFile[]): Tree {
  if (files.length === 0) return tree;
  const known = new Map(files.map(({ path, text }) => [path, new TextEncoder().encode(text)]));
  const entryOf = (path: string, bytes: Uint8Array): TreeEntry => ({
    kind: 'file',
    path,
    size: bytes.length,
    executable: false,
  });
  return {
    label: tree.label,
    commit: null,
    async list(under = '') {
      const own = (await tree.list(under)).filter(({ path }) => !known.has(path));
      const added = [...known]
        .filter(([path]) => under === '' || path.startsWith(`${under}/`))
        .map(([path, bytes]) => entryOf(path, bytes));
      return [...own, ...added].sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async stat(path) {
      const bytes = known.get(path);
      if (bytes !== undefined) return entryOf(path, bytes);
      const isAbove = path !== '' && files.some((file) => file.path.startsWith(`${path}/`));
      return isAbove ? 'directory' : tree.stat(path);
    },
    read: async (path) => known.get(path) ?? tree.read(path),
  };
}

/** A place with what lies in virtual files taken back to where it is written. */
export function realPlace({ location, related }: Place, files: readonly VirtualFile[], fetched: Fetched | null): Place {
  const own = realLocation(location, files, fetched);
  const others = related.map((one) => realLocation(one, files, fetched));
  const all = [...own.related, ...others.flatMap((place) => [place.location, ...place.related])];
  const unique = new Map(all.map((one) => [JSON.stringify(one), one]));
  unique.delete(JSON.stringify(own.location));
  return { location: own.location, related: [...unique.values()] };
}

/** What was fetched is written in the object, as near as can be told. */
export function realLocation(location: Location, files: readonly VirtualFile[], fetched: Fetched | null): Place {
  const file = files.find(({ path }) => path === location.file);
  if (file === undefined && fetched !== null && isFetched(location.file, fetched)) return fetched.place;
  return file === undefined ? { location, related: [] } : file.place(location);
}

export function isFetched(file: string, { root }: Pick<Fetched, 'root'>): boolean {
  return file.startsWith(`${root}/`);
}
