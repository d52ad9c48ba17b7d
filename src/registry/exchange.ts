import type { Clock, Random } from '../domain/index.ts';
import { RegistryError, type RegistryFailure } from '../domain/index.ts';
import type { Budget } from './budget.ts';
import { Fault, MAX_ATTEMPTS, REMEDY } from './fault.ts';

const FIRST_WAIT_MS: Readonly<Partial<Record<RegistryFailure, number>>> = { throttled: 1000, 'server-error': 500 };
const LONGEST_WAIT_MS = 8000;

/** After this many givings-up in a row, a host that gives no answer at all is not asked again in this run. */
const DEAD_AFTER = 3;
const NO_ANSWER: ReadonlySet<RegistryFailure> = new Set(['dns', 'refused', 'timeout', 'network']);

/** What is known of one host in this run, shared by all that is asked of it. */
export class HostState {
  /** On the monotonic clock: the host asked for no request before this. */
  notBefore = 0;
  #givenUp = 0;
  #last: Fault | null = null;

  answered(): void {
    this.#givenUp = 0;
  }

  gaveUp(fault: Fault): void {
    if (!NO_ANSWER.has(fault.failure)) return;
    this.#givenUp += 1;
    this.#last = fault;
  }

  get dead(): Fault | null {
    return this.#givenUp >= DEAD_AFTER ? this.#last : null;
  }
}

export interface Exchange {
  /** For messages: `HEAD https://ghcr.io/v2/acme/api/manifests/1.2`, never with a query. */
  readonly what: string;
  readonly host: string;
  /** The registry, where the host is its token realm. */
  readonly onBehalfOf?: string;
  readonly state: HostState;
  readonly budget: Budget;
  readonly maxAttempts?: number;
  /** Aborted when nobody waits for the answer any more: that is no failure of the host. */
  readonly signal?: AbortSignal;
}

/** How the message starts, where there was an answer to understand. */
const LEAD: Readonly<Partial<Record<RegistryFailure, string>>> = {
  'not-found': 'does not have what was asked for',
  unauthorized: 'wants a login',
  forbidden: 'refuses access',
  throttled: 'takes no more requests for now',
  'private-address': 'may not be contacted',
  'out-of-time': 'was not heard',
};

function explain(exchange: Exchange, fault: Fault, attempts: number, more: string): RegistryError {
  const host = fault.at ?? exchange.host;
  const often = attempts === 0 ? 'not tried' : attempts === 1 ? 'tried once' : `tried ${attempts} times`;
  const registry = exchange.onBehalfOf ?? exchange.host;
  const by = host === registry ? '' : ` for ${registry}`;
  return new RegistryError({
    failure: fault.failure,
    host,
    message: `${host} ${LEAD[fault.failure] ?? 'gave no usable answer'}${by}: ${fault.message} (${exchange.what}, ${often}${more}).`,
    remedy: REMEDY[fault.failure],
    attempts,
    cause: fault,
  });
}

/** Half of the wait is fixed, half is chance, so that clients that failed together do not come back together. */
function backOff(fault: Fault, attempt: number, random: Random): number {
  const first = FIRST_WAIT_MS[fault.failure] ?? 200;
  const wait = Math.min(LONGEST_WAIT_MS, first * 2 ** (attempt - 1));
  return wait / 2 + (wait / 2) * random.fraction();
}

/**
 * Tries until there is an answer, a failure that another try will not change, or an end of the image's budget. A
 * Retry-After that lies beyond the budget ends it at once, and holds for everyone else who asks that host.
 *
 * `attempt` gets the time it may take, and throws Fault; a RegistryError passes through.
 * @throws RegistryError
 */
export async function withRetries<T>(
  ports: { readonly clock: Clock; readonly random: Random },
  exchange: Exchange,
  attempt: (timeLeftMs: number) => Promise<T>,
): Promise<T> {
  const { clock, random } = ports;
  const { state, budget } = exchange;
  if (state.dead !== null && !budget.isRenewed) {
    throw explain(exchange, state.dead, 0, ', since it gave no answer several times in this run');
  }
  for (let attempts = 1; ; attempts += 1) {
    const pause = state.notBefore - clock.elapsed();
    if (pause > 0) {
      if (pause > budget.remaining) {
        const clause = `it asked for no requests for another ${Math.ceil(pause / 1000)} s`;
        throw explain(exchange, new Fault({ failure: 'throttled', clause }), attempts - 1, '');
      }
      budget.spend(clock.elapsed(), pause);
      await clock.sleep(pause);
    }
    try {
      const answer = await attempt(budget.remaining);
      state.answered();
      return answer;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const wait = error.retryAfterMs ?? backOff(error, attempts, random);
      const own = error.at === null || error.at === exchange.host;
      if (error.retryAfterMs !== null && own) {
        state.notBefore = Math.max(state.notBefore, clock.elapsed() + error.retryAfterMs);
      }
      const most = Math.min(exchange.maxAttempts ?? 99, MAX_ATTEMPTS[error.failure] ?? 1);
      const late = wait >= budget.remaining;
      if (error.retry && attempts < most && !late) {
        budget.spend(clock.elapsed(), wait);
        await clock.sleep(wait);
        continue;
      }
      if (own && error.sent && exchange.signal?.aborted !== true) state.gaveUp(error);
      throw explain(
        exchange,
        error,
        error.sent ? attempts : attempts - 1,
        error.retry && late ? ', no time left for another' : '',
      );
    }
  }
}
