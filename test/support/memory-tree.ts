import type { Edit, Tree, TreeEntry } from '../../src/domain/index.ts';
import { applyEdits } from '../../src/fix/index.ts';

/** What a test puts at a path: text or bytes of a file, or where a symbolic link leads. */
export type Content = string | Uint8Array | { readonly link: string } | { readonly submodule: true };

/** A tree that exists only in memory. */
export function memoryTree(contents: Readonly<Record<string, Content>>): Tree {
  const paths = Object.keys(contents).sort();
  const bytes = (content: Content | undefined): Uint8Array | null => {
    if (typeof content === 'string') return Buffer.from(content);
    return content instanceof Uint8Array ? content : null;
  };
  const entry = (path: string): TreeEntry | null => {
    const content = contents[path];
    if (content === undefined) return null;
    if (typeof content === 'object' && 'link' in content) return { kind: 'symlink', path, target: content.link };
    if (typeof content === 'object' && 'submodule' in content) return { kind: 'submodule', path };
    return { kind: 'file', path, size: bytes(content)?.length ?? 0, executable: false };
  };
  const below = (under: string) => paths.filter((path) => under === '' || path.startsWith(`${under}/`));
  return {
    label: 'a tree of the test',
    commit: null,
    list: async (under = '') => below(under).flatMap((path) => entry(path) ?? []),
    stat: async (path) => entry(path) ?? (below(path).length > 0 ? 'directory' : null),
    async read(path) {
      const content = bytes(contents[path]);
      if (content === null) throw new Error(`the test's tree has no file ${path}`);
      return content;
    },
  };
}

/** The tree with edits made in its files. */
export function editedTree(tree: Tree, edits: readonly Edit[]): Tree {
  return {
    ...tree,
    async read(path) {
      const own = edits.filter((edit) => edit.file === path);
      const bytes = await tree.read(path);
      return own.length === 0 ? bytes : Buffer.from(applyEdits(Buffer.from(bytes).toString('utf8'), own));
    },
  };
}
