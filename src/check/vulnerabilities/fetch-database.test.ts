import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPorts } from '../../../test/support/ports.ts';
import { createFiles } from '../../io/files.ts';
import { DEFAULT_POLICY } from '../../policy/index.ts';
import { putInPlace } from './fetch-database.ts';

const NOW = new Date('2026-05-04T12:00:00Z');
const OLD = '2026-05-03T12:00:00.000Z';
const NEW = '2026-05-04T06:00:00.000Z';
const LATER = '2026-06-01T00:00:00.000Z';
const files = createFiles();

let folder: string;
let cache: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scg-pair-'));
  cache = join(folder, 'cache');
});
afterEach(() => rm(folder, { recursive: true }));

/** What Trivy leaves where it was told to fetch to: a database that says which one it is. */
async function fetched(updatedAt: string): Promise<string> {
  const draft = join(folder, `draft-${crypto.randomUUID()}`);
  await files.write(join(draft, 'db', 'trivy.db'), updatedAt);
  await files.write(join(draft, 'db', 'metadata.json'), JSON.stringify({ Version: 2, UpdatedAt: updatedAt }));
  return draft;
}

/** The machine's files, on which what is asked for comes about with some delay. */
function put(draft: string, delay = async (): Promise<void> => {}) {
  const slow = {
    ...files,
    move: async (from: string, to: string) => {
      await delay();
      const moved = await files.move(from, to);
      await delay();
      return moved;
    },
  };
  const clock = { now: () => NOW, elapsed: () => 0, sleep: async () => {} };
  const ports = createPorts({ clock, files: slow });
  return putInPlace(draft, cache, { policy: DEFAULT_POLICY.vulnerabilities, ports });
}

async function inPlace(): Promise<{ readonly database: string; readonly metadata: string }> {
  const [database, metadata] = await Promise.all(
    ['trivy.db', 'metadata.json'].map((name) => readFile(join(cache, 'db', name), 'utf8')),
  );
  return { database: database ?? '', metadata: JSON.parse(metadata ?? '').UpdatedAt };
}

describe('two runs that fetched different databases for one cache', () => {
  test.each([
    ['the older one is slower', 5, 0],
    ['the newer one is slower', 0, 5],
    ['both by turns', 3, 3],
  ])('leave the newer one, with its own metadata: %s', async (_, older, newer) => {
    for (let round = 0; round < 10; round += 1) {
      await rm(cache, { recursive: true, force: true });
      const drafts = [await fetched(OLD), await fetched(NEW)] as const;
      const problems = await Promise.all([
        put(drafts[0], () => sleep(Math.random() * older)),
        put(drafts[1], () => sleep(Math.random() * newer)),
      ]);
      expect(problems).toEqual([null, null]);
      expect(await inPlace()).toEqual({ database: NEW, metadata: NEW });
      expect(await readdir(cache)).toEqual(['db']);
    }
  });
});

test.each([
  ['an older one gives way', OLD, NEW, NEW],
  ['a newer one stays', NEW, OLD, NEW],
  ['one from the future gives way, since it may not decide', LATER, NEW, NEW],
  ['one that is too old gives way', '2026-01-01T00:00:00.000Z', OLD, OLD],
])('%s', async (_, there, comes, expected) => {
  expect(await put(await fetched(there))).toBeNull();
  const draft = await fetched(comes);
  expect(await put(draft)).toBeNull();
  expect(await inPlace()).toEqual({ database: expected, metadata: expected });
  expect(await readdir(folder)).toEqual(['cache']);
});

test('metadata without a database is none that could stay', async () => {
  await put(await fetched(NEW));
  await rm(join(cache, 'db', 'trivy.db'));
  expect(await put(await fetched(OLD))).toBeNull();
  expect(await inPlace()).toEqual({ database: OLD, metadata: OLD });
});

test('an archive without a database puts nothing in the place of what was there', async () => {
  await put(await fetched(OLD));
  const draft = await fetched(NEW);
  await rm(join(draft, 'db', 'trivy.db'));
  expect(await put(draft)).toMatchObject({ what: 'database-missing' });
  expect(await inPlace()).toEqual({ database: OLD, metadata: OLD });
});
