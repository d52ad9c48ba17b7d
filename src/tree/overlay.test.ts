import { expect, test } from 'vitest';
import { memoryTree, overlayTree } from './index.ts';

const tree = memoryTree({ 'a.yaml': 'image: shop:1\nname: a\n', 'b.yaml': 'image: shop:1\n' });
const edit = { file: 'a.yaml', startLine: 1, startColumn: 8, endLine: 1, endColumn: 14, text: 'shop:2' };

async function text(path: string, edited = overlayTree(tree, [edit])) {
  return Buffer.from(await edited.read(path)).toString('utf8');
}

test('an edited file reads as edited, others as they are, and the tree below is untouched', async () => {
  expect(await text('a.yaml')).toBe('image: shop:2\nname: a\n');
  expect(await text('b.yaml')).toBe('image: shop:1\n');
  expect(await text('a.yaml', tree)).toBe('image: shop:1\nname: a\n');
});

test('entries are those of the tree, with the new sizes; it is no longer the commit', async () => {
  const edited = overlayTree({ ...tree, commit: 'a'.repeat(40) }, [{ ...edit, text: 'shop:22' }]);
  expect((await edited.list()).map((entry) => [entry.path, 'size' in entry && entry.size])).toEqual([
    ['a.yaml', 23],
    ['b.yaml', 14],
  ]);
  expect(await edited.stat('a.yaml')).toEqual({ kind: 'file', path: 'a.yaml', size: 23, executable: false });
  expect(await edited.stat('')).toBe('directory');
  expect(edited.commit).toBeNull();
});

test('line ends and a byte-order mark stay; columns do not count the mark, and count UTF-16 units', async () => {
  const odd = memoryTree({ 'a.yaml': '\uFEFFx: "\u{1F600}" # one\r\ny: 2\r\n' });
  const edits = [
    { ...edit, startColumn: 4, endColumn: 8, text: "'z'" },
    { ...edit, startLine: 2, startColumn: 4, endLine: 2, endColumn: 5, text: '3' },
  ];
  const edited = await overlayTree(odd, edits).read('a.yaml');
  expect(Buffer.from(edited).toString('utf8')).toBe("\uFEFFx: 'z' # one\r\ny: 3\r\n");
});

test('a file that is not UTF-8 is not edited', async () => {
  const binary = memoryTree({ 'a.yaml': Uint8Array.of(0xff, 0x0a) });
  await expect(overlayTree(binary, [edit]).read('a.yaml')).rejects.toMatchObject({ code: 'tree/unreadable' });
});

test('an edit that does not fit the file is refused', async () => {
  await expect(overlayTree(tree, [{ ...edit, startLine: 9, endLine: 9 }]).read('a.yaml')).rejects.toMatchObject({
    code: 'fix/misplaced',
  });
});

test('without edits it is the tree itself', () => {
  expect(overlayTree(tree, [])).toBe(tree);
});
