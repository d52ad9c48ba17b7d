import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { unpackTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDatabase } from '../scripts/trivy-db/build.ts';
import {
  ContentStore,
  createRegistryHandler,
  loadLayout,
  type RegistryServer,
  reply,
} from '../src/demo/registry/index.ts';
import { packDatabase } from '../src/demo/trivy-database.ts';
import type { Exec } from '../src/domain/index.ts';
import { createExec } from '../src/io/exec.ts';
import { type RequestHandler, serveLoopback } from '../src/io/http-server.ts';
import { alpineWith } from './support/installed-systems.ts';
import {
  buildJavaIndex,
  CANARY_ARCHIVE,
  JAVA_INDEX_NAME,
  javaIndexMetadata,
  putJavaIndex,
} from './support/java-index.ts';
import { checkOn, putFiles, startScanRegistry, summarize } from './support/scanning.ts';

/** Java archives that say nothing of themselves: which they are, the real Trivy knows by an index alone. */

const DAY_MS = 86_400_000;
/** The end of a zip archive; the comment makes each another file. */
const archive = (comment: string): string =>
  `PK\u0005\u0006${'\0'.repeat(16)}${String.fromCharCode(comment.length)}\0${comment}`;
const LIBRARY = archive('library');
const SYSTEM = alpineWith({ musl: '1.2.4-r2' });
const JAVA = 'java/app:1';
const ALSO_JAVA = 'java/other:1';
const NO_JAVA = 'plain/app:1';
const FOUND = 'block critical MADE-JAVA com.acme:library';

let server: RegistryServer;
let database: Uint8Array;
let index: Uint8Array;

beforeAll(async () => {
  database = await buildDatabase([
    {
      id: 'MADE-JAVA',
      title: 'made for the test',
      severity: 'CRITICAL',
      platform: 'maven::GitHub Security Advisory Maven',
      package: 'com.acme:library',
      fixed: '1.0.1',
      published: '2024-01-01',
      references: [],
    },
  ]);
  server = await startScanRegistry({ database });
  index = await buildJavaIndex([
    { group: 'com.acme', name: 'library', version: '1.0.0', bytes: Buffer.from(LIBRARY, 'latin1') },
    CANARY_ARCHIVE,
  ]);
  await putFiles(server.store, 'java/app', '1', { ...SYSTEM, 'app/x.jar': LIBRARY });
  await putFiles(server.store, 'java/other', '1', { ...SYSTEM, 'srv/y.jar': LIBRARY });
  await putFiles(server.store, 'plain/app', '1', SYSTEM);
});
afterAll(() => server.close());

interface Given {
  readonly updatedAt?: Date;
  readonly index?: Uint8Array;
  /** What is between the registry and the gate. */
  readonly guard?: (handler: RequestHandler) => RequestHandler;
}

/** A registry with an index, and what it was asked for. */
async function withIndex<T>(
  { updatedAt = new Date(), index: bytes = index, guard = (handler) => handler }: Given,
  use: (host: string, asked: readonly string[]) => Promise<T>,
): Promise<T> {
  const store = new ContentStore();
  await putJavaIndex(store, bytes, updatedAt);
  const asked: string[] = [];
  const handler = guard(createRegistryHandler(store));
  const opened = await serveLoopback(async (request) => {
    asked.push(request.path);
    return handler(request);
  });
  try {
    return await use(opened.host, asked);
  } finally {
    await opened.close();
  }
}

const check = (
  images: readonly string[],
  hosts: readonly string[],
  request: Partial<Parameters<typeof checkOn>[1]> = {},
) =>
  checkOn(server, {
    images,
    ...request,
    vulnerabilities: {
      canary: 'off',
      javaDatabaseRepositories: hosts.map((host) => `${host}/${JAVA_INDEX_NAME}`),
      ...request.vulnerabilities,
    },
  });

