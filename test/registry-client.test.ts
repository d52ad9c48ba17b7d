import { afterEach, describe, expect, test } from 'vitest';
import {
  ContentStore,
  createRegistryHandler,
  reply,
  type RegistryOptions as ServerOptions,
} from '../src/demo/registry/index.ts';
import { HttpError, type HttpRequest, type HttpResponse, RegistryError } from '../src/domain/index.ts';
import { type RequestHandler, serveLoopback } from '../src/io/http-server.ts';
import {
  createTestRegistry,
  digestOf,
  jsonBytes,
  OCI_INDEX,
  putImage,
  putIndex,
  tagged,
  toDigest,
  withBasicAuth,
  withFaults,
  withLatency,
  withRecord,
  withTokenAuth,
} from './support/registry/index.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

function keep<T extends { close(): Promise<void> }>(thing: T): T {
  opened.push(thing);
  return thing;
}

/** A registry whose requests are written down, behind what `wrap` puts in front of it. */
async function serve(wrap: (sound: RequestHandler) => RequestHandler = (sound) => sound, options: ServerOptions = {}) {
  const store = new ContentStore();
  const recorded = withRecord(wrap(createRegistryHandler(store, options)));
  const server = keep(await serveLoopback(recorded));
  return {
    host: server.host,
    store,
    requests: recorded.requests,
    lines: () => recorded.requests.map(({ line }) => line),
  };
}

const client = (options: Parameters<typeof createTestRegistry>[0] = {}) => keep(createTestRegistry(options));

