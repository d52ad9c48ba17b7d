import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Edit, Tree } from '../domain/index.ts';
import { applyEdits } from '../tree/index.ts';

/** A unified diff that `git apply` takes: files in path order, three lines of context. Empty for no edits. */
export async function unifiedDiff(tree: Tree, edits: readonly Edit[]): Promise<string> {
  const files = [...new Set(edits.map((edit) => edit.file))].sort((a, b) => (a < b ? -1 : 1));
  const patches: string[] = [];
  for (const file of files) {
    const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await tree.read(file));
    const after = applyEdits(
      before,
      edits.filter((edit) => edit.file === file),
    );
    if (before === after) continue;
    patches.push(
      createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      }),
    );
  }
  return patches.join('');
}
