import { type Clock, type Http, HttpError, type HttpRequest, type HttpResponse } from '../../../domain/index.ts';

const ATTEMPTS = 3;
/** All waits of a run: a list that takes longer to be had is said to be unchecked. */
const MAX_WAIT_MS = 30_000;
const FIRST_WAIT_MS = 1000;

/**
 * Asks again what GitHub could not answer for the moment: throttled (429, or 403 with Retry-After; docs.github.com, "Rate
 * limits for the REST API"), a server's fault, a lost connection. What is asked changes nothing there.
 */
export function withPatience(http: Http, clock: Pick<Clock, 'sleep'>): Http {
  let left = MAX_WAIT_MS;
  const pause = async (attempt: number, asked: number | null): Promise<boolean> => {
    const wait = asked ?? FIRST_WAIT_MS * 2 ** (attempt - 1);
    if (attempt >= ATTEMPTS || wait > left) return false;
    left -= wait;
    await clock.sleep(wait);
    return true;
  };
  return {
    async send(request: HttpRequest): Promise<HttpResponse> {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const response = await http.send(request);
          if (!isPassing(response) || !(await pause(attempt, retryAfterMs(response)))) return response;
        } catch (error) {
          if (!(error instanceof HttpError) || !PASSING.includes(error.failure)) throw error;
          if (!(await pause(attempt, null))) throw error;
        }
      }
    },
  };
}

/** A time-out has taken long enough. */
const PASSING: readonly HttpError['failure'][] = ['reset', 'refused'];

function isPassing({ status, headers }: HttpResponse): boolean {
  return status === 429 || status >= 500 || (status === 403 && headers['retry-after'] !== undefined);
}

/** In seconds, as GitHub writes it. */
function retryAfterMs({ headers }: HttpResponse): number | null {
  const written = headers['retry-after'] ?? '';
  return /^\d{1,6}$/.test(written) ? Number(written) * 1000 : null;
}