async function failureOf(work: Promise<unknown>): Promise<RegistryError> {
  const error = await work.then(
    (value) => new Error(`it gave ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RegistryError)) throw error;
  return error;
}

const USER = { name: 'robot', password: 'correct-horse-battery' };
const LOGIN = { kind: 'basic', username: USER.name, password: USER.password } as const;

describe('how much is asked', () => {
  test('an image with a legacy signature: one HEAD and two GETs, no ping', async () => {
    const { host, store, lines } = await serve();
    const { digest } = putImage(store, 'shop/api', '1.0');
    const signature = putImage(store, 'shop/api', `${digest.replace(':', '-')}.sig`);
    const { registry } = client();
    const repository = { registry: host, path: 'shop/api' };
    expect(await registry.resolve(tagged(host, 'shop/api', '1.0'))).toBe(digest);
    expect((await registry.manifest(repository, { tag: `${digest.replace(':', '-')}.sig` })).digest).toBe(
      signature.digest,
    );
    expect(await registry.blob(repository, signature.layer, 1000)).toEqual(signature.layerBytes);
    expect(lines().map((line) => line.split(' ')[0])).toEqual(['HEAD', 'GET', 'GET']);
  });

  test('each reference and each digest once, however often and at once', async () => {
    const { host, store, lines } = await serve((sound) => withLatency(sound, 5));
    const { digest, layer } = putImage(store, 'shop/api', '1.0');
    const { registry } = client();
    const repository = { registry: host, path: 'shop/api' };
    const many = <T>(ask: () => Promise<T>) => Promise.all(Array.from({ length: 50 }, ask));
    await many(() => registry.resolve(tagged(host, 'shop/api', '1.0')));
    await many(() => registry.manifest(repository, digest));
    await many(() => registry.manifest(repository, { tag: '1.0' }));
    await many(() => registry.blob(repository, layer, 1000));
    await many(() => registry.referrers(repository, digest));
    expect(lines().map((line) => line.replace(/sha256:.*/, ''))).toEqual([
      'HEAD /v2/shop/api/manifests/1.0',
      'GET /v2/shop/api/manifests/',
      'GET /v2/shop/api/blobs/',
      'GET /v2/shop/api/referrers/',
    ]);
  });

  test('a tag stays what it was resolved to, even if it moves', async () => {
    const { host, store } = await serve();
    const { digest } = putImage(store, 'shop/api', '1.0', 'before');
    const { registry } = client();
    await registry.resolve(tagged(host, 'shop/api', '1.0'));
    putImage(store, 'shop/api', '1.0', 'after');
    expect((await registry.manifest({ registry: host, path: 'shop/api' }, { tag: '1.0' })).digest).toBe(digest);
    expect(await registry.resolve(tagged(host, 'shop/api', '1.0'))).toBe(digest);
  });

  test('no more than 40 requests to one host at once', async () => {
    let now = 0;
    let most = 0;
    const { host, store } = await serve((sound) => async (request) => {
      now += 1;
      most = Math.max(most, now);
      const answer = await withLatency(sound, 10)(request);
      now -= 1;
      return answer;
    });
    const { registry } = client();
    const names = Array.from({ length: 100 }, (_, index) => `app-${index}`);
    for (const name of names) putImage(store, name, '1');
    await Promise.all(names.map((name) => registry.resolve(tagged(host, name, '1'))));
    expect(most).toBeLessThanOrEqual(40);
    expect(most).toBeGreaterThan(8);
  });

  test('no tag means latest, a digest is looked for as it is', async () => {
    const { host, store, lines } = await serve();
    const { digest } = putImage(store, 'a', 'latest');
    const { registry } = client();
    expect(await registry.resolve(tagged(host, 'a', null))).toBe(digest);
    expect(await registry.resolve({ registry: host, path: 'a', tag: 'gone', digest })).toBe(digest);
    expect(lines()).toEqual(['HEAD /v2/a/manifests/latest', `HEAD /v2/a/manifests/${digest}`]);
  });

  test('a registry that states no digest on HEAD, or knows no HEAD, is asked by GET', async () => {
    const silent = await serve(undefined, { headDigest: false });
    const headless = await serve((sound) => withFaults(sound, ({ method }) => (method === 'HEAD' ? reply(405) : null)));
    const { registry } = client();
    for (const { host, store, lines } of [silent, headless]) {
      const digest = putIndex(store, 'a', '1');
      expect(await registry.resolve(tagged(host, 'a', '1'))).toBe(digest);
      expect(lines()).toEqual(['HEAD /v2/a/manifests/1', 'GET /v2/a/manifests/1']);
    }
  });
});

describe('logins', () => {
  test('one token a repository, kept while it lasts', async () => {
    const { host, store, lines } = await serve((sound) => withTokenAuth(sound, { user: USER, lifetimeSeconds: 300 }));
    const { digest, layer } = putImage(store, 'a', '1');
    putImage(store, 'b', '1');
    const { registry } = client({ credentials: new Map([[host, LOGIN]]) });
    await registry.resolve(tagged(host, 'a', '1'));
    await registry.manifest({ registry: host, path: 'a' }, digest);
    await registry.blob({ registry: host, path: 'a' }, layer, 1000);
    await registry.resolve(tagged(host, 'b', '1'));
    expect(lines().map((line) => line.replace(/sha256:.*/, ''))).toEqual([
      'HEAD /v2/a/manifests/1',
      'GET /token',
      'HEAD /v2/a/manifests/1',
      'GET /v2/a/manifests/',
      'GET /v2/a/blobs/',
      'GET /token',
      'HEAD /v2/b/manifests/1',
    ]);
  });

  test('a token is renewed before its end, and when it is refused', async () => {
    let revoke = (): void => {};
    const { host, store, lines } = await serve((sound) => {
      const guarded = withTokenAuth(sound, { lifetimeSeconds: 300 });
      revoke = guarded.revoke;
      return guarded;
    });
    const tags = ['1', '2', '3'];
    for (const tag of tags) putImage(store, 'a', tag);
    const { registry, clock } = client();
    await registry.resolve(tagged(host, 'a', '1'));
    clock.advance(295_000);
    await registry.resolve(tagged(host, 'a', '2'));
    revoke();
    await registry.resolve(tagged(host, 'a', '3'));
    expect(lines().map((line) => line.split(' ').slice(0, 2).join(' ').replace('/v2/a/manifests', ''))).toEqual([
      'HEAD /1',
      'GET /token',
      'HEAD /1',
      'GET /token',
      'HEAD /2',
      'HEAD /3',
      'GET /token',
      'HEAD /3',
    ]);
  });

  test('a hundred images at once find out once that a login is needed', async () => {
    const { host, store, lines } = await serve((sound) => withTokenAuth(withLatency(sound, 2)));
    const { registry } = client();
    const tags = Array.from({ length: 100 }, (_, index) => `t${index}`);
    for (const tag of tags) putImage(store, 'a', tag);
    await Promise.all(tags.map((tag) => registry.resolve(tagged(host, 'a', tag))));
    expect(lines().filter((line) => line === 'GET /token')).toHaveLength(1);
    expect(lines()).toHaveLength(102);
  });

  test('an identity token is traded for one that the registry takes', async () => {
    const { host, store, lines, requests } = await serve((sound) =>
      withTokenAuth(sound, { refreshToken: 'secret-refresh' }),
    );
    const { digest } = putImage(store, 'a', '1');
    const { registry } = client({ credentials: new Map([[host, { kind: 'identity', token: 'secret-refresh' }]]) });
    expect(await registry.resolve(tagged(host, 'a', '1'))).toBe(digest);
    expect(lines()).toContain('POST /token');
    expect(requests.filter(({ authorization }) => authorization?.includes('secret-refresh'))).toEqual([]);
  });

  test('basic authentication: nothing is sent before it is asked for, then with every request', async () => {
    const { host, store, requests } = await serve((sound) => withBasicAuth(sound, USER));
    const { digest } = putImage(store, 'a', '1');
    const { registry } = client({ credentials: new Map([[host, LOGIN]]) });
    await registry.resolve(tagged(host, 'a', '1'));
    await registry.manifest({ registry: host, path: 'a' }, digest);
    expect(requests.map(({ line, authorization }) => [line.split(' ')[0], authorization !== null])).toEqual([
      ['HEAD', false],
      ['HEAD', true],
      ['GET', true],
    ]);
  });

  test.each([
    ['wrong', { ...LOGIN, password: 'wrong' }, 'it did not accept the login'],
    ['none', null, 'there is no login for it'],
  ])('%s', async (_, credential, words) => {
    const { host, store } = await serve((sound) => withBasicAuth(sound, USER));
    putImage(store, 'a', '1');
    const { registry } = client({ credentials: new Map(credential === null ? [] : [[host, credential]]) });
    const error = await failureOf(registry.resolve(tagged(host, 'a', '1')));
    expect(error).toMatchObject({ failure: 'unauthorized', attempts: 1 });
    expect(error.message).toContain(words);
  });

  test('a login never goes to another registry, nor to where its own redirects', async () => {
    const other = await serve();
    const { layer, layerBytes } = putImage(other.store, 'a', '1');
    const first = await serve((sound) =>
      withTokenAuth(
        withFaults(sound, ({ path }) =>
          path.includes('/blobs/') ? reply(307, { location: `http://${other.host}${path}?signed=yes` }) : null,
        ),
        { user: USER },
      ),
    );
    const { registry } = client({ credentials: new Map([[first.host, LOGIN]]) });
    expect(await registry.blob({ registry: first.host, path: 'a' }, layer, 1000)).toEqual(layerBytes);
    await registry.resolve(tagged(other.host, 'a', '1'));
    expect(other.requests.map(({ authorization }) => authorization)).toEqual([null, null]);
    expect(first.requests.at(-1)?.authorization).toMatch(/^Bearer /);
  });

  test('a login that left is not taken up again on the way back', async () => {
    const store = new ContentStore();
    const { layer } = putImage(store, 'a', '1');
    let home = '';
    const away = await serve(
      () =>
        async ({ path }) =>
          reply(307, { location: `http://${home}${path}?back` }),
    );
    const first = await serve((_) =>
      withBasicAuth(
        async ({ path, query }) =>
          query.has('back')
            ? reply(200, {}, store.findBlob('a', layer) ?? undefined)
            : reply(307, { location: `http://${away.host}${path}` }),
        USER,
      ),
    );
    home = first.host;
    const { registry } = client({ credentials: new Map([[first.host, LOGIN]]) });
    const error = await failureOf(registry.blob({ registry: first.host, path: 'a' }, layer, 1000));
    expect(error.failure).toBe('unauthorized');
    expect(first.requests.at(-1)?.authorization).toBeNull();
  });

  test.each([
    ['http://192.0.2.7/token', 'is not https'],
    ['ftp://auth.example/token', 'is not https'],
    ['https://user:pass@auth.example/token', 'holds a login'],
    ['nonsense', 'names no address'],
    ['', 'names no address'],
  ])('the token realm %j is refused', async (realm, words) => {
    const { host, store, lines } = await serve((sound) => withTokenAuth(sound, { realm }));
    putImage(store, 'a', '1');
    const { registry } = client({ credentials: new Map([[host, LOGIN]]) });
    const error = await failureOf(registry.resolve(tagged(host, 'a', '1')));
    expect(error).toMatchObject({ failure: 'token-realm', attempts: 1 });
    expect(error.message).toContain(words);
    expect(lines()).toHaveLength(1);
  });
});

