import { createHmac, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import type { Ports } from '../../domain/index.ts';
import type { ResultCacheOptions } from './result-cache.ts';

const MAX_SEAL_BYTES = 1024;

/** The vulnerability database of an earlier job, where somebody else could have written in between. */
export interface KeptDatabase {
  /** Copies what tells its date, which is all that a run without a scan needs; false as below. */
  restoreMetadata(cacheDirectory: string): Promise<boolean>;
  /** Copies it to the cache directory of a run; false where there is none, or one under which is no seal of ours. */
  restore(cacheDirectory: string): Promise<boolean>;
  /** Takes what was just fetched along. That it cannot is said, and changes nothing. */
  keep(cacheDirectory: string): Promise<void>;
}

const DATABASE = 'trivy.db';
const METADATA = 'metadata.json';

/**
 * Nothing in a database says that it is whole, and one that knows of no advisory makes every image clean. So what is
 * kept has two seals beside it, a line each: an HMAC-SHA256 of the metadata's hash, and one of both files' hashes, each
 * with where the database is from. A file is hashed as it is copied to where no other job writes, and the copy is what
 * is read. A database that is old but sealed is told by its own date.
 */
export function createKeptDatabase(
  { directory, key }: ResultCacheOptions,
  /** The repositories it may come from, formatted: another list is another database. */
  origin: string,
  { files, log }: Pick<Ports, 'files' | 'log'>,
): KeptDatabase {
  const sealOf = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const folder = join(directory, 'trivy-db-v2', sealOf(origin).toString('hex').slice(0, 16));
  const seal = join(folder, 'seal');

  /** Copies a file, and says what it holds; null where it is missing. */
  const carry = (name: string, from: string, to: string): Promise<string | null> =>
    files.copy(join(from, name), join(to, name));
  const sealsOf = (metadata: string, database: string | null): Buffer =>
    Buffer.concat([
      sealOf(JSON.stringify(['metadata', 2, origin, metadata])),
      ...(database === null ? [] : [sealOf(JSON.stringify(['database', 2, origin, metadata, database]))]),
    ]);

  const restoreSealed = async (cacheDirectory: string, withDatabase: boolean): Promise<boolean> => {
    const target = join(cacheDirectory, 'db');
    try {
      const written = await files.read(seal, MAX_SEAL_BYTES);
      if (written === null) return false;
      const database = withDatabase ? await carry(DATABASE, folder, target) : null;
      const metadata = await carry(METADATA, folder, target);
      const found = Buffer.from(Buffer.from(written).toString('latin1').replaceAll('\n', ''), 'hex');
      const expected = metadata === null ? null : sealsOf(metadata, database);
      const sealed = found.subarray(0, withDatabase ? undefined : expected?.length);
      if (expected !== null && sealed.length === expected.length && timingSafeEqual(sealed, expected)) return true;
    } catch {
      // A directory in a file's place, no permission: as good as none.
    }
    await files.remove(target);
    return false;
  };

  return {
    restoreMetadata: (cacheDirectory) => restoreSealed(cacheDirectory, false),
    restore: (cacheDirectory) => restoreSealed(cacheDirectory, true),

    async keep(cacheDirectory) {
      const from = join(cacheDirectory, 'db');
      try {
        // Ended half-way, the old seals do not fit the new files.
        const database = await carry(DATABASE, from, folder);
        const metadata = await carry(METADATA, from, folder);
        if (database === null || metadata === null) return;
        const seals = sealsOf(metadata, database).toString('hex');
        await files.write(seal, `${seals.slice(0, seals.length / 2)}\n${seals.slice(seals.length / 2)}\n`);
      } catch (error) {
        const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
        log.warn(`The vulnerability database cannot be kept in ${directory}${why}; the next run fetches its own.`);
      }
    },
  };
}
