import { createServer, type ServerResponse } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { HttpError, type HttpRequest } from '../domain/index.ts';
import { createEnv } from './env.ts';
import { createHttp } from './http.ts';

/** Bodies that go to somebody piece by piece, of servers that send in their own time. */

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function serve(answer: (response: ServerResponse) => Promise<void> | void): Promise<URL> {
  const server = createServer((_, response) => void answer(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`);
}

function fetchFrom(url: URL, request: Partial<HttpRequest>) {
  const http = createHttp({ env: createEnv({}) });
  opened.push(http);
  const common = { method: 'GET', url, headers: {}, timeoutMs: 500, maxBodyBytes: 1e9, publicAddressesOnly: false };
  return http.send({ ...common, method: 'GET', ...request });
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'an answer',
    (error: unknown) => (error instanceof HttpError ? error.failure : error),
  );

test('a body that takes longer in all than an answer may comes in pieces, and none is kept', async () => {
  const url = await serve(async (response) => {
    for (const letter of 'abcd') {
      response.write(letter);
      await wait(200);
    }
    response.end();
  });
  const pieces: string[] = [];
  const answer = await fetchFrom(url, { sink: async (piece) => void pieces.push(Buffer.from(piece).toString()) });
  expect([pieces.join(''), answer.status, answer.body.length]).toEqual(['abcd', 200, 0]);
});

test("a sink that is slower than the sender makes it wait, and its time is not the server's", async () => {
  const total = 64 * 1024 * 1024;
  let sent = 0;
  const url = await serve((response) => {
    const piece = Buffer.alloc(1024 * 1024);
    const more = (): void => {
      while (sent < total) {
        sent += piece.length;
        if (!response.write(piece)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  let taken = 0;
  let ahead = 0;
  await fetchFrom(url, {
    sink: async (piece) => {
      if (taken === 0) await wait(800);
      taken += piece.length;
      ahead = Math.max(ahead, sent - taken);
    },
  });
  expect(taken).toBe(total);
  expect(ahead).toBeLessThan(total / 2);
});

test.each<[string, (response: ServerResponse) => void, Partial<HttpRequest>, string]>([
  ['stops coming', (response) => void response.write('a'), {}, 'timeout'],
  ['never begins', () => {}, {}, 'timeout'],
  ['breaks off', (response) => void response.write('a', () => response.destroy()), {}, 'reset'],
  ['is longer than it may be', (response) => void response.end('abc'), { maxBodyBytes: 2 }, 'too-large'],
  [
    'is longer than it may be, and does not say so',
    (response) => {
      response.write('ab');
      response.end('c');
    },
    { maxBodyBytes: 2 },
    'too-large',
  ],
])('a body that %s', async (_, answer, request, failure) => {
  const work = fetchFrom(await serve(answer), { ...request, sink: async () => {} });
  expect(await failureOf(work)).toBe(failure);
});

test('what the sink throws ends the request, as it is', async () => {
  const url = await serve((response) => void response.end('abc'));
  const error = new Error('no more');
  const refuse = async (): Promise<void> => {
    throw error;
  };
  expect(await failureOf(fetchFrom(url, { sink: refuse }))).toBe(error);
});

test('only the body of a 200 goes to the sink', async () => {
  const url = await serve((response) => void response.writeHead(401).end('who are you?'));
  const pieces: Uint8Array[] = [];
  const answer = await fetchFrom(url, { sink: async (piece) => void pieces.push(piece) });
  expect([pieces, Buffer.from(answer.body).toString()]).toEqual([[], 'who are you?']);
});

test.each<[string, (response: ServerResponse) => void]>([
  ['says its length', (response) => void response.end(Buffer.alloc(1024 * 1024))],
  ['does not end', (response) => void response.write(Buffer.alloc(1024 * 1024))],
])('of the body of another status only the beginning is read, where it %s', async (_, answer) => {
  const url = await serve((response) => answer(response.writeHead(503)));
  for (const maxBodyBytes of [1, 1e9]) {
    const { status, body } = await fetchFrom(url, { maxBodyBytes, sink: async () => {} });
    expect([status, body.length]).toEqual([503, 64 * 1024]);
  }
});

test('chunks of a byte each go to the sink together', async () => {
  const letters = 'abcdefgh'.repeat(8 * 1024);
  const url = await serve((response) => {
    for (const letter of letters) response.write(letter);
    response.end();
  });
  const pieces: string[] = [];
  await fetchFrom(url, { timeoutMs: 5000, sink: async (piece) => void pieces.push(Buffer.from(piece).toString()) });
  expect(pieces.join('')).toBe(letters);
  expect(pieces.length).toBeLessThan(letters.length / 64);
});

test('a body is there when the sink has taken all of it, though the server is done before', async () => {
  const url = await serve(async (response) => {
    response.write('a');
    await wait(50);
    response.end('b');
  });
  const taken: string[] = [];
  await fetchFrom(url, {
    timeoutMs: 200,
    sink: async (piece) => {
      await wait(300);
      taken.push(Buffer.from(piece).toString());
    },
  });
  expect(taken).toEqual(['a', 'b']);
});

test('what the sink throws when the server is done counts too', async () => {
  const url = await serve((response) => void response.end('abc'));
  const error = new Error('no more');
  const refuse = async (): Promise<void> => {
    await wait(100);
    throw error;
  };
  expect(await failureOf(fetchFrom(url, { sink: refuse }))).toBe(error);
});

test('a body that there is no memory for is a failure, and not an answer that never comes', async () => {
  const url = await serve((response) => void response.end('abc'));
  const concat = vi.spyOn(Buffer, 'concat').mockImplementation(() => {
    throw new RangeError('Array buffer allocation failed');
  });
  const work = failureOf(fetchFrom(url, {}));
  const outcome = await Promise.race([work, wait(1000).then(() => 'nothing')]);
  concat.mockRestore();
  expect(outcome).toBe('other');
});

test('a request that is given up ends at once', async () => {
  const url = await serve((response) => void response.write('a'));
  const gone = new AbortController();
  const work = fetchFrom(url, { timeoutMs: 60_000, signal: gone.signal, sink: async () => gone.abort() });
  expect(await failureOf(work)).toBe('aborted');
});
