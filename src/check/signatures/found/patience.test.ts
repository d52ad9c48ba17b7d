import { expect, test } from 'vitest';
import { HttpError, type HttpRequest, type HttpResponse } from '../../../domain/index.ts';
import { withPatience } from './patience.ts';

const REQUEST: HttpRequest = {
  method: 'GET',
  url: new URL('https://api.github.example/'),
  headers: {},
  timeoutMs: 1000,
  maxBodyBytes: 1000,
  publicAddressesOnly: false,
};
const answer = (status: number, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: new Uint8Array(),
});
const lost = (failure: HttpError['failure']): HttpError => new HttpError(failure, 'the connection broke off');

/** What comes of it, and the waits before it. */
async function ask(...answers: readonly (HttpResponse | HttpError)[]): Promise<string> {
  const left = [...answers];
  const waits: number[] = [];
  const send = async (): Promise<HttpResponse> => {
    const next = left.shift() ?? answer(200);
    if (next instanceof HttpError) throw next;
    return next;
  };
  const patient = withPatience({ send }, { sleep: async (milliseconds) => void waits.push(milliseconds) });
  const said = await patient.send(REQUEST).then(
    ({ status }) => String(status),
    (error: unknown) => (error instanceof HttpError ? error.failure : 'another error'),
  );
  return [said, ...waits].join(' ');
}

test.each<[string, readonly (HttpResponse | HttpError)[], string]>([
  ['an answer', [answer(200)], '200'],
  ['what is not there', [answer(404)], '404'],
  ['what may not be seen', [answer(403)], '403'],
  ['a redirect', [answer(302)], '302'],
  ['a server that fails once', [answer(502)], '200 1000'],
  ['a server that fails twice', [answer(502), answer(503)], '200 1000 2000'],
  ['a server that goes on failing', [answer(500), answer(500), answer(500)], '500 1000 2000'],
  ['a limit, for as long as is asked', [answer(429, { 'retry-after': '9' })], '200 9000'],
  ['a secondary limit', [answer(403, { 'retry-after': '9' })], '200 9000'],
  ['a limit for longer than a run waits', [answer(429, { 'retry-after': '31' })], '429'],
  [
    'limits that are longer together',
    [answer(429, { 'retry-after': '20' }), answer(429, { 'retry-after': '20' })],
    '429 20000',
  ],
  ['a limit until a date', [answer(429, { 'retry-after': 'Thu, 26 Nov 2026 00:00:00 GMT' })], '200 1000'],
  ['a lost connection', [lost('reset')], '200 1000'],
  ['a time-out', [lost('timeout')], 'timeout'],
  ['an address that may not be asked', [lost('private-address')], 'private-address'],
  ['an answer that is too large', [lost('too-large')], 'too-large'],
])('%s', async (_, answers, outcome) => {
  expect(await ask(...answers)).toBe(outcome);
});

test('an error that is no failed request is a defect', async () => {
  const send = () => Promise.reject(new TypeError('a defect'));
  await expect(withPatience({ send }, { sleep: async () => {} }).send(REQUEST)).rejects.toBeInstanceOf(TypeError);
});
