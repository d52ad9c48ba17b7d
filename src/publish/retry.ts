import type { Clock } from '../domain/index.ts';
import { GithubError } from './github-port.ts';

/** Longer waits than this are not worth a job's minutes: the verdict does not depend on the review. */
const MAX_WAIT_MS = 30_000;
const ATTEMPTS = 4;

export interface Retry {
  /** Repeats what changes nothing: throttled, a server's fault, a lost connection. */
  read<T>(request: () => Promise<T>): Promise<T>;
  /**
   * Repeats only what GitHub says it did not do (throttled). After a server's fault or a lost connection it may have
   * been done: `landed` looks, and its answer, when there is one, stands for the request's.
   */
  write<T>(request: () => Promise<T>, landed: () => Promise<T | null>): Promise<T>;
}

/** All waits of one run share a budget of 30 s. */
export function createRetry(clock: Clock): Retry {
  let budget = MAX_WAIT_MS;

  async function pause(error: GithubError, attempt: number): Promise<boolean> {
    const wait = error.retryAfterMs ?? 1000 * 2 ** attempt;
    if (attempt + 1 >= ATTEMPTS || wait > budget) return false;
    budget -= wait;
    await clock.sleep(wait);
    return true;
  }

  async function read<T>(request: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await request();
      } catch (error) {
        if (!isPassing(error) || !(await pause(error, attempt))) throw error;
      }
    }
  }

  async function write<T>(request: () => Promise<T>, landed: () => Promise<T | null>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await request();
      } catch (error) {
        if (!isPassing(error) || !(await pause(error, attempt))) throw error;
        if (error.failure !== 'throttled') {
          const done = await read(landed);
          if (done !== null) return done;
        }
      }
    }
  }

  return { read, write };
}

function isPassing(error: unknown): error is GithubError {
  return error instanceof GithubError && ['throttled', 'server-error', 'network'].includes(error.failure);
}
