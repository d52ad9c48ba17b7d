import { describe, expect, test } from 'vitest';
import { faultOfStatus, retryAfterMs } from './status.ts';

const NOW = new Date('2027-01-15T12:00:00Z');
const response = (status: number, headers: Record<string, string> = {}, body = '') => ({
  status,
  headers,
  body: Buffer.from(body),
});

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Fri, 15 Jan 2027 12:00:30 GMT', 30_000],
  ['Fri, 15 Jan 2027 11:00:00 GMT', 0],
  ['soon', null],
  ['-1', null],
  ['1e9', null],
  [undefined, null],
])('Retry-After %s is %s ms', (header, expected) => expect(retryAfterMs(header, NOW)).toBe(expected));

describe('what an answer says', () => {
  test.each([
    [401, 'unauthorized', false],
    [403, 'forbidden', false],
    [404, 'not-found', false],
    [408, 'server-error', true],
    [418, 'malformed', false],
    [429, 'throttled', true],
    [500, 'server-error', true],
    [501, 'server-error', false],
    [502, 'server-error', true],
    [503, 'server-error', true],
    [504, 'server-error', true],
    [206, 'malformed', false],
    [304, 'redirect', false],
  ])('%i is %s, tried again: %s', (status, failure, retry) => {
    expect(faultOfStatus(response(status), NOW, null)).toMatchObject({ failure, retry });
  });

  test("the message names the registry's error code and Docker Hub's remaining pulls, and no prose of the registry", () => {
    const body = JSON.stringify({ errors: [{ code: 'TOOMANYREQUESTS', message: 'pay ::error:: now' }] });
    const headers = { 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '0;w=21600', 'retry-after': '60' };
    expect(faultOfStatus(response(429, headers, body), NOW, null).message).toBe(
      'it answered 429 (TOOMANYREQUESTS); 0 of 100 pulls in 6 h remain; it asks to wait 60 s',
    );
    const hostile = JSON.stringify({ errors: [{ code: '::set-output::' }] });
    expect(faultOfStatus(response(429, { 'ratelimit-remaining': '1\n2' }, hostile), NOW, null).message).toBe(
      'it answered 429',
    );
  });
});
