import { join } from 'node:path';
import { type Ports, UsageError } from '../domain/index.ts';
import { userCache } from '../tools/index.ts';

export const CACHE_KEY_VARIABLE = 'SUPPLY_CHAIN_GATE_CACHE_KEY';
/** Shorter ones could be guessed from a cache that holds what they signed. */
const MIN_LENGTH = 32;
const MAX_FILE_BYTES = 1024;

/**
 * What results of scans in a cache are signed with: the variable, else a secret of this user on this machine, made the
 * first time. Null where there is no place for one: nothing is kept then.
 *
 * @throws UsageError for a variable that is too short.
 */
export async function userCacheKey({ env, files }: Pick<Ports, 'env' | 'files'>): Promise<string | null> {
  const given = env.get(CACHE_KEY_VARIABLE) ?? '';
  if (given !== '') return checkCacheKey(given, CACHE_KEY_VARIABLE);
  const cache = userCache(env);
  if (cache === null) return null;
  const file = join(cache, 'cache-key');
  const read = async (): Promise<string> =>
    Buffer.from((await files.read(file, MAX_FILE_BYTES)) ?? '')
      .toString('latin1')
      .trim();
  try {
    const kept = await read();
    if (/^[0-9a-f]{64}$/.test(kept)) return kept;
    const made = Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(32))).toString('hex');
    await files.write(file, `${made}\n`, { private: true });
    // Another run may have made one at the same time: the last one counts for both.
    return await read();
  } catch {
    return null;
  }
}

/** @throws UsageError for a key that could be guessed; it is never said. */
export function checkCacheKey(key: string, where: string): string {
  if (key.length >= MIN_LENGTH) return key;
  throw new UsageError({
    code: 'usage/cache-key',
    stage: 'usage',
    message: `${where} has ${key.length} characters, which is too few for a secret that results are signed with.`,
    remedy: `Take at least ${MIN_LENGTH} random characters: openssl rand -hex 32.`,
  });
}
