import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { reply } from '../src/demo/registry/index.ts';
import { buildJavaIndex, JAVA_INDEX_NAME } from './support/java-index.ts';

import { ALSO_JAVA, FOUND, type Given, JAVA, javaScans, LIBRARY, NO_JAVA, SYSTEM } from './support/java-scans.ts';
import { putFiles, summarize } from './support/scanning.ts';

/** Java archives that say nothing of themselves: which they are, the real Trivy knows by an index alone. */

const scans = javaScans();
const DAY_MS = 86_400_000;

describe('the index of Java archives', () => {
  test('is not fetched where no image holds any', () =>
    scans.withIndex({}, async (host, asked) => {
      const { outcomes } = await scans.check([NO_JAVA], [host]);
      expect([[...outcomes.values()], asked]).toEqual([['pass'], []]);
    }));

  test('is fetched once for all images that do, and tells which archives they are', () =>
    scans.withIndex({}, async (host, asked) => {
      const checked = await scans.check([NO_JAVA, JAVA, ALSO_JAVA], [host]);
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
    scans.withIndex({}, async (host) => {
      const repository = `nested/${name.replaceAll(/\W+/g, '-')}`;
      await putFiles(scans.server.store, repository, '1', { ...SYSTEM, [path]: bytes });
      expect(summarize(await scans.check([`${repository}:1`], [host]))).toEqual([FOUND]);
    }));

  test("archives that a package installed are looked at too, and count where they are not the system's", () => {
    const installed = (folder: string): string =>
      `${SYSTEM['lib/apk/db/installed']}P:app\nV:1.0-r0\nA:x86_64\no:app\nF:${folder}\nR:x.jar\n\n`;
    const image = async (folder: string): Promise<string> => {
      const repository = `claimed/${folder.replaceAll('/', '-')}`;
      const files = { 'lib/apk/db/installed': installed(folder), [`${folder}/x.jar`]: LIBRARY };
      await putFiles(scans.server.store, repository, '1', { ...SYSTEM, ...files });
      return `${repository}:1`;
    };
    return scans.withIndex({}, async (host, asked) => {
      const own = await scans.check([await image('usr/share/java')], [host]);
      expect([summarize(own), asked.filter((path) => path.includes('/blobs/')).length]).toEqual([[], 1]);
      expect(summarize(await scans.check([await image('opt/app')], [host]))).toEqual([FOUND]);
    });
  });

  test('comes from the next repository where one has none, and by the login of its registry alone', async () => {
    const sent: string[] = [];
    const expected = `Basic ${Buffer.from('robot:correct-horse').toString('base64')}`;
    const locked: Given['guard'] = (handler) => async (request) => {
      sent.push(request.headers.authorization ?? 'nothing');
      if (request.headers.authorization === expected) return handler(request);
      return reply(401, { 'www-authenticate': 'Basic realm="mirror"' });
    };
    await scans.withIndex({ guard: () => async () => reply(404, {}) }, (empty, atEmpty) =>
      scans.withIndex({ guard: locked }, async (host) => {
        const credentials = new Map([[host, { kind: 'basic' as const, username: 'robot', password: 'correct-horse' }]]);
        expect(summarize(await scans.check([JAVA], [empty, host], { credentials }))).toEqual([FOUND]);
        expect(atEmpty.length).toBeGreaterThan(0);
        expect(sent).toContain(expected);
        const without = await scans.check([JAVA], [host]);
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
    ['cut off', () => ({ index: scans.index.subarray(0, 8192) }), 'unknown (infrastructure) java-canary-missed'],
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
    scans.withIndex(await given(), async (host) => {
      const checked = await scans.check([JAVA, NO_JAVA], [host]);
      expect(summarize(checked)).toEqual([expected]);
      expect([...checked.outcomes.values()][1]).toBe('pass');
    }));

  test.each([
    'off' as const,
    'pkg:maven/com.acme/library@1.0.0',
  ])('a policy may know an index without the usual archive: %s', async (javaCanary) => {
    const bytes = Buffer.from(LIBRARY, 'latin1');
    const own = await buildJavaIndex([{ group: 'com.acme', name: 'library', version: '1.0.0', bytes }]);
    await scans.withIndex({ index: own }, async (host) => {
      const javaDatabaseRepositories = [`${host}/${JAVA_INDEX_NAME}`];
      const checked = await scans.check([JAVA], [], { vulnerabilities: { javaCanary, javaDatabaseRepositories } });
      expect(summarize(checked)).toEqual([FOUND]);
    });
  });
});

test('a repository that is no reference is bad usage', async () => {
  await expect(
    scans.check([NO_JAVA], [], { vulnerabilities: { javaDatabaseRepositories: ['UPPER/CASE'] } }),
  ).rejects.toThrow('vulnerabilities.javaDatabaseRepositories names "UPPER/CASE"');
});