/** A network that exists only in the test: which hosts are private, and what each answers. */
function fakeNetwork(
  hosts: Record<string, { readonly private?: boolean; answer(request: HttpRequest): HttpResponse }>,
) {
  const requests: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    const host = hosts[request.url.host];
    if (host === undefined) throw new HttpError('dns', 'its name is not known');
    if (host.private === true && request.publicAddressesOnly) {
      throw new HttpError('private-address', `${request.url.host} leads to a private address`);
    }
    requests.push(request);
    return host.answer(request);
  };
  return { requests, wrapHttp: () => ({ send }), asked: () => requests.map(({ url }) => url.host) };
}

const challenge = (realm: string) => () => ({
  status: 401,
  headers: { 'www-authenticate': `Bearer realm="${realm}",service="s"` },
  body: new Uint8Array(),
});
const found = (request: HttpRequest): HttpResponse => ({
  status: 200,
  headers: { 'docker-content-digest': `sha256:${'c'.repeat(64)}` },
  body: request.url.pathname === '/token' ? jsonBytes({ token: 'tok' }) : new Uint8Array(),
});
const guarded = (realm: string) => (request: HttpRequest) =>
  request.headers.authorization === undefined ? challenge(realm)() : found(request);

describe('private addresses', () => {
  const image = tagged('registry.example', 'a', '1');

  test("a public registry's token realm at a private address is refused", async () => {
    const network = fakeNetwork({
      'registry.example': { answer: guarded('https://10.0.0.1/token') },
      '10.0.0.1': { private: true, answer: found },
    });
    const { registry } = client({ wrapHttp: network.wrapHttp, credentials: new Map([['registry.example', LOGIN]]) });
    expect(await failureOf(registry.resolve(image))).toMatchObject({ failure: 'private-address', host: '10.0.0.1' });
    expect(network.asked()).not.toContain('10.0.0.1');
  });

  test("a private registry's token realm may be private too", async () => {
    const network = fakeNetwork({
      'registry.example': { private: true, answer: guarded('https://auth.corp.example/token') },
      'auth.corp.example': { private: true, answer: found },
    });
    const { registry } = client({ wrapHttp: network.wrapHttp });
    expect(await registry.resolve(image)).toMatch(/^sha256:c/);
  });

  test("a public registry's redirect to a private address is refused", async () => {
    const network = fakeNetwork({
      'registry.example': {
        answer: () => ({
          status: 307,
          headers: { location: 'https://169.254.169.254/latest' },
          body: new Uint8Array(),
        }),
      },
      '169.254.169.254': { private: true, answer: found },
    });
    const { registry } = client({ wrapHttp: network.wrapHttp });
    expect(await failureOf(registry.resolve(image))).toMatchObject({
      failure: 'private-address',
      host: '169.254.169.254',
    });
    expect(network.asked()).not.toContain('169.254.169.254');
  });

  test.each([
    [[], 'private-address'],
    [['registry.example'], 'resolved'],
  ])('in a pull request, with %j named by the policy: %s', async (named: string[], expected) => {
    const network = fakeNetwork({ 'registry.example': { private: true, answer: found } });
    const admission = { admits: () => true, namesHostLiterally: (host: string) => named.includes(host) };
    const { registry } = client({ wrapHttp: network.wrapHttp, admission, pullRequest: true });
    const got = await registry.resolve(image).then(
      () => 'resolved',
      (error: unknown) => (error instanceof RegistryError ? error.failure : error),
    );
    expect(got).toBe(expected);
    expect(network.asked()).toHaveLength(expected === 'resolved' ? 1 : 0);
  });

  test('in a pull request a private registry does not make its token realm one that may be private', async () => {
    const network = fakeNetwork({
      'registry.example': { private: true, answer: guarded('https://auth.corp.example/token') },
      'auth.corp.example': { private: true, answer: found },
    });
    const admission = { admits: () => true, namesHostLiterally: (host: string) => host === 'registry.example' };
    const { registry } = client({ wrapHttp: network.wrapHttp, admission, pullRequest: true });
    expect(await failureOf(registry.resolve(image))).toMatchObject({
      failure: 'private-address',
      host: 'auth.corp.example',
    });
  });

  test('a login is never sent over plain http to a host that is not loopback', async () => {
    const network = fakeNetwork({
      'registry.example': {
        answer: () => ({ status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: new Uint8Array() }),
      },
    });
    const credentials = new Map([['registry.example', LOGIN]]);
    const { registry } = client({ wrapHttp: network.wrapHttp, credentials, insecureHosts: ['registry.example'] });
    const error = await failureOf(registry.resolve(image));
    expect(error.message).toContain('a login is never sent over plain http');
    expect(network.requests.map(({ url, headers }) => [url.protocol, headers.authorization])).toEqual([
      ['http:', undefined],
    ]);
  });

  test('Docker Hub is asked at its own address', async () => {
    const network = fakeNetwork({ 'registry-1.docker.io': { answer: found } });
    const { registry } = client({ wrapHttp: network.wrapHttp });
    await registry.resolve(tagged('docker.io', 'library/nginx', '1'));
    expect(network.requests.map(({ url }) => url.href)).toEqual([
      'https://registry-1.docker.io/v2/library/nginx/manifests/1',
    ]);
  });
});

