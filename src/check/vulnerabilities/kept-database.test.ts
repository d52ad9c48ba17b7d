import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFiles } from '../../io/files.ts';
import { createKeptDatabase } from './kept-database.ts';

const KEY = 'k'.repeat(64);
const ORIGIN = 'ghcr.io/aquasecurity/trivy-db:2';
const FILES = { 'trivy.db': 'every advisory', 'metadata.json': '{"Version":2}' };
const files = createFiles();
const ports = { files, log: { progress: () => {}, info: () => {}, warn: () => {} } };

interface Scene {
  readonly cache: string;
  /** The only folder in it. */
  readonly folder: string;
  restore(key?: string, origin?: string): Promise<Readonly<Record<string, string>> | null>;
  restoreMetadata(key?: string, origin?: string): Promise<Readonly<Record<string, string>> | null>;
}

/** A cache in which one job has kept its database. */
async function withKept(use: (scene: Scene) => Promise<void>): Promise<void> {
  await files.withTemporaryDirectory('kept-database', async (directory) => {
    const cache = join(directory, 'cache');
    const made = join(directory, 'made');
    mkdirSync(join(made, 'db'), { recursive: true });
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(made, 'db', name), text);
    await createKeptDatabase({ directory: cache, key: KEY }, ORIGIN, ports).keep(made);
    const [name = ''] = existsSync(join(cache, 'trivy-db-v2')) ? readdirSync(join(cache, 'trivy-db-v2')) : [];
    let runs = 0;
    const by =
      (what: 'restore' | 'restoreMetadata') =>
      async (key = KEY, origin = ORIGIN): Promise<Readonly<Record<string, string>> | null> => {
        const target = join(directory, `run-${runs++}`);
        const restored = await createKeptDatabase({ directory: cache, key }, origin, ports)[what](target);
        const found = existsSync(join(target, 'db')) ? readdirSync(join(target, 'db')) : [];
        if (!restored) expect(found).toEqual([]);
        return restored
          ? Object.fromEntries(found.map((each) => [each, readFileSync(join(target, 'db', each), 'utf8')]))
          : null;
      };
    await use({
      cache,
      folder: join(cache, 'trivy-db-v2', name),
      restore: by('restore'),
      restoreMetadata: by('restoreMetadata'),
    });
  });
}

test('what one job keeps, the next one has, and nothing that was laid beside it', () =>
  withKept(async ({ folder, restore }) => {
    writeFileSync(join(folder, 'fanal.db'), 'planted');
    expect(await restore()).toEqual(FILES);
  }));

test.each<[string, (scene: Scene) => void]>([
  ['another database', ({ folder }) => writeFileSync(join(folder, 'trivy.db'), 'no advisory')],
  ['a later day', ({ folder }) => writeFileSync(join(folder, 'metadata.json'), '{"Version":2,"NextUpdate":"2099"}')],
  ['no seal', ({ folder }) => rmSync(join(folder, 'seal'))],
  ['an empty seal', ({ folder }) => writeFileSync(join(folder, 'seal'), '')],
  ['no database', ({ folder }) => rmSync(join(folder, 'trivy.db'))],
  ['no metadata', ({ folder }) => rmSync(join(folder, 'metadata.json'))],
  [
    'a directory for a database',
    ({ folder }) => {
      rmSync(join(folder, 'trivy.db'));
      mkdirSync(join(folder, 'trivy.db'));
    },
  ],
  [
    'files that have changed places',
    ({ folder }) => {
      renameSync(join(folder, 'trivy.db'), join(folder, 'x'));
      renameSync(join(folder, 'metadata.json'), join(folder, 'trivy.db'));
      renameSync(join(folder, 'x'), join(folder, 'metadata.json'));
    },
  ],
])('%s: it counts as none, and nothing of it is left for Trivy', (_, change) =>
  withKept(async (scene) => {
    change(scene);
    expect(await scene.restore()).toBeNull();
  }));

const DATE = { 'metadata.json': FILES['metadata.json'] };
test.each<[string, (scene: Scene) => void, object | null]>([
  ['as it was kept', () => {}, DATE],
  ['a database that is broken, which is found when it is needed', breakDatabase, DATE],
  [
    'a later day',
    ({ folder }) => writeFileSync(join(folder, 'metadata.json'), '{"Version":2,"NextUpdate":"2099"}'),
    null,
  ],
  ['no seal', ({ folder }) => rmSync(join(folder, 'seal')), null],
  ['no metadata', ({ folder }) => rmSync(join(folder, 'metadata.json')), null],
])('its date without the database: %s', (_, change, expected) =>
  withKept(async (scene) => {
    change(scene);
    expect(await scene.restoreMetadata()).toEqual(expected);
    expect(await scene.restoreMetadata('x'.repeat(64))).toBeNull();
    expect(await scene.restoreMetadata(KEY, 'mirror.example/trivy-db:2')).toBeNull();
  }));

function breakDatabase({ folder }: Scene): void {
  writeFileSync(join(folder, 'trivy.db'), 'no advisory');
}

test('another key, another list of repositories: none', () =>
  withKept(async ({ restore, folder, cache }) => {
    expect(await restore('x'.repeat(64))).toBeNull();
    expect(await restore(KEY, 'mirror.example/trivy-db:2')).toBeNull();
    // Nor where somebody moves it to where the other list's would be.
    const made = join(cache, 'made');
    cpSync(folder, join(made, 'db'), { recursive: true });
    await createKeptDatabase({ directory: cache, key: KEY }, 'mirror.example/trivy-db:2', ports).keep(made);
    for (const each of readdirSync(join(cache, 'trivy-db-v2'))) {
      if (!folder.endsWith(each)) cpSync(folder, join(cache, 'trivy-db-v2', each), { recursive: true });
    }
    expect(await restore(KEY, 'mirror.example/trivy-db:2')).toBeNull();
    expect(await restore()).toEqual(FILES);
  }));

test('any changed byte of any file: none', () =>
  withKept(async ({ folder, restore }) => {
    const all = readdirSync(folder).flatMap((name) => {
      const bytes = readFileSync(join(folder, name));
      // The line end of the seal says nothing.
      return [...Array(name === 'seal' ? bytes.length - 1 : bytes.length).keys()].map((at) => ({ name, bytes, at }));
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), fc.integer({ min: 1, max: 255 }), async ({ name, bytes, at }, mask) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ mask;
        writeFileSync(join(folder, name), changed);
        const restored = await restore();
        writeFileSync(join(folder, name), bytes);
        // Hexadecimal digits have two forms.
        if (name === 'seal' && changed.toString().toLowerCase() === bytes.toString()) return;
        expect(restored).toBeNull();
      }),
      { numRuns: 150 },
    );
  }));

test('a cache that cannot be written to is said, and the run goes on', () =>
  withKept(async ({ cache, folder }) => {
    const said: string[] = [];
    const log = { progress: () => {}, info: () => {}, warn: (line: string) => said.push(line) };
    const made = join(cache, 'made');
    renameSync(folder, join(mkdirSync(made, { recursive: true }) ?? made, 'db'));
    const file = join(cache, 'a-file');
    writeFileSync(file, '');
    await createKeptDatabase({ directory: file, key: KEY }, ORIGIN, { files, log }).keep(made);
    expect(said).toEqual([expect.stringContaining('cannot be kept in')]);
  }));
