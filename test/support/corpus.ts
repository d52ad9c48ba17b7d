import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree, TreeEntry } from '../../src/domain/index.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/corpus');

/** Where a part of the corpus is; it belongs beside the repository. */
export function corpusPath(name: string): string {
  const path = join(CORPUS, name);
  if (!existsSync(path)) throw new Error(`this test needs the corpus, and there is none at ${path}`);
  return path;
}

/** A part of the corpus beside the repository, read as it is, with more files put into it. */
export function corpusTree(name: string, more: Readonly<Record<string, string>> = {}): Tree {
  const root = corpusPath(name);
  const entry = (path: string): TreeEntry | 'directory' | null => {
    const text = more[path];
    if (text !== undefined) return { kind: 'file', path, size: Buffer.byteLength(text), executable: false };
    if (Object.keys(more).some((file) => file.startsWith(`${path}/`))) return 'directory';
    if (!existsSync(join(root, path))) return null;
    const stat = statSync(join(root, path));
    return stat.isDirectory() ? 'directory' : { kind: 'file', path, size: stat.size, executable: false };
  };
  const list = (under: string): TreeEntry[] =>
    (existsSync(join(root, under)) ? readdirSync(join(root, under)) : []).flatMap((child) => {
      const path = under === '' ? child : `${under}/${child}`;
      const found = entry(path);
      if (found === null) return [];
      return found === 'directory' ? list(path) : [found];
    });
  return {
    label: 'the corpus',
    commit: null,
    list: async (under = '') => list(under),
    stat: async (path) => entry(path),
    read: async (path) => Buffer.from(more[path] ?? readFileSync(join(root, path))),
  };
}

/** Names of the directories below one of the corpus. */
export function corpusDirectories(path: string): string[] {
  return readdirSync(corpusPath(path), { withFileTypes: true })
    .filter((child) => child.isDirectory())
    .map((child) => child.name);
}
