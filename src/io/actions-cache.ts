import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache';
import type { Log } from '../domain/index.ts';

/** A stalled download of a part ends after this long; the run goes on without. */
const SEGMENT_TIMEOUT_MS = 120_000;

/** What GitHub keeps for the jobs of a repository, by key. It is a help: no failure of it fails a run. */
export interface JobCache {
  readonly available: boolean;
  /** Brings back what was kept under `key`, else the newest whose key begins with `prefix`. True: it was `key` itself. */
  restore(directory: string, key: string, prefix: string): Promise<boolean>;
  /** Keeps a directory under a key that nothing is kept under yet. */
  save(directory: string, key: string): Promise<void>;
}

/**
 * On `@actions/cache`. What it restores is an archive that may write anywhere on the runner, as the job's user: restore only
 * where whoever can save under the key is trusted as far.
 */
export function createJobCache(log: Pick<Log, 'warn'>): JobCache {
  const attempt = async <T>(what: string, otherwise: T, act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      log.warn(`${what}: ${error instanceof Error ? error.message : String(error)}. The run goes on without.`);
      return otherwise;
    }
  };
  return {
    available: isFeatureAvailable(),
    restore: (directory, key, prefix) =>
      attempt("GitHub's cache could not be read", false, async () => {
        const options = { segmentTimeoutInMs: SEGMENT_TIMEOUT_MS };
        return (await restoreCache([directory], key, [prefix], options)) === key;
      }),
    save: (directory, key) =>
      attempt("GitHub's cache could not be written", undefined, async () => {
        await saveCache([directory], key);
      }),
  };
}
