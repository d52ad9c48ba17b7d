import { describe, expect, test } from 'vitest';
import { ContentStore, createRegistryHandler, reply, replyError } from '../src/demo/registry/index.ts';
import { HttpError, type HttpFailure, RegistryError, type RegistryFailure } from '../src/domain/index.ts';
import { type LoopbackServer, serveLoopback } from '../src/io/http-server.ts';
import { IMAGE_BUDGET_MS } from '../src/registry/index.ts';
import { resolveImages } from '../src/resolve/index.ts';
import { closedAfterEach } from './support/closing.ts';
import { image } from './support/findings.ts';
import {
  createTestRegistry,
  type Fault,
  impatient,
  kindOf,
  LOGIN,
  putImage,
  type RequestKind,
  type TestRegistry,
  tagged,
  USER,
  withFaults,
  withTokenAuth,
} from './support/registry/index.ts';

const KINDS = ['token', 'head', 'manifest', 'referrers', 'blob'] as const;
type Kind = (typeof KINDS)[number];

const keep = closedAfterEach();

/** What each kind of request must end in. `n/a`: the fault is in a part of the answer that this request does not have. */
type Expected = Readonly<Record<Kind, RegistryFailure | 'empty' | 'n/a'>>;
const all = (failure: RegistryFailure, but: Partial<Expected> = {}): Expected => ({
  token: failure,
  head: failure,
  manifest: failure,
  referrers: failure,
  blob: failure,
  ...but,
});

