import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRegistryHandler, reply } from '../src/demo/registry/index.ts';
import { DATABASE_NAME, freshenDatabase } from '../src/demo/trivy-database.ts';
import { type RequestHandler, serveLoopback } from '../src/io/http-server.ts';
import { withDatabaseDirectory } from './support/database-directory.ts';
import { alpineWith } from './support/installed-systems.ts';
import { HIGH, LEGACY, LOW, MEDIUM, warned } from './support/legacy-image.ts';
import { LOGIN, USER, withBasicAuth, withTokenAuth } from './support/registry/index.ts';
import { checkOn, layoutReader, putFiles, startScanRegistry, summarize } from './support/scanning.ts';

/** Where the database of the real Trivy comes from, and how old it may be. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;

beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

const ALPINE = alpineWith({ libssl3: '3.1.4-r0' });

describe('the database', () => {
  test.each([
    ['older than the policy takes', 100, {}, 'unknown (infrastructure) database-old'],
    ['from tomorrow', -30, {}, 'unknown (infrastructure) database-future'],
    [
      'without the advisory that it must know',
      1,
      { canary: { purl: 'pkg:npm/left-pad@1.0.0', id: 'CVE-2000-0001' } },
      'unknown (infrastructure) canary-missed',
    ],
  ])('%s: every scan is unknown', async (_, hoursOld, vulnerabilities, expected) => {
    const other = await startScanRegistry({ hoursOld });
    try {
      const check = await checkOn(other, { images: [LEGACY, 'shop/api:1.4.0'], vulnerabilities });
      expect(summarize(check)).toEqual([expected, expected]);
      expect(new Set(check.outcomes.values())).toEqual(new Set(['unknown']));
      expect(check.trivy?.database?.updatedAt).toBeDefined();
    } finally {
      await other.close();
    }
  });

  test('one that is old enough for the policy decides', async () => {
    const other = await startScanRegistry({ hoursOld: 100 });
    try {
      const vulnerabilities = { maxDatabaseAge: 120 * 3_600_000 };
      expect(
        (await checkOn(other, { images: [LEGACY], vulnerabilities })).outcomes.get(`${other.host}/${LEGACY}`),
      ).toBe('fail');
    } finally {
      await other.close();
    }
  });

  const throttled = JSON.stringify({ errors: [{ code: 'TOOMANYREQUESTS', message: 'slow down' }] });
  test.each([
    ['throttled', 429, throttled, 'database-throttled'],
    ['refused', 401, '{"errors":[{"code":"UNAUTHORIZED"}]}', 'database-unauthorized'],
    ['missing', 404, '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}', 'database-trivy-failed'],
  ])('%s: unknown, with what to do', async (_, status, body, what) => {
    const broken = await serveLoopback(async ({ path }) =>
      path === '/v2/' ? reply(200) : reply(status, { 'content-type': 'application/json' }, Buffer.from(body)),
    );
    try {
      const check = await checkOn(server, { images: [LEGACY], databases: [`${broken.host}/trivy-db`] });
      expect(summarize(check)).toEqual([`unknown (infrastructure) ${what}`]);
      expect(check.findings[0]?.message).toContain(`${broken.host}/trivy-db:2`);
    } finally {
      await broken.close();
    }
  });

  test('a repository that throttles for a moment is asked again, after the others', async () => {
    const serve = createRegistryHandler(server.store);
    let refused = 0;
    const busy = await serveLoopback(async (request) => {
      if (!request.path.includes('/manifests/') || refused === 2) return serve(request);
      refused += 1;
      return reply(429, { 'content-type': 'application/json' }, Buffer.from(throttled));
    });
    try {
      const databases = [`${busy.host}/nothing/there`, `${busy.host}/${DATABASE_NAME}`];
      const check = await checkOn(server, { images: [LEGACY], databases });
      expect([...check.outcomes.values(), refused]).toEqual(['fail', 2]);
    } finally {
      await busy.close();
    }
  });

  test('the next repository is asked when the first one fails', async () => {
    const databases = ['127.0.0.1:9/nothing/there', `${server.host}/aquasecurity/trivy-db`];
    expect([...(await checkOn(server, { images: [LEGACY], databases })).outcomes.values()]).toEqual(['fail']);
  });

  describe('in a directory of the machine', () => {
    const nowhere = ['127.0.0.1:9/nothing/there'];

    async function withDirectory(hoursOld: number | null, use: (directory: string) => Promise<void>): Promise<void> {
      const updatedAt = new Date(Date.now() - (hoursOld ?? 0) * 3_600_000);
      const layout = hoursOld === null ? null : await freshenDatabase(layoutReader('trivy-db'), updatedAt);
      await withDatabaseDirectory(layout, null, use);
    }

    test.each<[string, number | null, string, readonly string[]]>([
      ['that decides', 1, 'fail', []],
      ['that is too old', 100, 'unknown', ['unknown (infrastructure) database-old']],
      ['that is empty', null, 'unknown', ['unknown (infrastructure) database-missing']],
    ])('%s, without a download', (_, hoursOld, outcome, lines) =>
      withDirectory(hoursOld, async (databaseDirectory) => {
        const before = await readdir(databaseDirectory, { recursive: true });
        const request = { images: [LEGACY], databases: nowhere, vulnerabilities: { databaseDirectory } };
        const check = await checkOn(server, request);
        expect([...check.outcomes.values()]).toEqual([outcome]);
        if (lines.length > 0) expect(summarize(check)).toEqual(lines);
        else expect(summarize(check)).toEqual([...HIGH, ...warned([...MEDIUM, ...LOW])].sort());
        expect(await readdir(databaseDirectory, { recursive: true })).toEqual(before);
      }));

    test('images with Java archives are unknown where their index is not there', () =>
      withDirectory(1, async (databaseDirectory) => {
        const empty = Buffer.from('504b0506000000000000000000000000000000000000', 'hex').toString('latin1');
        await putFiles(server.store, 'java/app', '1', { ...ALPINE, 'app/app.jar': empty });
        const request = { images: ['java/app:1'], databases: nowhere, vulnerabilities: { databaseDirectory } };
        const check = await checkOn(server, request);
        expect(summarize(check)).toEqual(['unknown (infrastructure) java-database']);
        expect(check.findings[0]?.message).toContain('vulnerabilities.databaseDirectory');
      }));
  });

  test.each([
    ['a login', withBasicAuth],
    ['a token service', (handle: RequestHandler) => withTokenAuth(handle, { user: USER })],
  ])('a mirror behind %s is opened with its own credentials', async (_, lock) => {
    const locked = await serveLoopback(lock(createRegistryHandler(server.store), USER));
    try {
      const request = { images: [LEGACY], databases: [`${locked.host}/${DATABASE_NAME}`] };
      const without = await checkOn(server, request);
      expect(summarize(without)).toEqual(['unknown (infrastructure) database-unauthorized']);
      const credentials = new Map([[locked.host, LOGIN]]);
      const check = await checkOn(server, { ...request, credentials });
      expect([...check.outcomes.values()]).toEqual(['fail']);
    } finally {
      await locked.close();
    }
  });

  test('an image is no database', async () => {
    const check = await checkOn(server, { images: [LEGACY], databases: [`${server.host}/shop/api:1.4.0`] });
    expect(summarize(check)).toEqual(['unknown (infrastructure) database-trivy-failed']);
  });

  test('a repository that is no reference is bad usage', async () => {
    await expect(
      checkOn(server, { images: [LEGACY], databases: ['registry.example/Not A Reference'] }),
    ).rejects.toMatchObject({
      name: 'UsageError',
      code: 'check/database-repository',
    });
  });
});
