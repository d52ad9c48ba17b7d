import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VulnerabilityCheck } from '../src/check/vulnerabilities/index.ts';
import { reply } from '../src/demo/registry/index.ts';
import { DATABASE_NAME, packDatabase } from '../src/demo/trivy-database.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { LEGACY } from './support/legacy-image.ts';
import { checkOn, startScanRegistry, summarize, toldUnscannable } from './support/scanning.ts';

/** A database that arrives broken is `unknown` for every image, and says what to do. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;
beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

/** Another repository, or the same again later: what is wrong is in none of the images. */
const REMEDY = /vulnerabilities\.databaseRepositories|\brun again\b/i;

describe('a database that is not what it should be', () => {
  type Layout = Map<string, Uint8Array>;

  /** A registry whose database was packed by `pack` and changed by `change` on its way. */
  async function checkWith(
    database: Uint8Array,
    change: (path: string, body: Uint8Array) => Uint8Array = (_, body) => body,
  ): Promise<VulnerabilityCheck> {
    const files: Layout = new Map(await packDatabase(database, new Date()));
    const index: unknown = JSON.parse(Buffer.from(files.get('index.json') ?? '').toString());
    const [digest = ''] = JSON.stringify(index).match(/sha256:[0-9a-f]{64}/) ?? [];
    const broken = await serveLoopback(async ({ path, method }) => {
      if (path === '/v2/') return reply(200);
      const wanted = path.split('/').at(-1) ?? '';
      const hash = wanted.startsWith('sha256:') ? wanted : digest;
      const file = files.get(`blobs/${hash.replace(':', '/')}`);
      if (file === undefined) return reply(404);
      const type = path.includes('/manifests/')
        ? 'application/vnd.oci.image.manifest.v1+json'
        : 'application/octet-stream';
      const body = change(path, file);
      const headers = { 'content-type': type, 'docker-content-digest': hash };
      return reply(200, headers, method === 'HEAD' ? undefined : body);
    });
    try {
      return await checkOn(server, { images: [LEGACY], databases: [`${broken.host}/${DATABASE_NAME}`] });
    } finally {
      await broken.close();
    }
  }

  const isBlob = (path: string): boolean => path.includes('/blobs/');
  const whole = async (): Promise<Uint8Array> => {
    const { buildDatabase } = await import('../scripts/trivy-db/build.ts');
    const { makeAdvisories } = await import('./support/package-sets.ts');
    return buildDatabase(makeAdvisories(7, 200));
  };

  test.each<[string, () => Promise<VulnerabilityCheck>, RegExp]>([
    [
      'cut off on its way',
      async () => checkWith(await whole(), (path, body) => (isBlob(path) ? body.subarray(0, body.length / 2) : body)),
      /^database-/,
    ],
    [
      'changed on its way',
      async () =>
        checkWith(await whole(), (path, body) => {
          if (!isBlob(path)) return body;
          const changed = Buffer.from(body);
          changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 0xff;
          return changed;
        }),
      /^database-/,
    ],
    [
      'an answer that is no database',
      async () => checkWith(await whole(), () => Buffer.from('<html>busy</html>')),
      /^database-/,
    ],
    ['of garbage', async () => checkWith(Buffer.from('no database at all'.repeat(100))), /^(trivy-|canary-|database-)/],
    [
      'published when it was half written',
      async () => {
        const all = await whole();
        return checkWith(all.subarray(0, 8192));
      },
      /^(trivy-|canary-|database-)/,
    ],
    ['empty', async () => checkWith(new Uint8Array()), /^(trivy-|canary-|database-)/],
    ['without the advisories that any has', async () => checkWith(await whole()), /^canary-missed$/],
  ])('%s: unknown, whatever is scanned', async (_, run, what) => {
    const check = await run();
    expect([...check.outcomes.values()]).toEqual(['unknown']);
    const [line = '', ...more] = summarize(check);
    expect(more).toEqual([]);
    expect(line).toMatch(/^unknown \(infrastructure\) /);
    expect(line.replace('unknown (infrastructure) ', '')).toMatch(what);
    expect(toldUnscannable(check)).toMatch(REMEDY);
  });

  test.each([
    'application/vnd.oci.image.layer.v1.tar+gzip',
    'text/html',
  ])('a layer of type %s is none', async (type) => {
    const files = new Map(await packDatabase(await whole(), new Date()));
    const text = [...files.values()].map((bytes) => Buffer.from(bytes)).find((bytes) => bytes.includes('"layers"'));
    const { store } = server;
    const manifest = Buffer.from(
      (text?.toString() ?? '').replace('application/vnd.aquasec.trivy.db.layer.v1.tar+gzip', type),
    );
    const name = `odd/${type.length}`;
    for (const bytes of files.values()) store.putBlob(name, bytes);
    store.putManifest(name, manifest, 'application/vnd.oci.image.manifest.v1+json', '2');
    const check = await checkOn(server, { images: [LEGACY], databases: [`${server.host}/${name}:2`] });
    expect(summarize(check)[0]).toMatch(/^unknown \(infrastructure\) database-/);
    expect(toldUnscannable(check)).toContain(`${server.host}/${name}:2`);
    expect(toldUnscannable(check)).toMatch(REMEDY);
    expect(toldUnscannable(check)).not.toContain('by hand');
  });
});