describe('the index of Java archives', () => {
  test('is not fetched where no image holds any', () =>
    withIndex({}, async (host, asked) => {
      const { outcomes } = await check([NO_JAVA], [host]);
      expect([[...outcomes.values()], asked]).toEqual([['pass'], []]);
    }));

  test('is fetched once for all images that do, and tells which archives they are', () =>
    withIndex({}, async (host, asked) => {
      const checked = await check([NO_JAVA, JAVA, ALSO_JAVA], [host]);
      expect(summarize(checked)).toEqual([FOUND, FOUND]);
      expect([...checked.outcomes.values()]).toEqual(['pass', 'fail', 'fail']);
      expect(asked.filter((path) => path.includes('/blobs/')).length).toBe(1);
    }));

  const properties = strToU8('groupId=com.acme\nartifactId=library\nversion=1.0.0\n');
  const named = zipSync({ 'META-INF/maven/com.acme/library/pom.properties': properties });
  const nameless = Buffer.from(LIBRARY, 'latin1');
  test.each<[string, string, Uint8Array]>([
    ['one that says what it is', 'app/x.jar', named],
    ['one in another', 'app/x.jar', zipSync({ 'BOOT-INF/lib/y.jar': named })],
    ['one in another, which only the index knows', 'app/x.jar', zipSync({ 'BOOT-INF/lib/y.jar': nameless })],
    ['one in one in another', 'srv/x.ear', zipSync({ 'y.war': zipSync({ 'WEB-INF/lib/z.jar': named }) })],
  ])('archives in archives are seen: %s', (name, path, bytes) =>
    withIndex({}, async (host) => {
      const repository = `nested/${name.replaceAll(/\W+/g, '-')}`;
      await putFiles(server.store, repository, '1', { ...SYSTEM, [path]: bytes });
      expect(summarize(await check([`${repository}:1`], [host]))).toEqual([FOUND]);
    }));

  test('comes from the next repository where one has none, and by the login of its registry alone', async () => {
    const sent: string[] = [];
    const expected = `Basic ${Buffer.from('robot:correct-horse').toString('base64')}`;
    const locked: Given['guard'] = (handler) => async (request) => {
      sent.push(request.headers.authorization ?? 'nothing');
      if (request.headers.authorization === expected) return handler(request);
      return reply(401, { 'www-authenticate': 'Basic realm="mirror"' });
    };
    await withIndex({ guard: () => async () => reply(404, {}) }, (empty, atEmpty) =>
      withIndex({ guard: locked }, async (host) => {
        const credentials = new Map([[host, { kind: 'basic' as const, username: 'robot', password: 'correct-horse' }]]);
        expect(summarize(await check([JAVA], [empty, host], { credentials }))).toEqual([FOUND]);
        expect(atEmpty.length).toBeGreaterThan(0);
        expect(sent).toContain(expected);
        const without = await check([JAVA], [host]);
        expect(summarize(without)).toEqual([expect.stringMatching(/^unknown \(infrastructure\) java-database/)]);
      }),
    );
  });

  test.each<[string, () => Promise<Given> | Given, string]>([
    ['ten days old: it decides', () => ({ updatedAt: new Date(Date.now() - 10 * DAY_MS) }), FOUND],
    ['too old', () => ({ updatedAt: new Date(Date.now() - 20 * DAY_MS) }), 'unknown (infrastructure) java-database'],
    [
      'from the future',
      () => ({ updatedAt: new Date(Date.now() + 5 * DAY_MS) }),
      'unknown (infrastructure) java-database',
    ],
    [
      'without the archive that any has',
      async () => ({ index: await buildJavaIndex([{ group: 'com.acme', name: 'library', version: '1.0.0' }]) }),
      'unknown (infrastructure) java-canary-missed',
    ],
    ['empty', async () => ({ index: await buildJavaIndex([]) }), 'unknown (infrastructure) java-canary-missed'],
    ['cut off', () => ({ index: index.subarray(0, 8192) }), 'unknown (infrastructure) java-canary-missed'],
    ['no database', () => ({ index: Buffer.from('hello') }), 'unknown (infrastructure) java-canary-missed'],
    ['nothing', () => ({ index: Buffer.alloc(0) }), 'unknown (infrastructure) java-canary-missed'],
    [
      'throttled',
      () => ({
        guard: (handler) => async (request) =>
          request.path === '/v2/'
            ? handler(request)
            : reply(429, {}, Buffer.from('{"errors":[{"code":"TOOMANYREQUESTS"}]}')),
      }),
      'unknown (infrastructure) java-database-throttled',
    ],
  ])('%s', async (_, given, expected) =>
    withIndex(await given(), async (host) => {
      const checked = await check([JAVA, NO_JAVA], [host]);
      expect(summarize(checked)).toEqual([expected]);
      expect([...checked.outcomes.values()][1]).toBe('pass');
    }));

  test.each([
    'off' as const,
    'pkg:maven/com.acme/library@1.0.0',
  ])('a policy may know an index without the usual archive: %s', async (javaCanary) => {
    const bytes = Buffer.from(LIBRARY, 'latin1');
    const own = await buildJavaIndex([{ group: 'com.acme', name: 'library', version: '1.0.0', bytes }]);
    await withIndex({ index: own }, async (host) => {
      const javaDatabaseRepositories = [`${host}/${JAVA_INDEX_NAME}`];
      const checked = await check([JAVA], [], { vulnerabilities: { javaCanary, javaDatabaseRepositories } });
      expect(summarize(checked)).toEqual([FOUND]);
    });
  });
});

