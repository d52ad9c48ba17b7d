import { describe, expect, test } from 'vitest';
import { reply } from '../src/demo/registry/index.ts';
import { RegistryError } from '../src/domain/index.ts';
import type { RequestHandler } from '../src/io/http-server.ts';
import { failureOf, putImage, servedRegistries, tagged, withFaults } from './support/registry/index.ts';

const { serve, client } = servedRegistries();

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

describe('a failure holds for the run, unless it is renewed', () => {
  const FOUND = 'found';
  /** Asks for one tag, again, and once more after it was renewed; what came of each, and all that the registry was asked. */
  async function askedThrice(fault: ReturnType<typeof reply> | 'drop', times: number) {
    let left = times;
    const { host, store, lines } = await serve((sound) =>
      withFaults(sound, () => {
        left -= 1;
        return left >= 0 ? fault : null;
      }),
    );
    putImage(store, 'a', '1');
    const { registry } = client();
    const ask = () =>
      registry.manifest({ registry: host, path: 'a' }, { tag: '1' }).then(
        () => FOUND,
        (error: unknown) => (error instanceof RegistryError ? error.failure : 'other'),
      );
    const came = [await ask(), await ask()];
    const before = lines().length;
    registry.renew(tagged(host, 'a', '1'));
    return { came: [...came, await ask()], before, after: lines().length - before };
  }

  test.each<[string, ReturnType<typeof reply> | 'drop', number, readonly [string, string], number]>([
    ['broken connections', 'drop', 4, ['network', FOUND], 1],
    ['503, until the time is used up', reply(503, { 'retry-after': '14' }), 3, ['server-error', FOUND], 1],
    ['404', reply(404), 1, ['not-found', 'not-found'], 0],
    ['403', reply(403), 1, ['forbidden', 'forbidden'], 0],
    ['401', reply(401), 1, ['unauthorized', 'unauthorized'], 0],
  ])('%s', async (_, fault, times, [first, then], more) => {
    const { came, before, after } = await askedThrice(fault, times);
    expect([came, before, after]).toEqual([[first, first, then], times, more]);
  });

  test('a host that was given up on is asked again too', async () => {
    let isDown = true;
    const { host, store } = await serve((sound) => withFaults(sound, () => (isDown ? 'drop' : null)));
    putImage(store, 'a', '1');
    const { registry } = client();
    const ask = (tag: string) => registry.manifest({ registry: host, path: 'a' }, { tag });
    for (const tag of ['x', 'y', 'z', '1']) expect(await failureOf(ask(tag))).toMatchObject({ failure: 'network' });
    isDown = false;
    registry.renew(tagged(host, 'a', '1'));
    expect(await ask('1')).toMatchObject({ kind: 'image' });
  });
});
