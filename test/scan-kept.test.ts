import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freshenDatabase } from '../src/demo/trivy-database.ts';
import type { Command } from '../src/domain/index.ts';
import { createExec } from '../src/io/exec.ts';
import { withDatabaseDirectory } from './support/database-directory.ts';
import { LEGACY } from './support/legacy-image.ts';
import { checkOn, layoutReader, startScanRegistry } from './support/scanning.ts';

/** What stays on the machine from run to run: results under a key, and nothing else. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;

beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

test('nothing is left behind but which Trivy it was', async () => {
  // A temporary folder of its own: other tests of the same run use the system's at the same time.
  const own = await mkdtemp(join(tmpdir(), 'scg-own-'));
  const home = join(own, 'home');
  await mkdir(home);
  vi.stubEnv('TMPDIR', own);
  try {
    const env = { get: (name: string) => (name === 'HOME' ? home : undefined) };
    await checkOn(server, { images: [LEGACY, 'shop/api:1.4.0'], ports: { env } });
    const left = (await readdir(home, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
    // Which Trivy it was.
    expect(left.map(({ name }) => name)).toEqual(['trivy.json']);
    expect(await readdir(own)).toEqual(['home']);
  } finally {
    vi.unstubAllEnvs();
    await rm(own, { recursive: true });
  }
});

describe('results kept from run to run', () => {
  const KEY = 'k'.repeat(64);

  /** What a program is run for. */
  const purposeOf = ({ args }: Command): string => {
    if (args.includes('--version')) return 'version';
    return args.includes('--download-db-only') ? 'database' : args[0] === 'sbom' ? 'canary' : 'scan';
  };

  /** A check in a folder that keeps results, and what Trivy was run for. */
  async function checkIn(directory: string, key = KEY, databaseDirectory?: string) {
    const exec = createExec();
    const ran: string[] = [];
    const noted = {
      run: (command: Command) => {
        ran.push(purposeOf(command));
        return exec.run(command);
      },
      runAll: (commands: readonly Command[], atOnce: number) => {
        ran.push(...commands.map(purposeOf));
        return exec.runAll(commands, atOnce);
      },
    };
    const check = await checkOn(server, {
      images: [LEGACY],
      results: { directory, key },
      ports: { exec: noted },
      ...(databaseDirectory === undefined ? {} : { vulnerabilities: { databaseDirectory, canary: 'off' } }),
    });
    return { findings: check.findings, outcomes: [...check.outcomes.values()], ran };
  }

  test('the same image, database and Trivy are not scanned again; what another key signed is', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'scg-results-'));
    try {
      const first = await checkIn(directory);
      const all = ['version', 'database', 'canary', 'scan'];
      expect([first.outcomes, first.ran]).toEqual([['fail'], all]);
      expect(await checkIn(directory)).toEqual({ ...first, ran: [] });
      expect(await checkIn(directory, 'forged'.repeat(8))).toEqual({ ...first, ran: all });
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test('another database beside the same date is another one, and the same one laid out anew is not', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'scg-results-'));
    try {
      const read = await freshenDatabase(layoutReader('trivy-db'), new Date());
      await withDatabaseDirectory(read, null, async (databaseDirectory) => {
        const check = async () => (await checkIn(directory, KEY, databaseDirectory)).ran.includes('scan');
        expect([await check(), await check()]).toEqual([true, false]);
        const file = join(databaseDirectory, 'db', 'trivy.db');
        const bytes = await readFile(file);
        // The same bytes, as they are laid out anew for each job.
        await writeFile(file, bytes);
        expect(await check()).toBe(false);
        const { buildDatabase } = await import('../scripts/trivy-db/build.ts');
        const { makeAdvisories } = await import('./support/package-sets.ts');
        await writeFile(file, await buildDatabase(makeAdvisories(3, 300)));
        expect(await check()).toBe(true);
      });
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
