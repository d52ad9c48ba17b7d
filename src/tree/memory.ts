import { GateError, type Tree, type TreeEntry } from '../domain/index.ts';

/** What stands at a path: the text or bytes of a file, where a symbolic link leads, or a submodule. */
export type TreeContent = string | Uint8Array | { readonly link: string } | { readonly submodule: true };

/** A tree that exists only in memory: for tests, and for what is built on the way. */
export function memoryTree(contents: Readonly<Record<string, TreeContent>>, label = 'a tree in memory'): Tree {
  const entries = new Map<string, TreeEntry>();
  const files = new Map<string, Uint8Array>();
  for (const [path, content] of Object.entries(contents)) {
    if (typeof content === 'object' && 'link' in content) {
      entries.set(path, { kind: 'symlink', path, target: content.link });
    } else if (typeof content === 'object' && 'submodule' in content) {
      entries.set(path, { kind: 'submodule', path });
    } else {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      files.set(path, bytes);
      entries.set(path, { kind: 'file', path, size: bytes.length, executable: false });
    }
  }
  return entriesTree([...entries.values()], {
    label,
    commit: null,
    read: async (path) => files.get(path) ?? null,
  });
}

export interface EntriesSource {
  readonly label: string;
  readonly commit: string | null;
  /** The bytes of a file that is among the entries; null where they cannot be had after all. */
  read(path: string): Promise<Uint8Array | null>;
}

/** A tree whose entries are all known at the start. */
export function entriesTree(entries: readonly TreeEntry[], { label, commit, read }: EntriesSource): Tree {
  const sorted = [...entries].sort((a, b) => compare(a.path, b.path));
  const known = new Map(sorted.map((entry) => [entry.path, entry]));
  const directories = new Set(sorted.flatMap(({ path }) => ancestors(path)));
  return {
    label,
    commit,
    list: async (under = '') => (under === '' ? sorted : sorted.filter(({ path }) => path.startsWith(`${under}/`))),
    stat: async (path) => known.get(path) ?? (path === '' || directories.has(path) ? 'directory' : null),
    async read(path) {
      const bytes = known.get(path)?.kind === 'file' ? await read(path) : null;
      if (bytes !== null) return bytes;
      throw unreadable(path, label);
    },
  };
}

export function unreadable(path: string, label: string, why = 'there is no such file'): GateError {
  return new GateError({
    code: 'tree/unreadable',
    stage: 'tree',
    message: `${path} cannot be read in ${label}: ${why}.`,
    remedy: 'Name a file that is there and can be read.',
  });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) found.push(path.slice(0, at));
  return found;
}
