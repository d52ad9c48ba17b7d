import { describe, expect, test } from 'vitest';
import { reply } from '../src/demo/registry/index.ts';
import type { Http, HttpRequest, RegistryFailure } from '../src/domain/index.ts';
import { HttpError } from '../src/domain/index.ts';
import type { RequestHandler, ServedResponse } from '../src/io/http-server.ts';
import { impatient, putIndex, servedRegistries, USER, withBasicAuth } from './support/registry/index.ts';
import { putLargeImage, readThrough } from './support/registry/read-through.ts';

/** Images that a program reads through the gate: what it gets, and what the gate says of what it did not get. */

const { serve, client } = servedRegistries();

/** On a pull request whose policy names these hosts. */
const named = (...hosts: readonly string[]) => ({
  pullRequest: true,
  admission: { admits: () => true, namesHostLiterally: (host: string) => hosts.includes(host) },
});

const isBlob = (path: string, digest: string): boolean => path.endsWith(`/blobs/${digest}`);

describe('an image that is sound', () => {
  test('is read as it is: manifest, configuration, layers', async () => {
    const { host, store, lines } = await serve();
    const image = putLargeImage(store, 'acme/api');
    const addresses = [`manifests/${image.digest}`, `blobs/${image.config}`, `blobs/${image.layer}`];
    const { registry } = client(named(host));
    const read = await readThrough(registry, { host, path: 'acme/api', digest: image.digest }, addresses);
    expect(Object.values(read.got)).toEqual(['200', '200', '200']);
    expect(read.bytes.get(addresses[0] ?? '')).toEqual(store.findManifest('acme/api', '1')?.bytes);
    expect(read.bytes.get(addresses[2] ?? '')?.equals(image.layerBytes)).toBe(true);
    expect(read.image.refusal()).toBeNull();
    expect(lines()).toHaveLength(3);
  });

  test('comes by the login of its registry, and by its mirror first', async () => {
    const mirror = await serve((sound) => withBasicAuth(sound, USER));
    const origin = await serve();
    const image = putLargeImage(mirror.store, 'acme/api');
    const { registry } = client({
      ...named(mirror.host, origin.host),
      policy: { mirrors: { [origin.host]: [mirror.host] } },
      credentials: new Map([[mirror.host, { kind: 'basic', username: USER.name, password: USER.password }]]),
    });
    const asked = { host: origin.host, path: 'acme/api', digest: image.digest };
    expect((await readThrough(registry, asked, [`blobs/${image.layer}`])).got).toEqual({
      [`blobs/${image.layer}`]: '200',
    });
    expect(origin.lines()).toEqual([]);
  });

  test.each<[string, (from: string) => string]>([
    ['a blob of another image', (other) => `blobs/${other}`],
    ['another manifest', (other) => `manifests/${other}`],
    ['a tag', () => 'manifests/latest'],
    ['its referrers', (other) => `referrers/${other}`],
    ['a path that climbs', () => '../1/manifests/latest'],
  ])('has nothing else: %s', async (_, address) => {
    const { host, store, lines } = await serve();
    const image = putLargeImage(store, 'acme/api');
    const other = putLargeImage(store, 'acme/other');
    const { registry } = client(named(host));
    const asked = address(other.layer);
    const read = await readThrough(registry, { host, path: 'acme/api', digest: image.digest }, [asked]);
    expect(read.got[asked]).toBe('404');
    expect(lines().filter((line) => line.includes(other.layer))).toEqual([]);
  });
});

/** What the registry does with the layer; `sound` is its whole answer. */
type Misdeed = (sound: ServedResponse) => ServedResponse | 'drop' | Promise<never>;

const HALF: Misdeed = (sound) => ({ ...sound, cutAfter: 500_000 });
const cases: readonly (readonly [string, Misdeed, RegistryFailure, RegExp])[] = [
  [
    'other bytes',
    (sound) => ({ ...sound, body: Buffer.alloc(sound.body.length, 1) }),
    'digest-mismatch',
    /its blob has the digest/,
  ],
  [
    'too few bytes',
    (sound) => ({ ...sound, body: sound.body.subarray(1) }),
    'digest-mismatch',
    /its blob has 999999 bytes/,
  ],
  [
    'too many bytes',
    (sound) => ({ ...sound, body: Buffer.concat([sound.body, Buffer.alloc(1)]) }),
    'too-large',
    /larger than 1000000 bytes/,
  ],
  ['half of it, each time', HALF, 'cut-off', /the answer ended before|broke off.*tried 4 times/],
  ['nothing, and never ends', () => new Promise<never>(() => {}), 'cut-off', /no answer, or no more of it/],
  ['nothing, and hangs up', () => 'drop', 'network', /the connection broke off/],
  ['not found', () => reply(404), 'not-found', /it answered 404/],
  ['503', () => reply(503), 'server-error', /it answered 503/],
  ['429, for an hour', () => reply(429, { 'retry-after': '3600' }), 'throttled', /asks to wait 3600 s/],
  ['403', () => reply(403), 'forbidden', /it answered 403/],
  [
    'a redirect to the metadata service',
    () => reply(307, { location: 'https://169.254.169.254/latest' }),
    'private-address',
    /169\.254\.169\.254/,
  ],
  [
    'a redirect to it by another spelling',
    () => reply(307, { location: 'https://[::ffff:a9fe:a9fe]/' }),
    'private-address',
    /a9fe:a9fe/,
  ],
  [
    'a redirect to another port of this machine',
    () => reply(307, { location: 'http://127.0.0.1:1/' }),
    'private-address',
    /127\.0\.0\.1/,
  ],
  [
    'a redirect to this machine by name',
    () => reply(307, { location: 'http://localhost:1/' }),
    'private-address',
    /localhost leads to a loopback/,
  ],
  [
    'a redirect to a name of a private address',
    () => reply(307, { location: 'https://inside.example/' }),
    'private-address',
    /leads to a private address/,
  ],
  ['a redirect to itself', () => reply(307, { location: '' }), 'redirect', /round in a circle/],
];

