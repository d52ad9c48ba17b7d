import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRegistryHandler, reply, startRegistry } from '../src/demo/registry/index.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { LEGACY } from './support/legacy-image.ts';
import { USER } from './support/registry/index.ts';
import { checkOn, startScanRegistry, summarize } from './support/scanning.ts';

/** From which registries the real Trivy has images: their platforms, mirrors and credentials. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;

beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

test('each platform of an index that counts is scanned, and no other', async () => {
  const asked: string[] = [];
  const watched = await startRegistry({ store: server.store });
  const proxied = await serveLoopback(async (request) => {
    asked.push(request.path);
    const answer = await fetch(`${watched.url}${request.path}`, { method: request.method });
    const headers = Object.fromEntries(answer.headers);
    delete headers['content-length'];
    return reply(answer.status, headers, new Uint8Array(await answer.arrayBuffer()));
  });
  try {
    const through = { ...proxied, store: server.store };
    const both = await checkOn(through, { images: ['shop/web:1.4.0'] });
    expect([...both.outcomes.values()]).toEqual(['pass']);
    const configs = (): number => new Set(asked.filter((path) => /shop\/web\/manifests\/sha256/.test(path))).size;
    expect(configs()).toBe(3);
    asked.length = 0;
    await checkOn(through, { images: ['shop/web:1.4.0'], platforms: ['linux/arm64'] });
    expect(configs()).toBe(2);
    const none = await checkOn(through, { images: ['shop/web:1.4.0'], platforms: ['linux/s390x'] });
    expect(summarize(none)).toEqual(['unknown (content) no-platform']);
  } finally {
    await proxied.close();
    await watched.close();
  }
});

describe('credentials', () => {
  const BASIC = `Basic ${Buffer.from(`${USER.name}:${USER.password}`).toString('base64')}`;

  /** The registry behind a login, and what each request to it brought along. */
  async function startLocked(): Promise<{ host: string; sent: string[]; close(): Promise<void> }> {
    const sent: string[] = [];
    const handler = createRegistryHandler(server.store);
    const locked = await serveLoopback(async (request) => {
      sent.push(request.headers.authorization ?? 'nothing');
      if (request.headers.authorization === BASIC) return handler(request);
      return reply(401, { 'www-authenticate': 'Basic realm="shop"' });
    });
    return { ...locked, sent };
  }

  test.each([
    ['the right ones open the registry, and go to no other', USER.password, ['fail']],
    ['wrong ones are unknown', 'wrong', ['unknown']],
  ])('%s', async (_, password, outcomes) => {
    const locked = await startLocked();
    const asked: string[] = [];
    const handler = createRegistryHandler(server.store);
    const open = await serveLoopback(async (request) => {
      asked.push(request.headers.authorization ?? 'nothing');
      return handler(request);
    });
    const home = await mkdtemp(join(tmpdir(), 'scg-home-'));
    try {
      const auth = Buffer.from(`robot:${password}`).toString('base64');
      const auths = { [locked.host]: { auth }, 'registry.example': { auth } };
      await writeFile(join(home, 'config.json'), JSON.stringify({ auths }));
      const variables: Record<string, string> = {
        DOCKER_CONFIG: home,
        TRIVY_USERNAME: 'robot',
        TRIVY_PASSWORD: password,
      };
      const check = await checkOn(
        { ...server, host: locked.host },
        {
          images: [LEGACY],
          databases: [`${open.host}/aquasecurity/trivy-db:2`],
          ports: { env: { get: (name) => variables[name] } },
        },
      );
      expect([...check.outcomes.values()]).toEqual(outcomes);
      expect(JSON.stringify(check.findings)).not.toContain(password === USER.password ? USER.password : USER.name);
      expect(locked.sent).toContain(`Basic ${auth}`);
      expect(new Set(asked)).toEqual(new Set(['nothing']));
    } finally {
      await Promise.all([locked.close(), open.close(), rm(home, { recursive: true })]);
    }
  });
});

test('a mirror of the policy is asked first', async () => {
  const asked: string[] = [];
  const handler = createRegistryHandler(server.store);
  const mirror = await serveLoopback(async (request) => {
    asked.push(request.path);
    return handler({ ...request, path: request.path.replace('/v2/mirror/', '/v2/') });
  });
  try {
    const mirrors = { [server.host]: [`${mirror.host}/mirror`] };
    const check = await checkOn(server, { images: [LEGACY], mirrors });
    expect([...check.outcomes.values()]).toEqual(['fail']);
    expect(asked.filter((path) => path.startsWith('/v2/mirror/shop/legacy/blobs/'))).not.toEqual([]);
  } finally {
    await mirror.close();
  }
});

test('offline: unknown, and no connection', async () => {
  const check = await checkOn(server, { images: [LEGACY], offline: true });
  expect(summarize(check)).toEqual(['unknown (infrastructure) offline']);
});
