import { describe, expect, test } from 'vitest';
import { reply } from '../src/demo/registry/index.ts';
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