describe('in a directory of the machine', () => {
  async function withDirectory(
    files: Readonly<Record<string, string | Uint8Array>> | null,
    use: (directory: string) => Promise<void>,
  ): Promise<void> {
    const directory = await mkdtemp(join(tmpdir(), 'scg-java-directory-'));
    try {
      const store = new ContentStore();
      const packed = await packDatabase(database, new Date());
      await loadLayout(store, async (path) => packed.get(path) ?? null);
      const [name = ''] = store.repositories.keys();
      const layer = [...store.repository(name).blobs.values()].find((bytes) => bytes[0] === 0x1f);
      await mkdir(join(directory, 'db'));
      for (const { header, data } of await unpackTar(gunzipSync(layer ?? new Uint8Array()))) {
        await writeFile(join(directory, 'db', header.name), data ?? '');
      }
      if (files !== null) await mkdir(join(directory, 'java-db'));
      for (const [file, content] of Object.entries(files ?? {})) {
        await writeFile(join(directory, 'java-db', file), content);
      }
      await use(directory);
    } finally {
      await rm(directory, { recursive: true });
    }
  }

  const daysAgo = (days: number): string => javaIndexMetadata(new Date(Date.now() - days * DAY_MS));
  test.each<[string, () => Readonly<Record<string, string | Uint8Array>> | null, string]>([
    ['that is good', () => ({ 'trivy-java.db': index, 'metadata.json': daysAgo(1) }), FOUND],
    [
      'that another machine would renew, and this one cannot',
      () => ({ 'trivy-java.db': index, 'metadata.json': daysAgo(9) }),
      FOUND,
    ],
    ['that is not there', () => null, 'unknown (infrastructure) java-database'],
    [
      'that is too old',
      () => ({ 'trivy-java.db': index, 'metadata.json': daysAgo(20) }),
      'unknown (infrastructure) java-database',
    ],
    [
      'that is cut off',
      () => ({ 'trivy-java.db': index.subarray(0, 8192), 'metadata.json': daysAgo(1) }),
      'unknown (infrastructure) java-canary-missed',
    ],
    ['that is metadata alone', () => ({ 'metadata.json': daysAgo(1) }), 'unknown (infrastructure) java-canary-missed'],
    [
      'whose metadata is cut off',
      () => ({ 'trivy-java.db': index, 'metadata.json': '{"Version":1,' }),
      'unknown (infrastructure) java-database',
    ],
    [
      'of another schema',
      () => ({ 'trivy-java.db': index, 'metadata.json': daysAgo(1).replace('"Version":1', '"Version":2') }),
      'unknown (infrastructure) java-database',
    ],
  ])('%s: images without archives are judged all the same', (_, files, expected) =>
    withDirectory(files(), async (databaseDirectory) => {
      const before = await readdir(databaseDirectory, { recursive: true });
      const checked = await check([JAVA, NO_JAVA], ['127.0.0.1:9'], { vulnerabilities: { databaseDirectory } });
      expect(summarize(checked)).toEqual([expected]);
      expect([...checked.outcomes.values()][1]).toBe('pass');
      // SQLite makes an empty file where there was none.
      expect(before.filter((name) => !name.endsWith('.db'))).toEqual(
        (await readdir(databaseDirectory, { recursive: true })).filter((name) => !name.endsWith('.db')),
      );
    }));

  test('what it decided is kept for the next run, until there is another index', () =>
    withDirectory({ 'trivy-java.db': index, 'metadata.json': daysAgo(1) }, async (databaseDirectory) => {
      const exec = createExec();
      const results = { directory: join(databaseDirectory, 'results'), key: 'k'.repeat(64) };
      const scansOf = async () => {
        let scans = 0;
        const runAll: Exec['runAll'] = (commands, atOnce) => {
          scans += commands.length;
          return exec.runAll(commands, atOnce);
        };
        const ports = { exec: { ...exec, runAll } };
        const checked = await check([JAVA, NO_JAVA], [], { vulnerabilities: { databaseDirectory }, results, ports });
        expect(summarize(checked)).toEqual([FOUND]);
        return scans;
      };
      expect([await scansOf(), await scansOf()]).toEqual([2, 0]);
      await writeFile(join(databaseDirectory, 'java-db', 'metadata.json'), daysAgo(2));
      // An image without archives too: another index may know one that this one passed over.
      expect([await scansOf(), await scansOf()]).toEqual([2, 0]);
    }));
});

test('a repository that is no reference is bad usage', async () => {
  await expect(check([NO_JAVA], [], { vulnerabilities: { javaDatabaseRepositories: ['UPPER/CASE'] } })).rejects.toThrow(
    'vulnerabilities.javaDatabaseRepositories names "UPPER/CASE"',
  );
});
