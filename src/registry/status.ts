import { z } from 'zod';
import type { HttpResponse, RegistryFailure } from '../domain/index.ts';
import { Fault } from './fault.ts';
import { isTransient } from './wire.ts';

const ErrorBody = z.looseObject({ errors: z.array(z.looseObject({ code: z.string() })).min(1) });

/** The first error code of the distribution spec in a body: `DENIED`. Its message is the registry's prose and stays out. */
function errorCode(response: HttpResponse): string | null {
  if (response.body.length === 0 || response.body.length > 64 * 1024) return null;
  try {
    const parsed = ErrorBody.safeParse(JSON.parse(Buffer.from(response.body).toString('utf8')));
    const code = parsed.success ? parsed.data.errors[0]?.code : undefined;
    return code !== undefined && /^[A-Z_]{1,40}$/.test(code) ? code : null;
  } catch {
    return null;
  }
}

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const time = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(time) ? null : Math.max(0, time - now.getTime());
}

/** Docker Hub: `ratelimit-limit: 100;w=21600`, `ratelimit-remaining: 0;w=21600` (docs.docker.com, "Pull usage and limits"). */
function remainingPulls(headers: HttpResponse['headers']): string {
  const remaining = /^(\d{1,9})(?:;|$)/.exec(headers['ratelimit-remaining'] ?? '')?.[1];
  const limit = /^(\d{1,9})(?:;w=(\d{1,9}))?$/.exec(headers['ratelimit-limit'] ?? '');
  if (remaining === undefined) return '';
  const window = limit?.[2] === undefined ? '' : ` in ${Math.round(Number(limit[2]) / 3600)} h`;
  return limit === null ? `; ${remaining} pulls remain` : `; ${remaining} of ${limit[1]} pulls${window} remain`;
}

function failureOf(status: number): RegistryFailure {
  if (status === 401) return 'unauthorized';
  if (status === 403 || status === 451) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 429) return 'throttled';
  if (status >= 500 || status === 408) return 'server-error';
  if (status >= 300 && status < 400) return 'redirect';
  return 'malformed';
}

/** What an answer other than 200 says. */
export function faultOfStatus(response: HttpResponse, now: Date, at: string | null): Fault {
  const { status, headers } = response;
  const failure = failureOf(status);
  const code = errorCode(response);
  const wait = retryAfterMs(headers['retry-after'], now);
  const asks = wait === null ? '' : `; it asks to wait ${Math.ceil(wait / 1000)} s`;
  return new Fault({
    failure,
    clause: `it answered ${status}${code === null ? '' : ` (${code})`}${failure === 'throttled' ? remainingPulls(headers) : ''}${asks}`,
    retry: isTransient(status),
    retryAfterMs: isTransient(status) ? wait : null,
    at,
  });
}
