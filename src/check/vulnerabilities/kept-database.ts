import { createHmac, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import type { Ports } from '../../domain/index.ts';
import type { ResultCacheOptions } from './result-cache.ts';

const MAX_SEAL_BYTES = 1024;

/** The vulnerability database of an earlier job, where somebody else could have written in between. */
export interface KeptDatabase {
  /** Copies it to the cache directory of a run; false where there is none, or one under which is no seal of ours. */
  restore(cacheDirectory: string): Promise<boolean>;
  /** Takes what was just fetched along. That it cannot is said, and changes nothing. */
  keep(cacheDirectory: string): Promise<void>;
}

/**
 * Nothing in a database says that it is whole, and one that knows of no advisory makes every image clean. So what is
 * kept has a seal beside it: an HMAC-SHA256 of both files' hashes and of where the database is from. Each is hashed as
 * it is copied to where no other job writes, and the copy is what Trivy reads. A database that is old but sealed is
 * told by its own date.
 */
export function createKeptDatabase(
  { directory, key }: ResultCacheOptions,
  /** The repositories it may come from, formatted: another list is another database. */
  origin: string,
  { files, log }: Pick<Ports, 'files' | 'log'>,
): KeptDatabase {
  const sealOf = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const folder = join(directory, 'trivy-db-v1', sealOf(origin).toString('hex').slice(0, 16));
  const seal = join(folder, 'seal');

  /** Copies both files, and says what a seal of these has to be; null where one is missing. */
  const carry = async (from: string, to: string): Promise<Buffer | null> => {
    const hashes: string[] = [];
    for (const name of ['trivy.db', 'metadata.json']) {
      const hash = await files.copy(join(from, name), join(to, name));
      if (hash === null) return null;
      hashes.push(hash);
    }
    return sealOf(JSON.stringify(['database', 1, origin, ...hashes]));
  };

  return {
    async restore(cacheDirectory) {
      const target = join(cacheDirectory, 'db');
      try {
        const written = await files.read(seal, MAX_SEAL_BYTES);
        if (written === null) return false;
        const expected = await carry(folder, target);
        const found = Buffer.from(Buffer.from(written).toString('latin1').trim(), 'hex');
        if (expected !== null && found.length === expected.length && timingSafeEqual(found, expected)) return true;
      } catch {
        // A directory in a file's place, no permission: as good as none.
      }
      await files.remove(target);
      return false;
    },

    async keep(cacheDirectory) {
      try {
        // Ended half-way, the old seal does not fit the new files.
        const made = await carry(join(cacheDirectory, 'db'), folder);
        if (made !== null) await files.write(seal, `${made.toString('hex')}\n`);
      } catch (error) {
        const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
        log.warn(`The vulnerability database cannot be kept in ${directory}${why}; the next run fetches its own.`);
      }
    },
  };
}
