import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpError, type HttpRequest } from '../domain/index.ts';
import { createEnv } from './env.ts';
import { createHttp, type HttpOptions } from './http.ts';
import { type RequestHandler, type ServedRequest, serveLoopback } from './http-server.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function serve(handle: RequestHandler) {
  const server = await serveLoopback(handle);
  opened.push(server);
  return server;
}

function client(options: Partial<HttpOptions> = {}) {
  const http = createHttp({ env: createEnv({}), ...options });
  opened.push(http);
  return http;
}

function get(url: string, overrides: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    url: new URL(url),
    headers: {},
    timeoutMs: 2000,
    maxBodyBytes: 1000,
    publicAddressesOnly: false,
    ...overrides,
  };
}

const ok: RequestHandler = async () => ({ status: 200, headers: {}, body: Buffer.from('hello') });

async function failure(work: Promise<unknown>): Promise<HttpError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HttpError)) throw new Error(`expected an HttpError, got ${String(error)}`);
  return error;
}

test('an answer comes as it is: no redirect followed, nothing decompressed, identity asked for', async () => {
  const seen: ServedRequest[] = [];
  const zipped = gzipSync('hello');
  const server = await serve(async (request) => {
    seen.push(request);
    return { status: 302, headers: { location: '/other', 'content-encoding': 'gzip', 'x-y': 'z' }, body: zipped };
  });
  const response = await client().send(get(`${server.url}/a/b?c=d`, { headers: { 'accept-encoding': 'gzip' } }));
  expect(response.status).toBe(302);
  expect(response.headers).toMatchObject({ location: '/other', 'x-y': 'z' });
  expect(Buffer.from(response.body)).toEqual(zipped);
  expect(seen.map(({ method, path, query }) => [method, path, query.toString()])).toEqual([['GET', '/a/b', 'c=d']]);
  expect(seen[0]?.headers['accept-encoding']).toBe('identity');
});

test('a body goes out with POST, and HEAD has none', async () => {
  const server = await serve(async ({ method, body }) => ({ status: 200, headers: { m: method }, body }));
  const http = client();
  const posted = await http.send(get(server.url, { method: 'POST', body: 'a=b' }));
  expect(Buffer.from(posted.body).toString()).toBe('a=b');
  expect((await http.send(get(server.url, { method: 'HEAD' }))).headers.m).toBe('HEAD');
});

test('connections are kept, after HEAD too', async () => {
  let connections = 0;
  const server = createServer((_, response) => response.writeHead(200, { 'content-length': '0' }).end());
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const http = client();
  for (let round = 0; round < 10; round += 1) {
    await http.send(get(`http://127.0.0.1:${port}`, { method: 'HEAD' }));
    await http.send(get(`http://127.0.0.1:${port}`));
  }
  expect(connections).toBeLessThan(4);
});

describe('what goes wrong has a name', () => {
  test.each([
    ['announced', async () => ({ status: 200, headers: {}, body: Buffer.alloc(1001) })],
    ['chunked', async () => ({ status: 200, headers: { 'transfer-encoding': 'chunked' }, body: Buffer.alloc(9000) })],
  ] as const)('too large, %s', async (_, handle) => {
    const server = await serve(handle);
    expect(await failure(client().send(get(server.url)))).toMatchObject({ failure: 'too-large' });
  });

  test('no answer', async () => {
    const server = await serve(() => new Promise(() => {}));
    const error = await failure(client().send(get(server.url, { timeoutMs: 80 })));
    expect(error).toMatchObject({ failure: 'timeout', message: 'no complete answer within 0.08 s' });
  });

  test('a look-up that never ends', async () => {
    const http = client({ lookup: () => new Promise(() => {}) });
    expect(await failure(http.send(get('https://slow.example', { timeoutMs: 80 })))).toMatchObject({
      failure: 'timeout',
    });
  });

  test('an answer that breaks off', async () => {
    const server = await serve(async () => ({ status: 200, headers: {}, body: Buffer.alloc(100), cutAfter: 10 }));
    expect(await failure(client().send(get(server.url)))).toMatchObject({ failure: 'reset' });
  });

  test('a dropped connection', async () => {
    const server = await serve(async () => 'drop');
    expect(await failure(client().send(get(server.url)))).toMatchObject({ failure: 'reset' });
  });

  test('a closed port', async () => {
    const server = await serveLoopback(ok);
    await server.close();
    expect(await failure(client().send(get(server.url)))).toMatchObject({ failure: 'refused' });
  });

  test('a name that nobody knows', async () => {
    const http = client({ lookup: async () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) });
    expect(await failure(http.send(get('https://nobody.example')))).toMatchObject({ failure: 'dns' });
  });

  test('TLS with a server that speaks none', async () => {
    const server = await serve(ok);
    expect(await failure(client().send(get(server.url.replace('http:', 'https:'))))).toMatchObject({ failure: 'tls' });
  });

  test('given up by the caller', async () => {
    const server = await serve(() => new Promise(() => {}));
    const signal = AbortSignal.timeout(50);
    expect(await failure(client().send(get(server.url, { signal })))).toMatchObject({ failure: 'aborted' });
  });

  test('a scheme that is not http', async () => {
    expect(await failure(client().send(get('file:///etc/passwd')))).toMatchObject({ failure: 'other' });
  });
});

