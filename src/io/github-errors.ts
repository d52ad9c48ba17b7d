import { z } from 'zod';
import { GithubError, type GithubFailure } from '../publish/index.ts';

/** octokit's RequestError, by shape: its class may come from another copy of the package. */
const answered = z.object({
  status: z.number(),
  message: z.string(),
  response: z.object({
    headers: z.record(z.string(), z.unknown()).default({}),
    data: z.unknown(),
  }),
});

const MAX_MESSAGE = 300;

/** What went wrong, in the gate's terms. The token never appears, whatever a proxy echoes. */
export function toGithubError(error: unknown, request: string, token: string): GithubError {
  const parsed = answered.safeParse(error);
  if (!parsed.success) {
    const message = hideToken(describeCause(error), token);
    return new GithubError({ failure: 'network', status: null, message, retryAfterMs: null, request });
  }
  const { status, response } = parsed.data;
  const text = bodyMessage(response.data) ?? parsed.data.message;
  const retryAfterMs = retryAfter(response.headers);
  return new GithubError({
    failure: failureOf(status, text, response.headers, retryAfterMs),
    status,
    message: hideToken(text, token),
    retryAfterMs,
    request,
  });
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api: a limit is 403 or 429. */
function failureOf(
  status: number,
  text: string,
  headers: Readonly<Record<string, unknown>>,
  retryAfterMs: number | null,
): GithubFailure {
  if (status === 429) return 'throttled';
  if (status === 403) {
    const limited = retryAfterMs !== null || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(text);
    return limited ? 'throttled' : 'forbidden';
  }
  if (status === 401) return 'unauthorized';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 409) return 'conflict';
  if (status >= 500) return 'server-error';
  return 'rejected';
}

function retryAfter(headers: Readonly<Record<string, unknown>>): number | null {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

const failure = z.object({
  message: z.string(),
  errors: z.array(z.union([z.string(), z.object({ message: z.string().optional() })])).optional(),
});

/** GitHub's own words, with what a 422 says of its fields. */
function bodyMessage(data: unknown): string | null {
  const parsed = failure.safeParse(data);
  if (!parsed.success) return null;
  const details = (parsed.data.errors ?? []).map((each) => (typeof each === 'string' ? each : (each.message ?? '')));
  return [parsed.data.message, ...details].filter((each) => each !== '').join('; ');
}

function describeCause(error: unknown): string {
  if (!(error instanceof Error)) return 'the connection failed';
  if (error.name === 'TimeoutError') return 'timed out after 30 s';
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}

function hideToken(text: string, token: string): string {
  const hidden = token === '' ? text : text.replaceAll(token, '***');
  return hidden.replace(/\s+/g, ' ').slice(0, MAX_MESSAGE);
}
