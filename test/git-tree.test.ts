import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createExec } from '../src/io/exec.ts';
import type { GitRepository } from '../src/io/git-command.ts';
import { gitTree, resolveCommit } from '../src/io/git-tree.ts';

const git = ['/usr/bin/git', '/usr/local/bin/git', '/opt/homebrew/bin/git'].find((path) => existsSync(path)) ?? '';
const LFS = 'version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 12\n';
let directory = '';

function run(...args: string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'protocol.file.allow=always'];
  return execFileSync(git, [...identity, '-C', directory, ...args], { encoding: 'utf8' }).trim();
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(directory, path)), { recursive: true });
  await writeFile(join(directory, path), content);
}

const repository = (): GitRepository => ({ directory, git, exec: createExec() });
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'git-tree-'));
  run('init', '--quiet', '--initial-branch=main');
  await put('deploy/a.yaml', 'a: 1\r\n');
  await put('deploy/über "x"\n.yaml', 'b: 1\n');
  await put('deploy/run.sh', '#!/bin/sh\n');
  await chmod(join(directory, 'deploy/run.sh'), 0o755);
  await put('deploy/big.bin', Buffer.alloc(300_000, 'x\n'));
  await put('deploy/empty.yaml', '');
  await put('deploy/large.yaml', LFS);
  // A filter that would run a program, and text conversion that would change line ends, were files checked out.
  await put('.gitattributes', '* text=auto eol=crlf filter=evil\n');
  await symlink('../outside', join(directory, 'deploy/link'));
  run('-c', 'core.autocrlf=false', '-c', 'filter.evil.clean=cat', 'add', '.');
  run('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},vendor/lib`);
  run('commit', '--quiet', '-m', 'one');
  run('config', 'filter.evil.smudge', `touch ${join(directory, 'pwned')}`);
  run('config', 'core.fsmonitor', `touch ${join(directory, 'pwned')}`);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe("a commit's tree", () => {
  test('lists files, links and submodules in path order', async () => {
    const commit = await resolveCommit(repository(), 'main');
    const tree = await gitTree(repository(), commit);
    expect(tree.commit).toBe(run('rev-parse', 'HEAD'));
    expect(tree.label).toBe(`commit ${commit.slice(0, 7)}`);
    expect((await tree.list()).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'file .gitattributes',
      'file deploy/a.yaml',
      'file deploy/big.bin',
      'file deploy/empty.yaml',
      'file deploy/large.yaml',
      'symlink deploy/link',
      'file deploy/run.sh',
      'file deploy/über "x"\n.yaml',
      'submodule vendor/lib',
    ]);
    expect(await tree.stat('deploy/link')).toEqual({ kind: 'symlink', path: 'deploy/link', target: '../outside' });
    expect(await tree.stat('deploy/run.sh')).toMatchObject({ executable: true, size: 10 });
    expect(await tree.stat('deploy')).toBe('directory');
    expect(await tree.stat('')).toBe('directory');
    expect(await tree.stat('nothing')).toBeNull();
    expect((await tree.list('vendor')).map(({ path }) => path)).toEqual(['vendor/lib']);
  });

  test('reads objects as they are, many at once, and starts no filter', async () => {
    const tree = await gitTree(repository(), await resolveCommit(repository(), 'HEAD'));
    const names = [
      'deploy/a.yaml',
      'deploy/über "x"\n.yaml',
      'deploy/empty.yaml',
      'deploy/large.yaml',
      'deploy/a.yaml',
    ];
    const [a, b, empty, lfs, again] = await Promise.all(names.map((name) => tree.read(name)));
    expect([a, b, empty, lfs, again].map((bytes) => text(bytes ?? new Uint8Array()))).toEqual([
      'a: 1\n',
      'b: 1\n',
      '',
      LFS,
      'a: 1\n',
    ]);
    expect((await tree.read('deploy/big.bin')).length).toBe(300_000);
    expect(existsSync(join(directory, 'pwned'))).toBe(false);
  });

  test.each([
    'deploy',
    'deploy/link',
    'vendor/lib',
    'nothing',
    '../etc/passwd',
  ])('%s is no file to read', async (path) => {
    const tree = await gitTree(repository(), await resolveCommit(repository(), 'HEAD'));
    await expect(tree.read(path)).rejects.toMatchObject({ code: 'tree/unreadable' });
  });

  test('an object that is not in the clone is an error with a remedy', async () => {
    const tree = await gitTree(repository(), await resolveCommit(repository(), 'HEAD'));
    const id = run('rev-parse', 'HEAD:deploy/empty.yaml');
    const object = join(directory, '.git/objects', id.slice(0, 2), id.slice(2));
    const kept = execFileSync('/bin/cat', [object]);
    rmSync(object, { force: true });
    await expect(tree.read('deploy/empty.yaml')).rejects.toThrow(/not in this clone/);
    await writeFile(object, kept);
  });
});

describe('refs', () => {
  test.each([
    '',
    '-h',
    '--all',
    'nothing',
    'HEAD\nmain',
    'HEAD:deploy',
    'main@{u}',
  ])('%j names no commit', async (ref) => {
    await expect(resolveCommit(repository(), ref)).rejects.toMatchObject({ code: 'tree/no-such-commit' });
  });

  test('outside of a repository git says so', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'no-git-'));
    const lost = { ...repository(), directory: elsewhere };
    await expect(resolveCommit(lost, 'HEAD')).rejects.toMatchObject({ code: 'tree/git-failed' });
    rmSync(elsewhere, { recursive: true });
  });
});
