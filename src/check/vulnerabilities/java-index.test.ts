import { describe, expect, test } from 'vitest';
import { createPorts } from '../../../test/support/ports.ts';
import { completePolicy } from '../../policy/schema.ts';
import { prepareJavaIndex } from './java-index.ts';
import type { Trivy, TrivyCommand } from './trivy.ts';

const NOW = new Date('2026-05-20T12:00:00Z');
const DAY_MS = 86_400_000;
const ago = (days: number): string => new Date(NOW.getTime() - days * DAY_MS).toISOString();
const metadata = (days: number, downloaded = days) =>
  JSON.stringify({ Version: 1, UpdatedAt: ago(days), NextUpdate: ago(days - 3), DownloadedAt: ago(downloaded) });

interface Given {
  /** What a download puts there; null: it fails. */
  readonly fetched?: string | null;
  readonly knows?: boolean;
  /** Of an earlier run that ended half-way. */
  readonly due?: string;
  /** Nothing can be moved or removed there. */
  readonly isReadOnly?: boolean;
}

/** The user's cache on the command line, with this metadata of an index; what is left there, said and run. */
async function prepare(
  text: string | null,
  { fetched = metadata(0), knows = true, due, isReadOnly = false }: Given = {},
) {
  const [here, waiting] = ['/cache/java-db/metadata.json', '/cache/java-db/due.json'];
  const disk = new Map<string, string>();
  if (text !== null) disk.set(here, text);
  if (due !== undefined) disk.set(waiting, due);
  const commands: TrivyCommand[] = [];
  const warnings: string[] = [];
  const ports = createPorts({
    clock: { now: () => NOW, elapsed: () => 0, sleep: async () => {} },
    log: { progress: () => {}, info: () => {}, warn: (line) => warnings.push(line) },
    files: {
      read: async (path) => {
        const found = disk.get(path);
        return found === undefined ? null : Buffer.from(found);
      },
      write: async () => {},
      append: async () => {},
      writePieces: async () => {},
      copy: async () => '',
      exclusively: (_, use) => use(),
      hash: async () => null,
      move: async (from, to) => {
        if (isReadOnly) throw Object.assign(new Error('no'), { code: 'EROFS' });
        const found = disk.get(from);
        if (found === undefined) return false;
        disk.delete(from);
        disk.set(to, found);
        return true;
      },
      exists: async (path) => disk.has(path),
      makeDirectory: async () => {},
      remove: async (path) => {
        if (isReadOnly) throw Object.assign(new Error('no'), { code: 'EROFS' });
        disk.delete(path);
      },
      stamp: async () => null,
      readPart: async () => null,
      withTemporaryDirectory: (prefix, use) => use(`/tmp/${prefix}`),
    },
  });
  const purl = 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1';
  const stdout = Buffer.from(JSON.stringify({ components: knows ? [{ purl }] : [] }));
  const trivy: Trivy = {
    version: '0.69.3',
    sha256: '',
    directory: '/tmp/run',
    run: async (command) => {
      commands.push(command);
      if (!command.flags.includes('--download-java-db-only')) return { status: 'exited', code: 0, stdout, stderr: '' };
      if (fetched === null) return { status: 'exited', code: 1, stdout, stderr: 'FATAL no index' };
      disk.set(`${command.cacheDirectory}/java-db/trivy-java.db`, 'archives');
      disk.set(`${command.cacheDirectory}/java-db/metadata.json`, fetched);
      return { status: 'exited', code: 0, stdout, stderr: '' };
    },
    runAll: async () => [],
    confirm: async () => {},
  };
  const open = () => Promise.reject(new Error('not asked for'));
  const database = { cacheDirectory: '/cache', updatedAt: NOW, identity: [], mayFetch: true, knowsCanary: false, open };
  const { vulnerabilities: policy } = completePolicy({ version: 1 });
  const accessTo = async () => ({ host: '', credential: null, insecure: false });
  const index = await prepareJavaIndex(trivy, database, { policy, ports, accessTo });
  return { index, commands, warnings, seen: () => disk.get(here) ?? null, kept: () => disk.get(waiting) ?? null };
}