describe('public addresses only', () => {
  test.each([
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '[::1]',
    '10.0.0.1',
    '169.254.169.254',
    '[::ffff:10.0.0.1]',
  ])('%s is refused, however it is spelled', async (host) => {
    const error = await failure(client().send(get(`http://${host}:9/`, { publicAddressesOnly: true })));
    expect(error.failure).toBe('private-address');
  });

  test('a name that leads to loopback is refused, and nothing is sent', async () => {
    let asked = 0;
    const server = await serve(async (request) => {
      asked += 1;
      return ok(request);
    });
    const http = client({ lookup: async () => [{ address: '127.0.0.1', family: 4 }] });
    const url = server.url.replace('127.0.0.1', 'inside.example');
    expect((await http.send(get(url))).status).toBe(200);
    // The connection of the request before is still open, and is not taken for this one.
    expect(await failure(http.send(get(url, { publicAddressesOnly: true })))).toMatchObject({
      failure: 'private-address',
    });
    expect(asked).toBe(1);
  });

  test('the address that was checked is the one that is contacted', async () => {
    const server = await serve(ok);
    let lookups = 0;
    const http = client({
      lookup: async () => {
        lookups += 1;
        return [{ address: lookups === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }];
      },
    });
    const url = server.url.replace('127.0.0.1', 'rebind.example');
    expect(await failure(http.send(get(url, { publicAddressesOnly: true })))).toMatchObject({
      failure: 'private-address',
    });
    expect(lookups).toBe(1);
  });
});

describe('proxies', () => {
  async function proxy() {
    const paths: string[] = [];
    const server = await serve(async (request) => {
      paths.push(request.path);
      return ok(request);
    });
    return { server, paths };
  }

  test('HTTP_PROXY is used, but not for NO_PROXY and never for loopback', async () => {
    const { server, paths } = await proxy();
    const target = await serve(ok);
    const http = client({
      env: createEnv({ HTTP_PROXY: server.host, NO_PROXY: 'direct.example' }),
      lookup: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    await http.send(get('http://far.example/x'));
    await http.send(get(target.url));
    await http.send(get(target.url.replace('127.0.0.1', 'direct.example')));
    expect(paths).toEqual(['http://far.example/x']);
  });

  test('HTTP_PROXY is not for https', async () => {
    const { server, paths } = await proxy();
    const http = client({
      env: createEnv({ HTTP_PROXY: server.url }),
      lookup: async () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })),
    });
    expect(await failure(http.send(get('https://far.example/x')))).toMatchObject({ failure: 'dns' });
    expect(paths).toEqual([]);
  });

  test('a private address is refused before a proxy hears of it', async () => {
    const { server, paths } = await proxy();
    const http = client({
      env: createEnv({ http_proxy: server.url }),
      lookup: async () => [{ address: '10.0.0.1', family: 4 }],
    });
    for (const host of ['inside.example', '10.0.0.1', '169.254.169.254']) {
      const error = await failure(http.send(get(`http://${host}/`, { publicAddressesOnly: true })));
      expect(error.failure).toBe('private-address');
    }
    expect(paths).toEqual([]);
  });

  test('a proxy that is no URL is said', async () => {
    const http = client({ env: createEnv({ HTTPS_PROXY: 'http://[' }) });
    expect((await failure(http.send(get('https://far.example/')))).message).toBe('HTTPS_PROXY is not a URL');
  });
});
