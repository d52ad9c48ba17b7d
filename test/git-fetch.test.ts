import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ports } from '../src/domain/index.ts';
import { createExec } from '../src/io/exec.ts';
import { createFiles } from '../src/io/files.ts';
import type { GitRepository } from '../src/io/git-command.ts';
import { fetchCommit } from '../src/io/git-fetch.ts';
import { gitTree, resolveCommit } from '../src/io/git-tree.ts';

const git = ['/usr/bin/git', '/usr/local/bin/git', '/opt/homebrew/bin/git'].find((path) => existsSync(path)) ?? '';
let directory = '';
let base = '';
let finish: () => void = () => {};
let removed: Promise<void> = Promise.resolve();

function run(at: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
  return execFileSync(git, [...identity, '-C', at, ...args], { encoding: 'utf8' }).trim();
}

const repository = (name: string): GitRepository => ({ directory: join(directory, name), git, exec: createExec() });
const env: Pick<Ports, 'env'> = { env: { get: (name) => (name === 'PATH' ? process.env.PATH : undefined) } };
const fetchInto = (name: string, commit: string) => fetchCommit(repository(name), commit, env);

/** origin: one -> two, where a clone of depth 1 has only `two`. */
beforeAll(async () => {
  await new Promise<void>((ready) => {
    removed = createFiles().withTemporaryDirectory('git-fetch', async (temporary) => {
      directory = temporary;
      ready();
      await new Promise<void>((done) => {
        finish = done;
      });
    });
  });
  const origin = join(directory, 'origin');
  await mkdir(origin);
  run(origin, 'init', '--quiet', '--initial-branch=main');
  run(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  await writeFile(join(origin, 'a.yaml'), 'a: 1\n');
  run(origin, 'add', '.');
  run(origin, 'commit', '--quiet', '-m', 'one');
  base = run(origin, 'rev-parse', 'HEAD');
  await writeFile(join(origin, 'a.yaml'), 'a: 2\n');
  run(origin, 'commit', '--quiet', '-a', '-m', 'two');
});

afterAll(async () => {
  finish();
  await removed;
});

function clone(name: string, ...options: string[]): void {
  run(directory, 'clone', '--quiet', ...options, pathToFileURL(join(directory, 'origin')).href, name);
}

test('a shallow clone gets the commit, and its files read as objects', async () => {
  clone('shallow', '--depth=1');
  await expect(resolveCommit(repository('shallow'), base)).rejects.toMatchObject({ code: 'tree/no-such-commit' });
  await fetchInto('shallow', base);
  const tree = await gitTree(repository('shallow'), await resolveCommit(repository('shallow'), base));
  expect(Buffer.from(await tree.read('a.yaml')).toString()).toBe('a: 1\n');
  expect(run(join(directory, 'shallow'), 'status', '--porcelain')).toBe('');
});

test('a complete clone stays complete', async () => {
  clone('complete');
  const origin = join(directory, 'origin');
  run(origin, 'commit', '--quiet', '--allow-empty', '-m', 'three');
  await fetchInto('complete', run(origin, 'rev-parse', 'HEAD'));
  expect(run(join(directory, 'complete'), 'rev-parse', '--is-shallow-repository')).toBe('false');
});

test('a commit that is there is not asked for', async () => {
  clone('present');
  run(join(directory, 'present'), 'remote', 'set-url', 'origin', 'file:///nowhere');
  await fetchInto('present', base);
});

test('hooks of the clone do not run', async () => {
  clone('hooked', '--depth=1');
  const hook = join(directory, 'hooked/.git/hooks/reference-transaction');
  await mkdir(join(directory, 'hooked/.git/hooks'), { recursive: true });
  await writeFile(hook, `#!/bin/sh\ntouch ${join(directory, 'pwned')}\n`, { mode: 0o755 });
  await fetchInto('hooked', base);
  expect(existsSync(join(directory, 'pwned'))).toBe(false);
});

test.each([
  ['the remote does not have it', 'absent', null],
  ['the remote is not there', 'gone', 'file:///nowhere'],
  ['the remote would be a program', 'program', 'ext::sh -c "exit 1"'],
])('%s: an error that says what to set', async (_, name, url) => {
  clone(name, '--depth=1');
  if (url !== null) run(join(directory, name), 'remote', 'set-url', 'origin', url);
  await expect(fetchInto(name, url === null ? 'f'.repeat(40) : base)).rejects.toMatchObject({
    code: 'tree/fetch-failed',
    remedy: expect.stringContaining('fetch-depth'),
  });
});
