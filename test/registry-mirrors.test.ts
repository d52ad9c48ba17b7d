import { describe, expect, test } from 'vitest';
import { reply } from '../src/demo/registry/index.ts';
import type { RequestHandler } from '../src/io/http-server.ts';
import {
  failureOf,
  LOGIN,
  putImage,
  servedRegistries,
  tagged,
  USER,
  withBasicAuth,
  withFaults,
} from './support/registry/index.ts';

const { serve, client } = servedRegistries();

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