describe('before any connection', () => {
  test.each([
    ['not admitted', { admission: { admits: () => false, namesHostLiterally: () => true } }, 'a', '1', 'not-allowed'],
    ['offline', { offline: true }, 'a', '1', 'offline'],
    ['a name that climbs', {}, 'a/../b', '1', 'malformed'],
    ['a tag that is none', {}, 'a', '../x', 'malformed'],
  ] as const)('%s', async (_, options, path, tag, failure) => {
    const { host, requests } = await serve();
    const { registry } = client(options);
    const repository = { registry: host, path };
    const digest = toDigest(digestOf(Buffer.from('x')));
    expect(await failureOf(registry.resolve(tagged(host, path, tag)))).toMatchObject({ failure, attempts: 0 });
    expect(await failureOf(registry.manifest(repository, { tag }))).toMatchObject({ failure });
    if (failure !== 'malformed' || path !== 'a') {
      expect(await failureOf(registry.blob(repository, digest, 1))).toMatchObject({ failure });
      expect(await failureOf(registry.referrers(repository, digest))).toMatchObject({ failure });
    }
    expect(requests).toEqual([]);
  });
});

describe('referrers', () => {
  const subjectOf = async (options: ServerOptions, wrap?: (sound: RequestHandler) => RequestHandler) => {
    const { host, store, lines } = await serve(wrap, options);
    const { digest } = putImage(store, 'a', '1');
    const repository = { registry: host, path: 'a' };
    return { host, store, lines, digest, repository, registry: client().registry };
  };

  test.each([1, 2, 10])('through the API, %i a page', async (pageSize) => {
    const { store, digest, repository, registry } = await subjectOf({ pageSize });
    const added = ['x', 'y', 'z'].map((seed) =>
      putImage(store, 'a', null, seed, { subject: digest, artifactType: `application/vnd.${seed}` }),
    );
    const referrers = await registry.referrers(repository, digest);
    expect(referrers.map((one) => one.digest).sort()).toEqual(added.map((one) => one.digest).sort());
    expect(referrers.map((one) => one.artifactType).sort()).toEqual(
      ['x', 'y', 'z'].map((seed) => `application/vnd.${seed}`),
    );
  });

  test('through the fallback tag where there is no API', async () => {
    const { store, digest, repository, registry, lines } = await subjectOf({ referrers: false });
    expect(await registry.referrers(repository, digest)).toEqual([]);
    expect(lines()).toEqual([`GET /v2/a/referrers/${digest}`, `GET /v2/a/manifests/${digest.replace(':', '-')}`]);

    const signature = putImage(store, 'a', null, 'signature', { subject: digest });
    const entry = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: signature.digest, size: 1 };
    store.putManifest(
      'a',
      jsonBytes({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [entry] }),
      OCI_INDEX,
      digest.replace(':', '-'),
    );
    const again = await client().registry.referrers(repository, digest);
    expect(again.map((one) => one.digest)).toEqual([signature.digest]);
  });

  test('an image under the fallback tag is no list', async () => {
    const { store, digest, repository, registry } = await subjectOf({ referrers: false });
    putImage(store, 'a', digest.replace(':', '-'));
    expect(await failureOf(registry.referrers(repository, digest))).toMatchObject({ failure: 'wrong-media-type' });
  });

  test.each([
    ['leads to another repository', '</v2/other/referrers/x>; rel="next"', 'malformed'],
    ['goes round in a circle', '<?page=1>; rel="next"', 'too-large'],
  ])('a Link that %s', async (_, link, failure) => {
    const { digest, repository, registry } = await subjectOf({}, (sound) =>
      withFaults(sound, ({ path }) =>
        path.includes('/referrers/') ? (answer) => ({ ...answer, headers: { ...answer.headers, link } }) : null,
      ),
    );
    expect(await failureOf(registry.referrers(repository, digest))).toMatchObject({ failure });
  });

  test('pages without end', async () => {
    let page = 0;
    const { digest, repository, registry, lines } = await subjectOf({}, (sound) =>
      withFaults(sound, ({ path }) => {
        page += 1;
        const headers = { 'content-type': OCI_INDEX, link: `<?page=${page}>; rel="next"` };
        return path.includes('/referrers/')
          ? reply(200, headers, jsonBytes({ schemaVersion: 2, manifests: [] }))
          : null;
      }),
    );
    expect(await failureOf(registry.referrers(repository, digest))).toMatchObject({ failure: 'too-large' });
    expect(lines().length).toBeLessThanOrEqual(32);
  });
});

