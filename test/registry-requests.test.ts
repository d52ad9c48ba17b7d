import { describe, expect, test } from 'vitest';
import { reply } from '../src/demo/registry/index.ts';
import {
  digestOf,
  failureOf,
  putImage,
  putIndex,
  servedRegistries,
  tagged,
  toDigest,
  withFaults,
  withLatency,
} from './support/registry/index.ts';

/** How much the client asks of a registry, and what it does not ask at all. */
const { serve, client } = servedRegistries();

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

  test('a tag whose HEAD a registry refuses is asked for by GET', async () => {
    const picky = await serve((sound) => withFaults(sound, ({ method }) => (method === 'HEAD' ? reply(403) : null)));
    const { digest } = putImage(picky.store, 'a', '1');
    const { registry } = client();
    const repository = { registry: picky.host, path: 'a' };
    expect(await failureOf(registry.resolve(tagged(picky.host, 'a', '1')))).toMatchObject({ failure: 'forbidden' });
    expect((await registry.manifest(repository, { tag: '1' })).digest).toBe(digest);
    // That there is none is an answer, whoever gave it.
    expect(await failureOf(registry.resolve(tagged(picky.host, 'a', '2')))).toMatchObject({ failure: 'forbidden' });
    expect(await failureOf(registry.manifest(repository, { tag: '2' }))).toMatchObject({ failure: 'not-found' });
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

test('a blob that was too large for one is fetched again for whoever takes more', async () => {
  const { host, store } = await serve();
  const { layer, layerBytes } = putImage(store, 'a', '1');
  const { registry } = client();
  const repository = { registry: host, path: 'a' };
  expect(await failureOf(registry.blob(repository, layer, 3))).toMatchObject({ failure: 'too-large' });
  expect(await registry.blob(repository, layer, 1000)).toEqual(layerBytes);
  expect(await failureOf(registry.blob(repository, layer, 3))).toMatchObject({ failure: 'too-large' });
});
