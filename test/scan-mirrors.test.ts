import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRegistryHandler, reply } from '../src/demo/registry/index.ts';
import { DATABASE_NAME } from '../src/demo/trivy-database.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { checkOn, startScanRegistry } from './support/scanning.ts';

let server: Awaited<ReturnType<typeof startScanRegistry>>;
beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

const basic = (user: string): string => Buffer.from(`${user}:correct-horse`).toString('base64');

test.each([
  ['its own credential, and the origin its own', 'mirror', ['fail']],
  ['not the credential of another', 'elsewhere', ['unknown']],
])('a mirror behind a login is scanned from with %s', async (_, owner, outcomes) => {
  const handler = createRegistryHandler(server.store);
  const [toMirror, toOrigin]: [string[], string[]] = [[], []];
  const mirror = await serveLoopback(async (request) => {
    const given = request.headers.authorization;
    if (given !== undefined) toMirror.push(given);
    if (given !== `Basic ${basic('mirror')}`) return reply(401, { 'www-authenticate': 'Basic realm="mirror"' });
    return handler({ ...request, path: request.path.replace('/v2/hub/', '/v2/') });
  });
  const origin = await serveLoopback(async (request) => {
    if (request.headers.authorization !== undefined) toOrigin.push(request.headers.authorization);
    return reply(503);
  });
  const home = await mkdtemp(join(tmpdir(), 'scg-mirrors-'));
  try {
    const auths = {
      [owner === 'mirror' ? mirror.host : 'elsewhere.example']: { auth: basic('mirror') },
      [origin.host]: { auth: basic('origin') },
    };
    await writeFile(join(home, 'config.json'), JSON.stringify({ auths }));
    const check = await checkOn(
      { ...server, host: origin.host },
      {
        images: ['shop/legacy:2.0.9'],
        databases: [`${server.host}/${DATABASE_NAME}`],
        mirrors: { [origin.host]: [`${mirror.host}/hub`] },
        ports: { env: { get: (name) => (name === 'DOCKER_CONFIG' ? home : undefined) } },
      },
    );
    expect([...check.outcomes.values()]).toEqual(outcomes);
    expect(new Set(toMirror)).toEqual(new Set(owner === 'mirror' ? [`Basic ${basic('mirror')}`] : []));
    expect(toOrigin).not.toContain(`Basic ${basic('mirror')}`);
  } finally {
    await Promise.all([mirror.close(), origin.close(), rm(home, { recursive: true })]);
  }
});
