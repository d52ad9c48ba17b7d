import { afterEach, describe, expect, test } from 'vitest';
import type { LoopbackAnswer, LoopbackRequest, LoopbackServer, PieceSink } from '../domain/index.ts';
import { createLoopback } from './loopback.ts';

const servers: LoopbackServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(answer: (request: LoopbackRequest) => Promise<LoopbackAnswer>): Promise<LoopbackServer> {
  const server = await createLoopback().serve(answer);
  servers.push(server);
  return server;
}

const saying = (length: number, write: (sink: PieceSink) => Promise<void>): LoopbackAnswer => {
  return { status: 200, contentType: 'text/plain', length, write };
};
const hello = async (): Promise<LoopbackAnswer> => saying(5, (sink) => sink(Buffer.from('hello')));

const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

function ask({ host, login }: LoopbackServer, path: string, init: RequestInit = {}): Promise<Response> {
  const authorization = basic(login.username, login.password);
  return fetch(`http://${host}${path}`, { ...init, headers: { authorization, ...init.headers } });
}

describe('who gets an answer', () => {
  test('whoever knows the login of this very server', async () => {
    const [server, other] = [await serve(hello), await serve(hello)];
    expect(server.login.password).toMatch(/^[\w-]{43}$/);
    expect(server.login.password).not.toBe(other.login.password);
    expect(server.host).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(await (await ask(server, '/a')).text()).toBe('hello');
    expect((await ask({ ...server, login: other.login }, '/a')).status).toBe(401);
  });

  test.each([
    ['no login', {}],
    ['an empty one', { authorization: '' }],
    ['another password', { authorization: basic('gate', 'x') }],
    ['a token', { authorization: 'Bearer x' }],
  ])('nobody with %s', async (_, headers) => {
    const asked: string[] = [];
    const { host } = await serve(async ({ path }) => {
      asked.push(path);
      return hello();
    });
    const answer = await fetch(`http://${host}/secret`, { headers });
    expect([answer.status, answer.headers.get('www-authenticate'), await answer.text()]).toEqual([
      401,
      'Basic realm="gate"',
      '',
    ]);
    expect(asked).toEqual([]);
  });

  test.each(['HEAD', 'POST', 'DELETE'])('nobody who asks by %s', async (method) => {
    expect((await ask(await serve(hello), '/', { method })).status).toBe(405);
  });

  test('nobody once it is closed', async () => {
    const server = await serve(hello);
    await server.close();
    await expect(ask(server, '/')).rejects.toThrow('fetch failed');
  });
});

test('an answer that cannot be finished is broken off, so that it is not taken for whole', async () => {
  const server = await serve(async () =>
    saying(5, async (sink) => {
      await sink(Buffer.from('he'));
      throw new Error('no more');
    }),
  );
  await expect(ask(server, '/').then((answer) => answer.text())).rejects.toThrow();
});

test('whoever writes is told when nobody reads any more', async () => {
  const told = Promise.withResolvers<unknown>();
  const server = await serve(async ({ signal }) => {
    signal.addEventListener('abort', () => told.resolve('gone'));
    return saying(1e9, async (sink) => {
      for (;;) await sink(Buffer.alloc(1 << 16));
    });
  });
  const gone = new AbortController();
  const answer = await ask(server, '/', { signal: gone.signal });
  gone.abort();
  await answer.text().catch(() => {});
  expect(await told.promise).toBe('gone');
});