interface Row {
  readonly name: string;
  /** On the way to the server. */
  readonly http?: HttpFailure;
  /** From the server. */
  readonly server?: Fault;
  readonly expected: Expected;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const HUGE = Buffer.alloc(5 * 1024 * 1024, 0x20);
const loop: Fault = (_, { path }) => reply(307, { location: path });
const elsewhere = (location: string): Fault => reply(302, { location });

const ROWS: readonly Row[] = [
  { name: 'the name is not known', http: 'dns', expected: all('dns') },
  { name: 'the connection is refused', http: 'refused', expected: all('refused') },
  { name: 'the certificate is not valid', http: 'tls', expected: all('tls') },
  { name: 'the address is private', http: 'private-address', expected: all('private-address') },
  { name: 'no answer', server: 'hang', expected: all('timeout') },
  { name: 'the connection breaks', server: 'drop', expected: all('network') },
  {
    name: 'the answer breaks off',
    server: (sound) => ({ ...sound, cutAfter: 1 }),
    expected: all('network', { head: 'n/a' }),
  },
  { name: '401', server: replyError(401, 'UNAUTHORIZED', USER.password), expected: all('unauthorized') },
  { name: '403', server: replyError(403, 'DENIED', USER.password), expected: all('forbidden') },
  {
    name: '404',
    server: replyError(404, 'MANIFEST_UNKNOWN', USER.password),
    // The specification's word for "no referrers API here"; the fallback tag is then not there either.
    expected: all('not-found', { token: 'token-realm', referrers: 'empty' }),
  },
  { name: '429', server: replyError(429, 'TOOMANYREQUESTS', 'slow'), expected: all('throttled') },
  { name: '429, come back in an hour', server: reply(429, { 'retry-after': '3600' }), expected: all('throttled') },
  { name: '500', server: reply(500), expected: all('server-error') },
  { name: '503 for a second', server: reply(503, { 'retry-after': '1' }), expected: all('server-error') },
  { name: '400', server: replyError(400, 'NAME_INVALID', 'no'), expected: all('malformed') },
  {
    name: 'not JSON',
    server: (sound) => ({ ...sound, body: Buffer.from('<html>'), headers: typeOf(sound) }),
    expected: all('malformed', { head: 'n/a', manifest: 'digest-mismatch', blob: 'digest-mismatch' }),
  },
  {
    name: 'another media type',
    server: (sound) => ({ ...sound, headers: { 'content-type': 'text/html' } }),
    expected: all('wrong-media-type', { token: 'n/a', head: 'n/a', blob: 'n/a' }),
  },
  {
    name: 'other bytes than the digest says',
    server: (sound) => ({ ...sound, body: Buffer.from('{"schemaVersion":2}'), headers: typeOf(sound) }),
    expected: all('digest-mismatch', { token: 'malformed', head: 'n/a', referrers: 'n/a' }),
  },
  {
    name: 'another digest in the header',
    server: (sound) => ({
      ...sound,
      headers: { ...typeOf(sound), 'docker-content-digest': `sha256:${'0'.repeat(64)}` },
    }),
    expected: all('digest-mismatch', { token: 'n/a', referrers: 'n/a', blob: 'n/a' }),
  },
  { name: 'too large', server: reply(200, JSON_TYPE, HUGE), expected: all('too-large', { head: 'n/a' }) },
  {
    name: 'an error as large as that',
    server: reply(500, JSON_TYPE, HUGE),
    expected: all('too-large', { head: 'server-error' }),
  },
  { name: 'redirects in a circle', server: loop, expected: all('redirect') },
  { name: 'a redirect to nowhere', server: reply(307), expected: all('redirect') },
  { name: 'a redirect to plain http', server: elsewhere('http://cdn.invalid/x'), expected: all('redirect') },
  { name: 'a redirect with a login in it', server: elsewhere('https://a:b@cdn.invalid/x'), expected: all('redirect') },
  { name: 'a redirect to a file', server: elsewhere('file:///etc/passwd'), expected: all('redirect') },
];

function typeOf(sound: { readonly headers: Readonly<Record<string, string>> }): Record<string, string> {
  return { 'content-type': sound.headers['content-type'] ?? '' };
}

interface Stand {
  readonly client: TestRegistry;
  readonly server: LoopbackServer;
  readonly store: ContentStore;
  readonly requests: string[];
}

/** A registry with token authentication and a client with a login, with `row`'s fault at every request of one kind. */
async function stand(row: Row, kind: Kind): Promise<Stand> {
  const store = new ContentStore();
  const requests: string[] = [];
  const sound = withTokenAuth(createRegistryHandler(store), { user: USER });
  const meets = (request: { readonly method: string; readonly path: string }): boolean => kindOf(request) === kind;
  const server = keep(
    await serveLoopback((request) => {
      requests.push(`${request.method} ${request.path}`);
      const fault = row.server !== undefined && meets(request) ? row.server : null;
      // A 401 is one only for a request that came with its token.
      const early = kind !== 'token' && request.headers.authorization === undefined;
      return withFaults(sound, () => (early ? null : fault))(request);
    }),
  );
  const { http } = row;
  const client = keep(
    createTestRegistry({
      credentials: new Map([[server.host, LOGIN]]),
      wrapHttp: (real, clock) => ({
        send: async (request) => {
          if (http !== undefined && meets({ method: request.method, path: request.url.pathname })) {
            throw new HttpError(http, 'the test says so');
          }
          return impatient(real, clock, row.server === 'hang' ? 100 : 5000).send(request);
        },
      }),
    }),
  );
  return { client, server, store, requests };
}

const CASES = ROWS.flatMap((row) =>
  KINDS.filter((kind) => row.expected[kind] !== 'n/a').map(
    (kind) => [row.name, kind, row.expected[kind], row] as const,
  ),
);

describe('every failure at every request is named', () => {
  test.each(CASES)('%s, at the %s request: %s', async (_, kind, expected, row) => {
    const { client, server, store, requests } = await stand(row, kind);
    const sample = putImage(store, 'shop/api', '1.0');
    const repository = { registry: server.host, path: 'shop/api' };
    const ask: Readonly<Record<Kind, () => Promise<unknown>>> = {
      token: () => client.registry.resolve(tagged(server.host, 'shop/api', '1.0')),
      head: () => client.registry.resolve({ ...repository, tag: null, digest: sample.digest }),
      manifest: () => client.registry.manifest(repository, sample.digest),
      referrers: () => client.registry.referrers(repository, sample.digest),
      blob: () => client.registry.blob(repository, sample.layer, 1024 * 1024),
    };
    const outcome = await ask[kind]().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    expect(client.clock.waited).toBeLessThanOrEqual(IMAGE_BUDGET_MS);
    expect(requests.length).toBeLessThan(20);
    if (expected === 'empty') {
      expect(outcome).toEqual({ value: [] });
      return;
    }
    const error = 'error' in outcome ? outcome.error : outcome.value;
    if (!(error instanceof RegistryError)) throw new Error(`not a RegistryError: ${String(error)}`);
    expect(error.failure).toBe(expected);
    expect(error.message).toContain(kind === 'token' && row.http === undefined ? '127.0.0.1' : error.host);
    expect(error.remedy).toMatch(/^[A-Z].*\.$/);
    expect(error.attempts).toBeGreaterThan(0);
    const told = `${error.message} ${error.remedy} ${client.warnings.join(' ')}`;
    expect(told).not.toContain(USER.password);
    expect(told).not.toContain(Buffer.from(`robot:${USER.password}`).toString('base64'));
    expect(told).not.toContain('token-1-');
    expect(told).not.toMatch(/[?]/);
  });

  test.each(ROWS)('$name: an image is absent for a 404 alone, else unknown, never resolved', async (row) => {
    for (const kind of ['token', 'head'] as const) {
      if (row.expected[kind] === 'n/a' || row.name === 'another digest in the header') continue;
      const { client, server, store } = await stand(row, kind);
      putImage(store, 'shop/api', '1.0');
      const written = `${server.host}/shop/api:1.0`;
      const one = image(written, tagged(server.host, 'shop/api', '1.0'));
      const resolved = await resolveImages([one], client.registry, {
        admission: { admits: () => true },
        log: { progress: () => {}, info: () => {}, warn: () => {} },
      });
      expect(resolved.get(written)?.status).toBe(row.name === '404' && kind === 'head' ? 'absent' : 'unknown');
    }
  });
});

const KIND_NAMES: readonly RequestKind[] = KINDS;
test('the matrix has every kind of request that a reader makes', () => {
  expect(KIND_NAMES).toHaveLength(5);
});
