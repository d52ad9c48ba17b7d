import { expect, test } from 'vitest';
import { insideTree, memoryTree, resolveInTree } from './index.ts';

const tree = memoryTree({
  'a/real.txt': 'x',
  'a/link': { link: 'real.txt' },
  'a/up': { link: '../b' },
  'b/file': 'y',
  'b/back': { link: '../a/up/file' },
  out: { link: '../etc/passwd' },
  absolute: { link: '/etc/passwd' },
  loop: { link: 'loop' },
  round: { link: 'about' },
  about: { link: 'round' },
  dangling: { link: 'nothing' },
  sub: { submodule: true },
});

test.each([
  ['a/real.txt', { kind: 'found', path: 'a/real.txt', is: 'file' }],
  ['a/link', { kind: 'found', path: 'a/real.txt', is: 'file' }],
  ['a/up/file', { kind: 'found', path: 'b/file', is: 'file' }],
  ['b/back', { kind: 'found', path: 'b/file', is: 'file' }],
  ['a/up', { kind: 'found', path: 'b', is: 'directory' }],
  ['', { kind: 'found', path: '', is: 'directory' }],
  ['out', { kind: 'outside', link: 'out' }],
  ['absolute', { kind: 'outside', link: 'absolute' }],
  ['loop', { kind: 'loop', link: 'loop' }],
  ['round', { kind: 'loop', link: 'round' }],
  ['dangling', { kind: 'missing' }],
  ['a/none', { kind: 'missing' }],
  ['sub', { kind: 'found', path: 'sub', is: 'submodule' }],
])('%s leads to %o', async (path, expected) => {
  expect(await resolveInTree(tree, path)).toEqual(expected);
});

test.each([
  ['a/../b', 'b'],
  ['./a/', 'a'],
  ['.', ''],
  ['a/../..', null],
  ['../x', null],
  ['/x', null],
  ['..x/y', '..x/y'],
])('%s is %s inside the tree', (path, expected) => {
  expect(insideTree(path)).toBe(expected);
});