describe('mirrors', () => {
  async function pair(
    wrapMirror?: (sound: RequestHandler) => RequestHandler,
    wrapOrigin?: (sound: RequestHandler) => RequestHandler,
  ) {
    const mirror = await serve(wrapMirror);
    const origin = await serve(wrapOrigin);
    const { registry } = client({ policy: { mirrors: { [origin.host]: [`${mirror.host}/hub`] } } });
    return { mirror, origin, registry };
  }

  test('what the mirror has is not asked of the origin', async () => {
    const { mirror, origin, registry } = await pair();
    const { digest } = putImage(mirror.store, 'hub/a', '1');
    expect(await registry.resolve(tagged(origin.host, 'a', '1'))).toBe(digest);
    expect(origin.requests).toEqual([]);
  });

  test('a mirror of Docker Hub is found under each of its names', async () => {
    for (const name of ['docker.io', 'index.docker.io', 'Registry-1.Docker.io']) {
      const { host, store } = await serve();
      const { digest } = putImage(store, 'hub/library/nginx', '1');
      const { registry } = client({ policy: { mirrors: { [name]: [`${host}/hub`] } } });
      expect(await registry.resolve(tagged('docker.io', 'library/nginx', '1'))).toBe(digest);
    }
  });

  test.each([
    ['404', (sound: RequestHandler) => sound],
    ['401', (sound: RequestHandler) => withBasicAuth(sound, USER)],
    ['500', (sound: RequestHandler) => withFaults(sound, () => reply(500))],
    ['other bytes', (sound: RequestHandler) => withFaults(sound, () => reply(200, {}, Buffer.from('evil')))],
  ])("a mirror's %s is no answer: the origin's is", async (_, wrap) => {
    const { origin, registry } = await pair(wrap);
    const { digest, layer, layerBytes } = putImage(origin.store, 'a', '1');
    expect((await registry.manifest({ registry: origin.host, path: 'a' }, digest)).digest).toBe(digest);
    expect(await registry.blob({ registry: origin.host, path: 'a' }, layer, 1000)).toEqual(layerBytes);
  });

  test("a mirror's 404 and an origin that is down is unknown, and says so", async () => {
    const { registry, origin } = await pair(undefined, (sound) => withFaults(sound, () => reply(503)));
    const error = await failureOf(registry.resolve(tagged(origin.host, 'a', '1')));
    expect(error.failure).toBe('server-error');
    expect(error.message).toMatch(/Mirrors were asked before \(127\.0\.0\.1:\d+: not-found\)\.$/);
  });

  test("the origin's 404 is what counts", async () => {
    const { registry, origin } = await pair(undefined);
    expect(await failureOf(registry.resolve(tagged(origin.host, 'a', '1')))).toMatchObject({ failure: 'not-found' });
  });

  test('a mirror without referrers does not hide those of the origin', async () => {
    const { mirror, origin, registry } = await pair();
    const { digest } = putImage(origin.store, 'a', '1');
    putImage(mirror.store, 'hub/a', '1', 'a:1');
    const signature = putImage(origin.store, 'a', null, 's', { subject: digest });
    const found = await registry.referrers({ registry: origin.host, path: 'a' }, digest);
    expect(found.map((one) => one.digest)).toEqual([signature.digest]);
  });

  test("the mirror gets its own login, and never the origin's", async () => {
    const mirror = await serve((sound) => withBasicAuth(sound, USER));
    const origin = await serve();
    const { digest } = putImage(origin.store, 'a', '1');
    const { registry } = client({
      policy: { mirrors: { [origin.host]: [mirror.host] } },
      credentials: new Map([[origin.host, LOGIN]]),
    });
    expect(await registry.resolve(tagged(origin.host, 'a', '1'))).toBe(digest);
    expect(mirror.requests.map(({ authorization }) => authorization)).toEqual([null]);
  });
});

