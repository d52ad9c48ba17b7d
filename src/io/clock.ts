import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../domain/index.ts';

export function createClock(): Clock {
  return {
    now: () => new Date(),
    elapsed: () => performance.now(),
    sleep: async (milliseconds, signal) => {
      await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
    },
  };
}
