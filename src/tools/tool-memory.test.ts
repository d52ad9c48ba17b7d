import { mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createFiles } from '../io/files.ts';
import { createToolMemory } from './tool-memory.ts';

const SIZE = 8 * 1024 * 1024;
const SHA = 'a'.repeat(64);
const files = createFiles();

interface Scene {
  readonly program: string;
  /** Another place that is looked at first. */
  readonly before: string;
  /** Where it is remembered. */
  readonly record: string;
  question: string;
  looked: string[];
}

/** Trivy at `program`, remembered a minute after it was installed; then `change`; then asked for. */
async function recalled(
  change: (scene: Scene) => void,
  { size = SIZE, version = '0.69.3', linked = false, waited = 60_000 } = {},
): Promise<boolean> {
  return files.withTemporaryDirectory('tool-memory', async (home) => {
    const program = join(home, 'bin', 'trivy');
    mkdirSync(dirname(program));
    const real = linked ? join(home, 'version-manager') : program;
    writeFileSync(real, Buffer.alloc(size, 1));
    if (linked) symlinkSync(real, program);
    const clock = { now: () => new Date(Date.now() + waited), elapsed: () => 0, sleep: async () => {} };
    const env = { get: (name: string) => (name === 'HOME' ? home : undefined) };
    const memory = createToolMemory({ clock, env, files });
    const scene: Scene = {
      program,
      before: join(home, 'first', 'trivy'),
      record: join(home, '.cache', 'supply-chain-gate', 'tools', 'trivy.json'),
      question: 'on PATH',
      looked: [program],
    };
    const tool = { name: 'trivy', path: program, version, sha256: SHA } as const;
    await memory.remember(tool, scene.question, scene.looked);
    change(scene);
    const found = await memory.recall('trivy', scene.question, scene.looked);
    if (found !== null) expect(found).toEqual(tool);
    return found !== null;
  });
}

const rewrite = (path: string): void => {
  const { atime, mtime } = statSync(path);
  writeFileSync(path, Buffer.alloc(SIZE, 2));
  utimesSync(path, atime, mtime);
};

test.each<[string, (scene: Scene) => void, boolean]>([
  ['nothing changed', () => {}, true],
  ['it was written since, to the same size and with its old time', ({ program }) => rewrite(program), false],
  [
    'another file was put in its place',
    ({ program }) => {
      writeFileSync(`${program}.new`, Buffer.alloc(SIZE, 2));
      renameSync(`${program}.new`, program);
    },
    false,
  ],
  ['it is gone', ({ program }) => renameSync(program, `${program}.old`), false],
  [
    'another one is found before it',
    (scene) => {
      mkdirSync(dirname(scene.before));
      writeFileSync(scene.before, '');
      scene.looked = [scene.before, scene.program];
    },
    false,
  ],
  [
    'the policy asks for another one',
    (scene) => {
      scene.question = 'by path';
    },
    false,
  ],
  [
    'it is a link in a circle',
    ({ program }) => {
      rmSync(program);
      symlinkSync(program, program);
    },
    false,
  ],
  ['what is remembered is broken', ({ record }) => writeFileSync(record, '{"question":'), false],
])('%s', async (_, change, expected) => {
  expect(await recalled(change)).toBe(expected);
});

test.each<[string, Parameters<typeof recalled>[1]]>([
  ['a small program, which may hand on to another', { size: 1000 }],
  ['a link to a version manager', { linked: true }],
  ['one that was installed a second ago, and may still change', { waited: 1_000 }],
  ['a version that is known to be malicious', { version: '0.69.4' }],
])('never: %s', async (_, other) => {
  expect(await recalled(() => {}, other)).toBe(false);
});
