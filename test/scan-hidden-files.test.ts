import { packTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALPINE_RELEASE, alpineWith, DEBIAN_RELEASE, dpkgStatus } from './support/installed-systems.ts';
import { checkOn, type FileTree, putFiles, startScanRegistry, summarize } from './support/scanning.ts';

/** Images that hide their packages from the real Trivy, file by file, by links and by archives: never a silent pass. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;

beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

const ALPINE = alpineWith({ libssl3: '3.1.4-r0' });
const APK = ALPINE['lib/apk/db/installed'];
const DPKG = dpkgStatus({ openssl: '3.0.1-1' });

describe('an image that hides what is in it', () => {
  const rows: readonly [string, string, FileTree][] = [
    ['holds nothing', 'nothing-recognised', { 'app/service': 'binary' }],
    ['has no os-release', 'system-unnamed', { 'lib/apk/db/installed': APK }],
    ['removed its package database', 'packages-missing', { ...ALPINE, 'lib/apk/db/installed': '' }],
    [
      'removed its package database and brings a library',
      'packages-missing',
      {
        'etc/os-release': ALPINE_RELEASE,
        'etc/alpine-release': '3.19.1\n',
        'app/node_modules/x/package.json': '{"name":"x","version":"1.0.0"}',
      },
    ],
    [
      'says it is a release that is not known',
      'system-unknown',
      { ...ALPINE, 'etc/os-release': 'ID=alpine\nVERSION_ID=9.99.0\n', 'etc/alpine-release': '9.99.0\n' },
    ],
    [
      'takes packages from a release that is not known',
      'system-unknown',
      { ...ALPINE, 'etc/apk/repositories': 'https://dl-cdn.alpinelinux.org/alpine/v9.99/main\n' },
    ],
  ];
  test.each(rows)('%s: unknown', async (name, what, files) => {
    const image = `hidden/${what}:${rows.findIndex((row) => row[0] === name)}`;
    await putFiles(server.store, `hidden/${what}`, image.split(':')[1] ?? '', files);
    const check = await checkOn(server, { images: [image] });
    expect(summarize(check)).toEqual([`unknown (content) ${what}`]);
    expect([...check.outcomes.values()]).toEqual(['unknown']);
  });

  test('nothing but a library is something', async () => {
    await putFiles(server.store, 'scratch/node', '1', {
      'app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.4"}',
    });
    expect(summarize(await checkOn(server, { images: ['scratch/node:1'] }))).toEqual([
      'block critical CVE-2019-10744 lodash',
    ]);
  });

  test('a .trivyignore or trivy.yaml in the image or beside the gate changes nothing', async () => {
    const ignore = 'DEMO-2024-0001\nCVE-2023-6129\n';
    await putFiles(server.store, 'sly/api', '1', {
      ...ALPINE,
      '.trivyignore': ignore,
      'trivy.yaml': 'severity: [LOW]',
    });
    const check = await checkOn(server, { images: ['sly/api:1'] });
    expect(summarize(check)).toContain('block high DEMO-2024-0001 libssl3');
  });
});

test('what a library of an image without package database has is still told', async () => {
  await putFiles(server.store, 'hidden/lodash', '1', {
    ...ALPINE,
    'lib/apk/db/installed': '',
    'app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.4"}',
  });
  const check = await checkOn(server, { images: ['hidden/lodash:1'] });
  expect(summarize(check)).toEqual(['block critical CVE-2019-10744 lodash', 'unknown (content) packages-missing']);
  expect([...check.outcomes.values()]).toEqual(['fail']);
});

describe('an image that hides its packages by links and archives', () => {
  test('the names of its release lead elsewhere', async () => {
    await putFiles(server.store, 'links/release', '1', {
      'opt/r': ALPINE_RELEASE,
      'etc/os-release': { link: '../opt/r' },
      'etc/alpine-release': { link: '../opt/a' },
      'lib/apk/db/installed': APK,
    });
    expect(summarize(await checkOn(server, { images: ['links/release:1'] }))).toEqual([
      'unknown (content) system-unnamed',
    ]);
  });

  test.each<[string, Record<string, string | { link: string }>]>([
    [
      'apk',
      {
        'etc/os-release': ALPINE_RELEASE,
        'etc/alpine-release': '3.19.1\n',
        'opt/db': APK,
        'lib/apk/db/installed': { link: '../../../opt/db' },
      },
    ],
    [
      'dpkg',
      {
        'etc/os-release': DEBIAN_RELEASE,
        'etc/debian_version': '12.5\n',
        'opt/db': DPKG,
        'var/lib/dpkg/status': { link: '../../../opt/db' },
      },
    ],
    [
      'dpkg, by a linked folder',
      {
        'etc/os-release': DEBIAN_RELEASE,
        'etc/debian_version': '12.5\n',
        'opt/dpkg/status': DPKG,
        'var/lib/dpkg': { link: '../../opt/dpkg' },
      },
    ],
  ])('the package database of %s is a link', async (name, files) => {
    const repository = `links/${name.replace(/\W+/g, '-')}`;
    await putFiles(server.store, repository, '1', files);
    expect(summarize(await checkOn(server, { images: [`${repository}:1`] }))).toEqual([
      'unknown (content) packages-missing',
    ]);
  });

  test('all of it is in an archive that the entry point unpacks', async () => {
    const inner = await packTar([
      { header: { name: 'etc/os-release', size: ALPINE_RELEASE.length, mode: 0o644 }, body: ALPINE_RELEASE },
      { header: { name: 'lib/apk/db/installed', size: APK.length, mode: 0o644 }, body: APK },
    ]);
    const files = { 'root.tar': Buffer.from(inner).toString('latin1'), 'bin/start': 'unpacks root.tar' };
    await putFiles(server.store, 'links/archive', '1', files);
    expect(summarize(await checkOn(server, { images: ['links/archive:1'] }))).toEqual([
      'unknown (content) nothing-recognised',
    ]);
  });
});
