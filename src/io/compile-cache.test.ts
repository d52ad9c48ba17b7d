import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compiledCodeDirectory } from './compile-cache.ts';
import { createEnv } from './env.ts';

/** In a process of its own: the cache belongs to the whole process. */
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scg-compiled-'));
  writeFileSync(join(folder, 'module.mjs'), 'export const answer = () => 42;\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keep(directory: string): string {
  const source = JSON.stringify(join(import.meta.dirname, 'compile-cache.ts'));
  const module = JSON.stringify(join(folder, 'module.mjs'));
  const text = `const { keepCompiledCode } = await import(${source}); console.log(keepCompiledCode(${JSON.stringify(directory)}), (await import(${module})).answer())`;
  const env = { PATH: process.env.PATH ?? '' };
  return execFileSync(process.execPath, ['--input-type=module', '--eval', text], { encoding: 'utf8', env }).trim();
}

test('keeps compiled code in a directory of the user alone', () => {
  const directory = join(folder, 'a', 'compiled');
  expect(keep(directory)).toBe('true 42');
  expect(readdirSync(directory)).not.toEqual([]);
});

test.each([
  [
    'others may write to',
    (path: string): void => {
      mkdirSync(path);
      chmodSync(path, 0o777);
    },
  ],
  [
    'is a link to another',
    (path: string): void => {
      mkdirSync(`${path}-real`);
      symlinkSync(`${path}-real`, path);
    },
  ],
  ['is a file', (path: string): void => writeFileSync(path, '')],
])('keeps nothing where it %s, and runs all the same', (name, prepare) => {
  const directory = join(folder, name.replaceAll(' ', '-'));
  prepare(directory);
  expect(keep(directory)).toBe('false 42');
});

test.each([
  [
    'below a directory that others may write to',
    (path: string): void => {
      mkdirSync(path);
      chmodSync(path, 0o777);
    },
  ],
  ['in a repository', (path: string): void => void mkdirSync(join(path, '.git'), { recursive: true })],
])('keeps nothing %s, and makes nothing there', (name, prepare) => {
  const above = join(folder, name.replaceAll(' ', '-'));
  prepare(above);
  expect(keep(join(above, '.cache', 'compiled'))).toBe('false 42');
  expect(existsSync(join(above, '.cache'))).toBe(false);
});

test('keeps nothing by a link into a repository', () => {
  const repository = join(folder, 'work');
  mkdirSync(join(repository, '.git'), { recursive: true });
  symlinkSync(repository, join(folder, 'linked'));
  expect(keep(join(folder, 'linked', 'compiled'))).toBe('false 42');
  expect(existsSync(join(repository, 'compiled'))).toBe(false);
});

test.each([
  ['beside the programs', { HOME: '/home/dev' }, '/home/dev/.cache/supply-chain-gate/compiled'],
  ['where the user wants caches', { HOME: '/home/dev', XDG_CACHE_HOME: '/c' }, '/c/supply-chain-gate/compiled'],
  ['not on a runner', { HOME: '/home/dev', CI: 'true' }, null],
  ['not below the directory that is checked', { HOME: '/home/dev', XDG_CACHE_HOME: 'c' }, null],
  ['not without a home', {}, null],
])('%s', (_, variables, expected) => expect(compiledCodeDirectory(createEnv(variables))).toBe(expected));