describe('trying again', () => {
  const failing = (times: number, fault: ReturnType<typeof reply> | 'drop') => (sound: RequestHandler) => {
    let left = times;
    return withFaults(sound, () => {
      left -= 1;
      return left >= 0 ? fault : null;
    });
  };

  test.each([
    ['two times 503', failing(2, reply(503)), 3],
    ['two broken connections', failing(2, 'drop'), 3],
    ['429 with a Retry-After', failing(1, reply(429, { 'retry-after': '7' })), 2],
  ])('%s, then an answer', async (_, wrap, requests) => {
    const { host, store, lines } = await serve(wrap);
    const { digest } = putImage(store, 'a', '1');
    const { registry } = client();
    expect(await registry.resolve(tagged(host, 'a', '1'))).toBe(digest);
    expect(lines()).toHaveLength(requests);
  });

  test('Retry-After is kept to the second, by everyone who asks that host', async () => {
    const { host, store } = await serve(failing(1, reply(429, { 'retry-after': '7' })));
    putImage(store, 'a', '1');
    const { registry, clock } = client();
    await registry.resolve(tagged(host, 'a', '1'));
    expect(clock.waited).toBe(7000);
  });

  test('a Retry-After beyond 30 s ends it at once, and for the next image too', async () => {
    const { host, lines } = await serve(failing(99, reply(429, { 'retry-after': '31' })));
    const { registry, clock } = client();
    expect(await failureOf(registry.resolve(tagged(host, 'a', '1')))).toMatchObject({
      failure: 'throttled',
      attempts: 1,
    });
    expect(await failureOf(registry.resolve(tagged(host, 'b', '1')))).toMatchObject({
      failure: 'throttled',
      attempts: 0,
    });
    expect(clock.waited).toBe(0);
    expect(lines()).toHaveLength(1);
  });

  test('the 30 s are for an image in all: its tag, its signature and their blobs draw on the same', async () => {
    let first = true;
    const { host, store } = await serve((sound) =>
      withFaults(sound, ({ path }) => {
        const wait = path.endsWith('.sig') && !first ? '13' : '12';
        const slow = first || path.endsWith('.sig');
        first = false;
        return slow ? reply(503, { 'retry-after': wait }) : null;
      }),
    );
    const { digest } = putImage(store, 'a', '1');
    const { registry, clock } = client();
    await registry.resolve(tagged(host, 'a', '1'));
    expect(clock.waited).toBe(12_000);
    const signature = registry.manifest({ registry: host, path: 'a' }, { tag: `${digest.replace(':', '-')}.sig` });
    expect(await failureOf(signature)).toMatchObject({ failure: 'server-error', attempts: 2 });
    expect(clock.waited).toBe(25_000);
  });

  test('a host that gives no answer is not asked a thousand times', async () => {
    const { host, lines } = await serve(() => async () => 'drop');
    const { registry } = client();
    for (let index = 0; index < 20; index += 1) {
      expect(await failureOf(registry.resolve(tagged(host, `app-${index}`, '1')))).toMatchObject({
        failure: 'network',
      });
    }
    expect(lines()).toHaveLength(12);
  });
});

test('a blob that was too large for one is fetched again for whoever takes more', async () => {
  const { host, store } = await serve();
  const { layer, layerBytes } = putImage(store, 'a', '1');
  const { registry } = client();
  const repository = { registry: host, path: 'a' };
  expect(await failureOf(registry.blob(repository, layer, 3))).toMatchObject({ failure: 'too-large' });
  expect(await registry.blob(repository, layer, 1000)).toEqual(layerBytes);
  expect(await failureOf(registry.blob(repository, layer, 3))).toMatchObject({ failure: 'too-large' });
});
