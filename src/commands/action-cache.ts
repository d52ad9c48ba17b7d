import { join } from 'node:path';
import type { Ports } from '../domain/index.ts';
import type { JobCache } from '../io/actions-cache.ts';
import type { ActionInputs } from './action-inputs.ts';

const DAY_MS = 86_400_000;
const DAYS_KEPT = 7;

/** The inputs as the run goes by them, and what there is to do at its end. */
export interface KeptRun {
  readonly inputs: ActionInputs;
  save(): Promise<void>;
}

/**
 * With a `cache-key`, what a run learns (content of registries, results of scans, what was read of layers, the database) is
 * kept in GitHub's cache for the next ones: restored at the start, saved once a day, begun anew each week so that it does not
 * grow for ever.
 *
 * Only there, since an archive of that cache may write anywhere on the runner when it is unpacked. A fork's run, which
 * may save caches that its later runs would restore, gets no secret, and so neither restores nor saves. A `registry-cache`
 * of the workflow's own is left to the workflow.
 */
export async function restoreKept(
  inputs: ActionInputs,
  cache: JobCache,
  { clock, env, log }: Pick<Ports, 'clock' | 'env' | 'log'>,
): Promise<KeptRun> {
  const temporary = env.get('RUNNER_TEMP') ?? '';
  const isWanted = inputs.cacheKey !== null && inputs.registryCache === null && inputs.mode === 'check';
  if (!isWanted || temporary === '' || !cache.available) return { inputs, save: async () => {} };
  const directory = join(temporary, 'supply-chain-gate-cache');
  const now = clock.now();
  const prefix = `supply-chain-gate-1-${inputs.key}-${Math.floor(now.getTime() / DAY_MS / DAYS_KEPT)}-`;
  const key = `${prefix}${now.toISOString().slice(0, 10)}`;
  log.progress("Restoring what earlier runs kept in GitHub's cache");
  const isOfToday = await cache.restore(directory, key, prefix);
  return {
    inputs: { ...inputs, registryCache: directory },
    save: async () => {
      if (isOfToday) return;
      log.progress("Keeping what this run learned in GitHub's cache");
      await cache.save(directory, key);
    },
  };
}