/** The real network, in which one name leads to a private address. */
function withInside(http: Http): Http {
  const send = async (request: HttpRequest) => {
    if (request.url.hostname !== 'inside.example') return http.send(request);
    expect(request.publicAddressesOnly).toBe(true);
    throw new HttpError('private-address', 'inside.example leads to a private address');
  };
  return { send };
}

describe('a registry gives for a layer', () => {
  test.each(cases)('%s', async (_, misdeed, failure, said) => {
    let layer = '';
    const { host, store } = await serve((sound) => async (request) => {
      const answer = await sound(request);
      return answer !== 'drop' && isBlob(request.path, layer) ? misdeed(answer) : answer;
    });
    const image = putLargeImage(store, 'acme/api');
    layer = image.layer;
    const { registry } = client({
      ...named(host),
      wrapHttp: (http, clock) => impatient(withInside(http), clock, 300),
    });
    const addresses = [`manifests/${image.digest}`, `blobs/${image.layer}`];
    const read = await readThrough(registry, { host, path: 'acme/api', digest: image.digest }, addresses);
    expect(read.got[addresses[0] ?? '']).toBe('200');
    expect(read.got[addresses[1] ?? '']).toMatch(/^(403|broken off)$/);
    expect(read.image.refusal()).toMatchObject({ failure });
    expect(read.image.refusal()?.message).toMatch(said);
    expect(read.image.refusal()?.remedy).not.toBe('');
  });

  test.each<[string, RequestHandler, readonly string[], string]>([
    ['half of it, once', async () => 'drop', [], '200'],
    ['503, once', async () => reply(503), [], '200'],
  ])('%s: it is asked again, and the layer is whole', async (_, misdeed, __, expected) => {
    let layer = '';
    let left = 1;
    const { host, store } = await serve((sound) => async (request) => {
      const answer = await sound(request);
      if (!isBlob(request.path, layer) || left === 0 || answer === 'drop') return answer;
      left -= 1;
      const bad = await misdeed(request);
      return bad === 'drop' ? { ...answer, cutAfter: 500_000 } : bad;
    });
    const image = putLargeImage(store, 'acme/api');
    layer = image.layer;
    const { registry } = client(named(host));
    const address = `blobs/${image.layer}`;
    const read = await readThrough(registry, { host, path: 'acme/api', digest: image.digest }, [address]);
    expect([read.got[address], read.bytes.get(address)?.equals(image.layerBytes)]).toEqual([expected, true]);
    expect(read.image.refusal()).toBeNull();
  });

  test('half of it at a mirror: the registry itself gives the rest', async () => {
    let layer = '';
    const mirror = await serve((sound) => async (request) => {
      const answer = await sound(request);
      return answer !== 'drop' && isBlob(request.path, layer) ? { ...answer, cutAfter: 500_000 } : answer;
    });
    const origin = await serve();
    const image = putLargeImage(mirror.store, 'acme/api');
    putLargeImage(origin.store, 'acme/api');
    layer = image.layer;
    const { registry } = client({
      ...named(mirror.host, origin.host),
      policy: { mirrors: { [origin.host]: [mirror.host] } },
    });
    const address = `blobs/${image.layer}`;
    const read = await readThrough(registry, { host: origin.host, path: 'acme/api', digest: image.digest }, [address]);
    expect(read.bytes.get(address)?.equals(image.layerBytes)).toBe(true);
    expect(origin.lines()).toEqual([`GET /v2/acme/api/blobs/${image.layer}`]);
  });
});

describe('an image that is none to pass on', () => {
  test('one that names other places for a layer', async () => {
    const { host, store, lines } = await serve();
    const { digest, layer } = putLargeImage(store, 'acme/api', { urls: ['http://169.254.169.254/layer'] });
    const { registry } = client(named(host));
    const read = await readThrough(registry, { host, path: 'acme/api', digest }, [
      `manifests/${digest}`,
      `blobs/${layer}`,
    ]);
    expect(Object.values(read.got)).toEqual(['403', '403']);
    expect(read.image.refusal()?.message).toContain('names other places to fetch its content from (urls)');
    expect(lines().filter((line) => line.includes('/blobs/'))).toEqual([]);
  });

  test('an index', async () => {
    const { host, store } = await serve();
    const digest = putIndex(store, 'acme/api', '1');
    const { registry } = client(named(host));
    const read = await readThrough(registry, { host, path: 'acme/api', digest }, [`manifests/${digest}`]);
    expect([Object.values(read.got), read.image.refusal()?.failure]).toEqual([['403'], 'wrong-media-type']);
  });

  test('one of a repository that is not admitted: nobody is asked', async () => {
    const { host, store, lines } = await serve();
    const { digest } = putLargeImage(store, 'acme/api');
    const { registry } = client({ admission: { admits: () => false, namesHostLiterally: () => true } });
    const read = await readThrough(registry, { host, path: 'acme/api', digest }, [`manifests/${digest}`]);
    expect([Object.values(read.got), read.image.refusal()?.failure, lines()]).toEqual([['403'], 'not-allowed', []]);
  });
});
