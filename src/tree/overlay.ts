import { type Edit, GateError, type Tree } from '../domain/index.ts';
import { applyEdits } from './edits.ts';

/**
 * The tree with edits made in its files, everything else as it was. Lines that no edit touches keep their endings, and
 * a byte-order mark stays: columns do not count it.
 *
 * @throws GateError (on `read`) `fix/misplaced` for an edit outside of its file, `tree/unreadable` for one of a file
 * that is not UTF-8 text.
 */
export function overlayTree(tree: Tree, edits: readonly Edit[]): Tree {
  if (edits.length === 0) return tree;
  const byFile = Map.groupBy(edits, (edit) => edit.file);
  const edited = new Map<string, Promise<Uint8Array>>();

  const read = (path: string): Promise<Uint8Array> => {
    const own = byFile.get(path);
    if (own === undefined) return tree.read(path);
    const known = edited.get(path) ?? tree.read(path).then((bytes) => editBytes(bytes, own, path));
    edited.set(path, known);
    return known;
  };
  const sized = async <T>(entry: T): Promise<T> => {
    const isEdited =
      typeof entry === 'object' &&
      entry !== null &&
      'path' in entry &&
      'size' in entry &&
      byFile.has(String(entry.path));
    return isEdited ? { ...entry, size: (await read(String(entry.path))).length } : entry;
  };
  return {
    label: `${tree.label} with edits`,
    // It is no longer what the commit holds.
    commit: null,
    list: async (under) => Promise.all((await tree.list(under)).map(sized)),
    stat: async (path) => sized(await tree.stat(path)),
    read,
  };
}

function editBytes(bytes: Uint8Array, edits: readonly Edit[], path: string): Uint8Array {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new GateError({
      code: 'tree/unreadable',
      stage: 'tree',
      message: `${path} is not UTF-8 text, so it cannot be edited.`,
      remedy: 'Save the file as UTF-8.',
    });
  }
  return new TextEncoder().encode(applyEdits(text, edits));
}