describe('an index in the cache of an earlier run', () => {
  test.each<[string, string | null, boolean, string | null, string | null]>([
    ['none', null, true, null, null],
    ['a good one stays', metadata(1), true, metadata(1), null],
    ['one that is due, and was fetched today, stays', metadata(4, 0.5), true, metadata(4, 0.5), null],
    [
      'one that is due is out of sight, so that the first image with archives fetches it anew',
      metadata(4),
      true,
      null,
      metadata(4),
    ],
    ['one that does not know what any does goes', metadata(1), false, null, null],
    ['one without a date goes', '{}', true, null, null],
    ['one that is too old goes', metadata(20), true, null, null],
  ])('%s', async (_, text, knows, seen, kept) => {
    const after = await prepare(text, { knows });
    expect([after.seen(), after.kept(), after.index.database.cacheDirectory]).toEqual([seen, kept, '/cache']);
  });

  test('is tried by the name of the archive alone, without a network', async () => {
    const { commands } = await prepare(metadata(1));
    expect(commands).toMatchObject([{ command: 'rootfs', access: null, target: '/tmp/run/java-canary' }]);
  });
});

describe('one that is due', () => {
  test.each<[string, string | null, Given]>([
    ['of this run', metadata(4), {}],
    ['of a run that ended before it had another', null, { due: metadata(4) }],
  ])('%s gives way to a new one', async (_, text, given) => {
    const after = await prepare(text, given);
    expect(await after.index.fetch()).toBeNull();
    expect([after.seen(), after.kept(), after.warnings]).toEqual([metadata(0), null, []]);
  });

  test.each<[string, string | null, Given]>([
    ['of this run', metadata(4), {}],
    ['of a run that ended before it had another', null, { due: metadata(4) }],
  ])('%s decides where no new one can be had', async (_, text, given) => {
    const after = await prepare(text, { ...given, fetched: null });
    expect(await after.index.fetch()).toBeNull();
    expect([after.seen(), after.kept()]).toEqual([metadata(4), null]);
    expect(after.warnings).toEqual([expect.stringMatching(/^Trivy could not fetch .* due to be renewed, is used\.$/)]);
  });

  test('a new one that may not decide leaves it', async () => {
    const after = await prepare(metadata(4), { fetched: metadata(20) });
    expect(await after.index.fetch()).toBeNull();
    expect(after.seen()).toBe(metadata(4));
  });

  test.each<[string, boolean, string]>([
    ['serves, if it knows what any does', true, '/cache'],
    ['is left out of sight, if it does not', false, '/tmp/run/without-java'],
  ])('one in a cache that is read-only %s', async (_, knows, cacheDirectory) => {
    const { index, commands } = await prepare(metadata(4), { knows, isReadOnly: true });
    expect(commands.map(({ target }) => target)).toEqual(['/tmp/run/java-canary']);
    expect(index.database.cacheDirectory).toBe(cacheDirectory);
  });

  test.each<[string, Given]>([
    ['that knows nothing decides nothing', { due: metadata(4), knows: false }],
    ['that is too old by now decides nothing', { due: metadata(20) }],
  ])('and %s', async (_, given) => {
    const after = await prepare(null, { ...given, fetched: null });
    expect(await after.index.fetch()).toMatchObject({ cause: 'infrastructure' });
    expect(after.seen()).toBeNull();
  });
});

test('is fetched once, however many ask, to where no scan reads before it was tried', async () => {
  const { index, commands } = await prepare(null);
  await Promise.all([index.fetch(), index.fetch()]);
  const downloads = commands.filter(({ flags }) => flags.includes('--download-java-db-only'));
  expect(downloads.map(({ cacheDirectory }) => cacheDirectory)).toEqual(['/tmp/run/java']);
});
