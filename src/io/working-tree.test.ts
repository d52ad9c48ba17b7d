import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workingTree } from './working-tree.ts';

let directory = '';
let root = '';

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'working-tree-'));
  root = join(directory, 'root');
  await put('b.yaml', 'b: 1');
  await put('a/z.yaml', 'z: 1');
  await put('a-b/x.yaml', 'x: 1');
  await put('.git/config', 'secret');
  await put('sub/.git', 'gitdir: ../x');
  await put('sub/s.yaml', 's: 1');
  await put('node_modules/m/m.yaml', 'm: 1');
  await writeFile(join(directory, 'secret.yaml'), 'secret: 1');
  await symlink('../secret.yaml', join(root, 'out.yaml'));
  await symlink('a', join(root, 'inside'));
  await symlink(directory, join(root, 'absolute'));
  await symlink('nowhere', join(root, 'broken'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('lists what is there, sorted, without .git and node_modules', async () => {
  const tree = workingTree(root);
  expect((await tree.list()).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'file a-b/x.yaml',
    'file a/z.yaml',
    'symlink absolute',
    'file b.yaml',
    'symlink broken',
    'symlink inside',
    'symlink out.yaml',
    'file sub/s.yaml',
  ]);
  expect((await tree.list('a')).map(({ path }) => path)).toEqual(['a/z.yaml']);
  expect((await workingTree(root).list('a')).map(({ path }) => path)).toEqual(['a/z.yaml']);
  expect(await workingTree(root).list('nothing')).toEqual([]);
});

test('says what stands at a path', async () => {
  const tree = workingTree(root);
  expect(await tree.stat('')).toBe('directory');
  expect(await tree.stat('a')).toBe('directory');
  expect(await tree.stat('a/z.yaml')).toEqual({ kind: 'file', path: 'a/z.yaml', size: 4, executable: false });
  expect(await tree.stat('out.yaml')).toEqual({ kind: 'symlink', path: 'out.yaml', target: '../secret.yaml' });
  for (const path of ['nothing', 'b.yaml/x', '../secret.yaml', 'a/../b.yaml', './b.yaml', 'a//z.yaml', 'a\0']) {
    expect(await tree.stat(path), path).toBeNull();
  }
});

test.each([
  'out.yaml',
  'inside/z.yaml',
  'absolute/secret.yaml',
  'broken',
  '../secret.yaml',
  '.git/config',
  'sub/.git',
  'a',
  '',
])('%j is not read: it is a link, behind one, outside, or no file', async (path) => {
  await expect(workingTree(root).read(path)).rejects.toMatchObject({ code: 'tree/unreadable' });
});

test('reads bytes as they are, and says when a file has gone', async () => {
  await put('gone.yaml', 'x');
  const tree = workingTree(root);
  expect(Buffer.from(await tree.read('a/z.yaml')).toString()).toBe('z: 1');
  await tree.list();
  await rm(join(root, 'gone.yaml'));
  await expect(tree.read('gone.yaml')).rejects.toThrow(/gone\.yaml cannot be read.*no such file/);
});
