import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packDatabase } from '../src/demo/trivy-database.ts';
import type { Exec } from '../src/domain/index.ts';
import { createExec } from '../src/io/exec.ts';
import { withDatabaseDirectory } from './support/database-directory.ts';
import { buildJavaIndex, CANARY_ARCHIVE, javaIndexMetadata } from './support/java-index.ts';
import { FOUND, JAVA, javaScans, LIBRARY, NO_JAVA, SYSTEM } from './support/java-scans.ts';
import { putFiles, summarize } from './support/scanning.ts';

const scans = javaScans();
const DAY_MS = 86_400_000;

describe('in a directory of the machine', () => {
  async function withDirectory(
    files: Readonly<Record<string, string | Uint8Array>> | null,
    use: (directory: string) => Promise<void>,
  ): Promise<void> {
    const packed = await packDatabase(scans.database, new Date());
    await withDatabaseDirectory(async (path) => packed.get(path) ?? null, files, use);
  }

  const daysAgo = (days: number): string => javaIndexMetadata(new Date(Date.now() - days * DAY_MS));
  test.each<[string, () => Readonly<Record<string, string | Uint8Array>> | null, string]>([
    ['that is good', () => ({ 'trivy-java.db': scans.index, 'metadata.json': daysAgo(1) }), FOUND],
    [
      'that another machine would renew, and this one cannot',
      () => ({ 'trivy-java.db': scans.index, 'metadata.json': daysAgo(9) }),
      FOUND,
    ],
    ['that is not there', () => null, 'unknown (infrastructure) java-database'],
    [
      'that is too old',
      () => ({ 'trivy-java.db': scans.index, 'metadata.json': daysAgo(20) }),
      'unknown (infrastructure) java-database',
    ],
    [
      'that is cut off',
      () => ({ 'trivy-java.db': scans.index.subarray(0, 8192), 'metadata.json': daysAgo(1) }),
      'unknown (infrastructure) java-canary-missed',
    ],
    ['that is metadata alone', () => ({ 'metadata.json': daysAgo(1) }), 'unknown (infrastructure) java-canary-missed'],
    [
      'whose metadata is cut off',
      () => ({ 'trivy-java.db': scans.index, 'metadata.json': '{"Version":1,' }),
      'unknown (infrastructure) java-database',
    ],
    [
      'of another schema',
      () => ({ 'trivy-java.db': scans.index, 'metadata.json': daysAgo(1).replace('"Version":1', '"Version":2') }),
      'unknown (infrastructure) java-database',
    ],
  ])('%s: images without archives are judged all the same', (_, files, expected) =>
    withDirectory(files(), async (databaseDirectory) => {
      const before = await readdir(databaseDirectory, { recursive: true });
      const checked = await scans.check([JAVA, NO_JAVA], ['127.0.0.1:9'], { vulnerabilities: { databaseDirectory } });
      expect(summarize(checked)).toEqual([expected]);
      expect([...checked.outcomes.values()][1]).toBe('pass');
      // SQLite makes an empty file where there was none.
      expect(before.filter((name) => !name.endsWith('.db'))).toEqual(
        (await readdir(databaseDirectory, { recursive: true })).filter((name) => !name.endsWith('.db')),
      );
    }));

  test('what it decided is kept for the next run, until there is another index', () =>
    withDirectory({ 'trivy-java.db': scans.index, 'metadata.json': daysAgo(1) }, async (databaseDirectory) => {
      const exec = createExec();
      const results = { directory: join(databaseDirectory, 'results'), key: 'k'.repeat(64) };
      const scansOf = async () => {
        let count = 0;
        const runAll: Exec['runAll'] = (commands, atOnce) => {
          count += commands.length;
          return exec.runAll(commands, atOnce);
        };
        const ports = { exec: { ...exec, runAll } };
        const checked = await scans.check([JAVA, NO_JAVA], [], {
          vulnerabilities: { databaseDirectory },
          results,
          ports,
        });
        expect(summarize(checked)).toEqual([FOUND]);
        return count;
      };
      expect([await scansOf(), await scansOf()]).toEqual([2, 0]);
      await writeFile(join(databaseDirectory, 'java-db', 'metadata.json'), daysAgo(2));
      // An image without archives too: another index may know one that this one passed over.
      expect([await scansOf(), await scansOf()]).toEqual([2, 0]);
    }));

  test('what was read of a large layer does not outlive it: a newer one knows archives that it did not', async () => {
    const old = await buildJavaIndex([CANARY_ARCHIVE]);
    const noise = new Uint8Array(randomBytes(1.5 * 1024 * 1024));
    await putFiles(scans.server.store, 'java/large', '1', { ...SYSTEM, 'app/x.jar': LIBRARY, 'srv/noise': noise });
    await withDirectory({ 'trivy-java.db': old, 'metadata.json': daysAgo(2) }, async (databaseDirectory) => {
      const results = { directory: join(databaseDirectory, 'results'), key: 'k'.repeat(64) };
      const check = async () =>
        summarize(await scans.check(['java/large:1'], [], { vulnerabilities: { databaseDirectory }, results }));
      expect(await check()).toEqual([]);
      expect(await readdir(join(results.directory, 'layers-v1'))).toHaveLength(1);
      await writeFile(join(databaseDirectory, 'java-db', 'trivy-java.db'), scans.index);
      await writeFile(join(databaseDirectory, 'java-db', 'metadata.json'), daysAgo(1));
      expect(await check()).toEqual([FOUND]);
    });
  });
});
