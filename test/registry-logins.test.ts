import { describe, expect, test } from 'vitest';
import { ContentStore, reply } from '../src/demo/registry/index.ts';
import {
  failureOf,
  LOGIN,
  putImage,
  servedRegistries,
  tagged,
  USER,
  withBasicAuth,
  withFaults,
  withLatency,
  withTokenAuth,
} from './support/registry/index.ts';

const { serve, client } = servedRegistries();

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
