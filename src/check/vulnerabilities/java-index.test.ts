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

/** The user's cache on the command line, with this metadata of an index; what was removed from it and run. */
async function prepare(text: string | null, knows = true) {
  const removed: string[] = [];
  const commands: TrivyCommand[] = [];
  const ports = createPorts({
    clock: { now: () => NOW, elapsed: () => 0, sleep: async () => {} },
    files: {
      read: async () => (text === null ? null : Buffer.from(text)),
      write: async () => {},
      copy: async () => '',
      hash: async () => null,
      move: async () => true,
      exists: async () => text !== null,
      makeDirectory: async () => {},
      remove: async (path) => {
        removed.push(path);
      },
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
      return { status: 'exited', code: 0, stdout, stderr: '' };
    },
    runAll: async () => [],
  };
  const database = { cacheDirectory: '/cache', updatedAt: NOW, identity: [], mayFetch: true };
  const { vulnerabilities: policy } = completePolicy({ version: 1 });
  const accessTo = async () => ({ host: '', credential: null, insecure: false });
  const index = await prepareJavaIndex(trivy, database, { policy, ports, accessTo });
  return { index, removed, commands };
}

describe('an index in the cache of an earlier run', () => {
  test.each<[string, string | null, boolean, readonly string[]]>([
    ['none', null, true, []],
    ['a good one stays', metadata(1), true, []],
    ['one that is due, and was fetched today, stays', metadata(4, 0.5), true, []],
    [
      'one that is due goes, so that the first image with archives fetches it anew',
      metadata(4),
      true,
      ['/cache/java-db/metadata.json'],
    ],
    ['one that does not know what any does goes', metadata(1), false, ['/cache/java-db/metadata.json']],
    ['one without a date goes', '{}', true, ['/cache/java-db/metadata.json']],
  ])('%s', async (_, text, knows, expected) => {
    const { removed, index } = await prepare(text, knows);
    expect([removed, index.database.cacheDirectory]).toEqual([expected, '/cache']);
  });

  test('is tried by the name of the archive alone, without a network', async () => {
    const { commands } = await prepare(metadata(1));
    expect(commands).toMatchObject([{ command: 'rootfs', access: null, target: '/tmp/run/java-canary' }]);
  });
});

test('is fetched once, however many ask, to where no scan reads before it was tried', async () => {
  const { index, commands } = await prepare(null);
  await Promise.all([index.fetch(), index.fetch()]);
  const downloads = commands.filter(({ flags }) => flags.includes('--download-java-db-only'));
  expect(downloads.map(({ cacheDirectory }) => cacheDirectory)).toEqual(['/tmp/run/java']);
});
