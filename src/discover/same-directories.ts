import type { Tree, TreeEntry } from '../domain/index.ts';

/** Do two directories hold the same files with the same bytes? Links and submodules never count as the same. */
export async function sameDirectories(tree: Tree, a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([filesBelow(tree, a), filesBelow(tree, b)]);
  if (left.size !== right.size) return false;
  for (const [name, entry] of left) {
    const other = right.get(name);
    if (entry.kind !== 'file' || other?.kind !== 'file' || entry.size !== other.size) return false;
    const [one, two] = await Promise.all([tree.read(entry.path), tree.read(other.path)]);
    if (Buffer.compare(one, two) !== 0) return false;
  }
  return true;
}

async function filesBelow(tree: Tree, directory: string): Promise<ReadonlyMap<string, TreeEntry>> {
  const prefix = directory === '' ? 0 : directory.length + 1;
  return new Map((await tree.list(directory)).map((entry) => [entry.path.slice(prefix), entry]));
}
