import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeDatabase } from '../scripts/trivy-db/build.ts';
import { bucketNames } from '../src/check/vulnerabilities/bolt.ts';
import { checkOn, type FileTree, putFiles, startScanRegistry, summarize } from './support/scanning.ts';

/** What the real Trivy's database, as bbolt wrote it, has no advisories for. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;
beforeAll(async () => {
  // The demo's: of Alpine 3.19 and npm.
  server = await startScanRegistry();
});
afterAll(() => server.close());

const alpine = (release: string): FileTree => ({
  'etc/os-release': `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${release}.1\n`,
  'etc/alpine-release': `${release}.1\n`,
  'lib/apk/db/installed': 'P:musl\nV:1.2.5-r0\nA:x86_64\no:musl\n\n',
});
const DEBIAN: FileTree = {
  'etc/os-release': 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n',
  'etc/debian_version': '12.5\n',
  'var/lib/dpkg/status':
    'Package: musl\nStatus: install ok installed\nArchitecture: amd64\nMaintainer: a\nVersion: 1.2.5-1\nDescription: b\n\n',
};
const NODE: FileTree = { 'app/node_modules/left-pad/package.json': '{"name":"left-pad","version":"1.3.0"}' };
const PYTHON: FileTree = {
  'usr/lib/python3/site-packages/jinja2-3.1.4.dist-info/METADATA':
    'Metadata-Version: 2.1\nName: jinja2\nVersion: 3.1.4\n\n',
};

let count = 0;
async function judge(files: FileTree, request: Partial<Parameters<typeof checkOn>[1]> = {}) {
  const repository = `platforms/image${count++}`;
  await putFiles(server.store, repository, '1', files);
  const check = await checkOn(server, { images: [`${repository}:1`], ...request });
  return { lines: [...check.outcomes.values(), ...summarize(check)], findings: check.findings };
}
const MISSING = ['unknown', 'unknown (content) not-in-database'];

describe('a database of parts', () => {
  test.each<[string, FileTree, readonly string[]]>([
    ['a release that it has', alpine('3.19'), ['pass']],
    ['a release that it has, with packages of a language that it has', { ...alpine('3.19'), ...NODE }, ['pass']],
    ['a language that it has', NODE, ['pass']],
    ['a release that it lacks, though Trivy knows it', alpine('3.18'), MISSING],
    ['a system that it lacks', DEBIAN, MISSING],
    ['a language that it lacks', PYTHON, MISSING],
    ['a release that it has, with packages of a language that it lacks', { ...alpine('3.19'), ...PYTHON }, MISSING],
  ])('%s', async (_, files, expected) => {
    expect((await judge(files)).lines).toEqual(expected);
  });

  test('says what is missing, and what to do', async () => {
    const { findings } = await judge({ ...DEBIAN, ...PYTHON });
    expect(findings[0]?.message).toMatch(
      / holds packages of debian 12, pip, and the vulnerability database has no advisories for those at all\..* Name a repository of a whole database /,
    );
  });
});

describe('each of several canaries has to be known', () => {
  const lodash = { purl: 'pkg:npm/lodash@4.17.4', id: 'CVE-2019-10744' };
  const openssl = { purl: 'pkg:apk/alpine/openssl@3.1.4-r0?distro=alpine-3.19', id: 'CVE-2023-6129' };
  test.each<[string, readonly { readonly purl: string; readonly id: string }[], readonly string[]]>([
    ['a library and a package of a system', [lodash, openssl], ['pass']],
    [
      'with the release as Trivy writes it',
      [{ ...openssl, purl: 'pkg:apk/alpine/openssl@3.1.4-r0?distro=3.19.1' }],
      ['pass'],
    ],
    [
      'a version that has the fix',
      [lodash, { ...openssl, purl: 'pkg:apk/alpine/openssl@3.1.4-r5?distro=alpine-3.19' }],
      ['unknown', 'unknown (infrastructure) canary-missed'],
    ],
    [
      'a package of a system that the database lacks',
      [lodash, { purl: 'pkg:deb/debian/openssl@3.0.9-1?distro=debian-12', id: 'CVE-2023-6129' }],
      ['unknown', 'unknown (infrastructure) canary-missed'],
    ],
  ])('%s', async (_, canary, expected) => {
    expect((await judge(alpine('3.19'), { vulnerabilities: { canary: [...canary] } })).lines).toEqual(expected);
  });
});

test('the names of many platforms, over pages of names', async () => {
  const names = Array.from({ length: 2000 }, (_, index) => `system ${index} ${'x'.repeat(index % 90)}`);
  const advisories = Object.fromEntries(
    names.map((name) => [name, { part: { 'CVE-2000-1000': { FixedVersion: '1' } } }]),
  );
  const database = await writeDatabase({ advisories, dataSources: {}, vulnerabilities: {} });
  let most = 0;
  const found = await bucketNames(async (offset, length) => {
    most = Math.max(most, length);
    return database.subarray(offset, offset + length);
  });
  expect(new Set([...found].filter((name) => name.startsWith('system ')))).toEqual(new Set(names));
  expect(most).toBeLessThan(database.length / 2);
});
