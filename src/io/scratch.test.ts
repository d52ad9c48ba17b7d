import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command, CommandResult, Scratch } from '../domain/index.ts';
import { createExec } from './exec.ts';
import { overfull } from './scratch.ts';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const LINUX = process.platform === 'linux';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scg-scratch-'));
});
afterAll(() => rm(folder, { recursive: true }));

let made = 0;
const newScratch = (maxBytes: number): Scratch => {
  made += 1;
  return { directory: join(folder, String(made)), maxBytes };
};

describe('what counts as taken', () => {
  const plenty = () => 1000 * GIB;

  const many = (count: number, name: (at: number) => string, size: number): [string, number][] =>
    Array.from({ length: count }, (_, at) => [name(at), size]);

  test.each<[string, [string, number][], string | null]>([
    ['nothing', [], null],
    ['a file that is small enough', [['a', MIB - 8192]], null],
    ['a file', [['a', MIB]], 'more than 1 MiB of temporary files'],
    ['files in folders', many(8, (at) => `x/${at}/y/z`, MIB / 8), 'more than 1 MiB of temporary files'],
    // Their bytes are 256, and no disk holds so many for nothing.
    ['many entries', many(256, String, 1), 'more than 1 MiB of temporary files'],
  ])('%s', async (_, files, expected) => {
    const scratch = newScratch(MIB);
    await mkdir(scratch.directory);
    for (const [name, size] of files) {
      await mkdir(join(scratch.directory, name, '..'), { recursive: true });
      await writeFile(join(scratch.directory, name), Buffer.alloc(size));
    }
    expect(overfull(scratch, undefined, plenty)).toBe(expected);
  });

  test('a directory that is gone takes nothing', () => {
    expect(overfull(newScratch(MIB), process.pid, plenty)).toBeNull();
  });

  test.runIf(LINUX)('a removed file counts as long as it is open, and once', async () => {
    const scratch = newScratch(MIB);
    await mkdir(scratch.directory);
    const path = join(scratch.directory, 'removed');
    writeFileSync(path, Buffer.alloc(MIB * 0.75));
    const descriptors = [openSync(path, 'r'), openSync(path, 'r')];
    rmSync(path);
    expect(overfull(scratch, process.pid, plenty)).toBeNull();
    expect(overfull({ ...scratch, maxBytes: MIB / 2 }, process.pid, plenty)).toMatch(/^more than 524288 bytes/);
    for (const one of descriptors) closeSync(one);
    expect(overfull({ ...scratch, maxBytes: MIB / 2 }, process.pid, plenty)).toBeNull();
  });

  test.each([
    [1.5, 10, null],
    [1.5, 1.6, null],
    [1.5, 1.4, '1.5 GiB of temporary files, which is more than the disk has left'],
    // Whoever takes little is not to blame for a full disk.
    [0.9, 0.1, null],
  ])('of %f GiB with %f GiB left', async (taken, left, expected) => {
    const scratch = newScratch(8 * GIB);
    await mkdir(scratch.directory);
    await writeFile(join(scratch.directory, 'sparse'), '');
    await truncate(join(scratch.directory, 'sparse'), Math.floor(taken * GIB));
    expect(overfull(scratch, undefined, () => left * GIB)).toBe(expected);
  });
});

describe('a program with a limit of temporary files', () => {
  const exec = createExec();
  const command = (script: string, scratch: Scratch, network: Command['network'] = 'direct'): Command => ({
    program: process.execPath,
    args: ['--input-type=commonjs', '-e', `const fs = require('node:fs'); const { TMPDIR } = process.env; ${script}`],
    cwd: tmpdir(),
    env: {},
    network,
    timeoutMs: 20_000,
    maxOutputBytes: MIB,
    scratch,
  });
  const text = (result: CommandResult): string =>
    result.status === 'exited' ? Buffer.from(result.stdout).toString() : `${result.status}: ${result.reason}`;
  const wait = 'setInterval(() => {}, 1000);';

  test.each(['direct', 'none'] as const)('has them to itself, and leaves none: network %s', async (network) => {
    const scratch = newScratch(64 * MIB);
    const script = `fs.writeFileSync(TMPDIR + '/own', 'x'); process.stdout.write(TMPDIR + fs.readdirSync(TMPDIR))`;
    expect(text(await exec.run(command(script, scratch, network)))).toBe(`${scratch.directory}own`);
    expect(existsSync(scratch.directory)).toBe(false);
  });

  const few = `fs.mkdirSync(TMPDIR + '/a'); for (let at = 0; at < 8; at++) fs.writeFileSync(TMPDIR + '/a/' + at, Buffer.alloc(1 << 20));`;
  const one = `fs.writeFileSync(TMPDIR + '/one', Buffer.alloc(6 << 20));`;
  const huge = `try { fs.writeFileSync(TMPDIR + '/huge', Buffer.alloc(64 << 20)) } catch { process.exit(0) }`;
  const removed = `for (let at = 0; at < 8; at++) { const path = TMPDIR + '/' + at; fs.writeSync(fs.openSync(path, 'w'), Buffer.alloc(1 << 20)); fs.rmSync(path) }`;
  const rows: readonly (readonly [string, string])[] = [
    ['files together', few],
    ['one file', one],
    ['one file that it was quick with', `${one} process.exit(0);`],
    ...(LINUX
      ? ([
          ['files that it removed and holds open', removed],
          ['one file that could not grow any more', huge],
        ] as const)
      : []),
  ];

  test.each(rows)('is ended for %s, and leaves none', async (_, script) => {
    const scratch = newScratch(4 * MIB);
    const began = Date.now();
    const result = await exec.run(command(`${script} ${wait}`, scratch));
    expect(text(result)).toBe('disk-limit: more than 4 MiB of temporary files');
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(existsSync(scratch.directory)).toBe(false);
  });

  test('the ones after it find the disk as it was, and are not touched', async () => {
    const scratches = [4, 64, 64].map((size) => newScratch(size * MIB));
    const look = `process.stdout.write(JSON.stringify(fs.readdirSync(TMPDIR + '/..').filter((name) => ${JSON.stringify(
      scratches.map(({ directory }) => directory.split('/').at(-1)),
    )}.includes(name))))`;
    const scripts = [`${few} ${wait}`, look, look];
    const commands = scratches.map((scratch, index) => command(scripts[index] ?? '', scratch));
    expect((await Promise.all(exec.runAll(commands, 1))).map(text)).toEqual([
      'disk-limit: more than 4 MiB of temporary files',
      JSON.stringify([scratches[1]?.directory.split('/').at(-1)]),
      JSON.stringify([scratches[2]?.directory.split('/').at(-1)]),
    ]);
  });

  test('a directory that cannot be made is said', async () => {
    await writeFile(join(folder, 'file'), '');
    const scratch = { directory: join(folder, 'file', 'below'), maxBytes: MIB };
    expect(text(await exec.run(command('', scratch)))).toBe('not-started: no directory for its temporary files');
  });
});
