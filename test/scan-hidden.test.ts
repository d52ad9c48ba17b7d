import { readFile } from 'node:fs/promises';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALPINE_RELEASE, alpineWith, apkDatabase, debianWith, dpkgStatus } from './support/installed-systems.ts';
import {
  checkOn,
  type FileTree,
  type LayerFormat,
  putLayers,
  startScanRegistry,
  summarize,
} from './support/scanning.ts';
import { requireTool } from './support/tools.ts';
import { wholeDatabase } from './support/whole-database.ts';

/** Images that hide what is in them from the real Trivy, layer by layer: never a silent pass. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;
beforeAll(async () => {
  server = await startScanRegistry({ database: await wholeDatabase() });
});
afterAll(() => server.close());

const apk = (version: string) => apkDatabase({ libssl3: version });
const APK = apk('3.1.4-r0');
const DPKG = dpkgStatus({ openssl: '9:3.0.1-1' });
const ALPINE = alpineWith({ libssl3: '3.1.4-r0' });
const DEBIAN = debianWith({ openssl: '9:3.0.1-1' });
const OTHER = dpkgStatus({ zlib1g: '1:1.2.13-1' });
const ROOT_IO = OTHER.replace('1.2.13-1', '1.2.13-1.root.io.1');
/** What a system of RPM without its database says of its packages (CBL-Mariner's and Azure Linux's smallest images). */
const azure = (version: string): FileTree => ({
  'etc/os-release': `ID=azurelinux\nVERSION_ID="${version}"\n`,
  'var/lib/rpmmanifest/container-manifest-2':
    'openssl\t3.0.1-1.azl3\t1\t2\tVendor\t(none)\t3\tx86_64\t0\topenssl-3.0.1-1.azl3.src.rpm\n',
});
const FOUND = ['block high DEMO-2024-0001 libssl3', 'warn medium CVE-2023-6129 libssl3'];

let count = 0;
async function judge(...layers: readonly FileTree[]) {
  const repository = `hidden/image${count++}`;
  await putLayers(server.store, repository, '1', layers);
  const check = await checkOn(server, { images: [`${repository}:1`] });
  return [...check.outcomes.values(), ...summarize(check)];
}
const unknown = (what: string): readonly string[] => ['unknown', `unknown (content) ${what}`];

/** A bill that lies in the image, as some builds leave one, or as somebody puts one there. */
const billOf = (...purls: readonly string[]): string =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: purls.map((purl) => ({
      type: 'library',
      name: purl.split(/[/@]/).at(-2),
      version: purl.split('@').at(-1),
      purl,
    })),
  });

describe('what hides packages', () => {
  test.each<[string, readonly FileTree[], readonly string[]]>([
    ['nothing does', [ALPINE], ['fail', ...FOUND]],
    [
      'an upper layer has another database of packages',
      [ALPINE, { 'lib/apk/db/installed': apk('3.1.4-r5') }],
      ['pass'],
    ],
    [
      'and one that is worse',
      [{ ...ALPINE, 'lib/apk/db/installed': apk('3.1.4-r5') }, { 'lib/apk/db/installed': APK }],
      ['fail', ...FOUND],
    ],
    ['an upper layer removes the database', [ALPINE, { 'lib/apk/db/.wh.installed': '' }], unknown('packages-missing')],
    ['an upper layer removes its folder', [ALPINE, { 'lib/apk/.wh.db': '' }], unknown('packages-missing')],
    ['an upper layer hides its folder', [ALPINE, { 'lib/apk/db/.wh..wh..opq': '' }], unknown('packages-missing')],
    ['an upper layer empties it', [ALPINE, { 'lib/apk/db/installed': '' }], unknown('packages-missing')],
    [
      'an upper layer removes the name of the system, which a lower one says',
      [ALPINE, { 'etc/.wh.os-release': '', 'etc/.wh.alpine-release': '' }],
      ['fail', ...FOUND],
    ],
    [
      'the database is a hard link',
      [{ ...ALPINE, 'lib/apk/db/installed': { link: 'opt/db', isHard: true }, 'opt/db': APK }],
      unknown('packages-missing'),
    ],
    [
      'the name of the system is a hard link',
      [
        {
          'opt/r': ALPINE_RELEASE,
          'etc/os-release': { link: 'opt/r', isHard: true },
          'lib/apk/db/installed': APK,
        },
      ],
      unknown('system-unnamed'),
    ],
    [
      'Debian says that it is Alpine',
      [{ ...ALPINE, 'lib/apk/db/installed': '', 'var/lib/dpkg/status': DPKG }],
      unknown('system-unknown'),
    ],
    [
      'an upper layer makes Debian say that it is Alpine',
      [DEBIAN, { 'etc/os-release': ALPINE_RELEASE }],
      unknown('system-unknown'),
    ],
    [
      'an upper layer makes Debian say that it is of Red Hat',
      [DEBIAN, { 'etc/os-release': 'ID="rhel"\nVERSION_ID="9.4"\n' }],
      unknown('system-unknown'),
    ],
    [
      'Alpine says that it is Debian',
      [{ ...DEBIAN, 'var/lib/dpkg/status': '', 'lib/apk/db/installed': APK }],
      unknown('system-unknown'),
    ],
    ['one system lies in another', [DEBIAN, { 'lib/apk/db/installed': APK }], unknown('system-unknown')],
    [
      'a system of languages alone, over a database of packages',
      [DEBIAN, { 'etc/os-release': 'ID=activestate\nVERSION_ID=1\n' }],
      unknown('packages-missing'),
    ],
    [
      'a release that is none',
      [{ ...DEBIAN, 'etc/os-release': 'ID=debian\nVERSION_ID="99"\n', 'etc/debian_version': '99.1\n' }],
      unknown('system-unknown'),
    ],
    [
      'a release that is no number',
      [{ ...DEBIAN, 'etc/os-release': 'ID=debian\nVERSION_ID="$(id)"\n', 'etc/debian_version': 'x/y\n' }],
      unknown('system-unknown'),
    ],
    [
      'an entry of the database that is none',
      [{ ...DEBIAN, 'var/lib/dpkg/status': `${DPKG.replace('Architecture', 'no colon\nArchitecture')}${OTHER}` }],
      unknown('packages-unread'),
    ],
    [
      'a version that is none',
      [{ ...DEBIAN, 'var/lib/dpkg/status': `${DPKG.replace('9:', 'v')}${OTHER}` }],
      unknown('packages-unread'),
    ],
    [
      'a version that is none, in Alpine',
      [{ ...ALPINE, 'lib/apk/db/installed': `${apk('3.1.4_x')}P:a\nV:1-r0\nA:x86_64\n\n` }],
      unknown('packages-unread'),
    ],
    ['a package that Root.io repaired', [{ ...DEBIAN, 'var/lib/dpkg/status': `${DPKG}${ROOT_IO}` }], ['pass']],
    [
      'the same, and a release that is none',
      [
        {
          'etc/os-release': 'ID=debian\nVERSION_ID="99"\n',
          'etc/debian_version': '99.1\n',
          'var/lib/dpkg/status': `${DPKG}${ROOT_IO}`,
        },
      ],
      unknown('not-in-database'),
    ],
    [
      'a package that Seal repaired, and a release that is none',
      [
        {
          'etc/os-release': 'ID=debian\nVERSION_ID="99"\n',
          'etc/debian_version': '99.1\n',
          'var/lib/dpkg/status': `${DPKG}${OTHER.replace('zlib1g', 'seal-zlib1g')}`,
        },
      ],
      unknown('not-in-database'),
    ],
    ['Azure Linux', [azure('3.0')], ['pass']],
    ['Azure Linux of a release that Trivy has nothing for', [azure('4.0')], unknown('system-unknown')],
    [
      'no database, and a bill of it in the image',
      [{ ...ALPINE, 'lib/apk/db/installed': '', 'opt/a.cdx.json': billOf('pkg:apk/alpine/libssl3@3.1.4-r5') }],
      unknown('packages-missing'),
    ],
    [
      'no database and no name, and a bill in the image',
      [{ 'opt/a.cdx.json': billOf('pkg:apk/alpine/libssl3@3.1.4-r5') }],
      unknown('system-unnamed'),
    ],
    [
      'a library without the file that names it',
      [{ 'app/node_modules/lodash/index.js': 'module.exports = {}' }],
      unknown('nothing-recognised'),
    ],
    [
      'a packed program',
      [{ 'bin/app': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.from('UPX!'.repeat(100))]) }],
      unknown('nothing-recognised'),
    ],
  ])('%s', async (_, layers, expected) => {
    expect(await judge(...layers)).toEqual(expected);
  });
});

test('packages of an image without a package manager are in a folder of their own', async () => {
  const { 'var/lib/dpkg/status': status, ...others } = DEBIAN;
  const [outcome, ...lines] = await judge({ ...others, 'var/lib/dpkg/status.d/openssl': status });
  expect([outcome, lines]).toEqual([(await judge(DEBIAN))[0], (await judge(DEBIAN)).slice(1)]);
});

test('a single Go program says what it was built from', async () => {
  const program = new Uint8Array(await readFile(await requireTool('kustomize')));
  expect(await judge({ kustomize: program })).toEqual(['pass']);
});

describe('a layer is read as a node would, by its bytes', () => {
  const plain = (layer: Uint8Array): Uint8Array => layer;
  test.each<[string, string, LayerFormat['compress'], readonly string[]]>([
    ['gzip', 'tar+gzip', (layer) => gzipSync(layer), ['fail', ...FOUND]],
    ['gzip that is called plain', 'tar', (layer) => gzipSync(layer), ['fail', ...FOUND]],
    ['a plain one that is called gzip', 'tar+gzip', plain, ['fail', ...FOUND]],
    ['zstd', 'tar+zstd', (layer) => zstdCompressSync(layer), ['fail', ...FOUND]],
    ['zstd that is called gzip', 'tar+gzip', (layer) => zstdCompressSync(layer), ['fail', ...FOUND]],
    ['gzip in gzip', 'tar+gzip', (layer) => gzipSync(gzipSync(layer)), unknown('cut-off')],
    ['garbage', 'tar+gzip', () => Buffer.from('no layer at all'), unknown('cut-off')],
  ])('%s', async (_, type, compress, expected) => {
    const repository = `hidden/image${count++}`;
    const format = { mediaType: `application/vnd.oci.image.layer.v1.${type}`, compress };
    await putLayers(server.store, repository, '1', [ALPINE], {}, format);
    const check = await checkOn(server, { images: [`${repository}:1`] });
    expect([...check.outcomes.values(), ...summarize(check)]).toEqual(expected);
  });
});

describe('a configuration that lies about the layers', () => {
  const format: LayerFormat = { mediaType: 'application/vnd.oci.image.layer.v1.tar', compress: (layer) => layer };
  const SOUND: FileTree = { ...ALPINE, 'lib/apk/db/installed': apk('3.1.4-r5') };
  // As Docker, BuildKit, and Buildah pack it, and with zstd.
  const EMPTY_LAYERS = [
    '1f8b080000096e8800ff621805a360148c5800080000ffff2eafb5ef00040000',
    '1f8b08000000000000ff621805a360148c5800080000ffff2eafb5ef00040000',
    '1f8b080000096e8800ff621805a360148c5800000000ffff03002eafb5ef00040000',
    '28b52ffd4408000303200000cdac85f0',
  ].map((bytes) => Buffer.from(bytes, 'hex'));
  const twice = (truth: readonly string[]): readonly string[] => truth.map(() => truth[0] ?? '');
  test.each<[string, readonly FileTree[], LayerFormat, readonly string[]]>([
    ['it does not', [SOUND, { 'lib/apk/db/installed': APK }], format, ['fail', ...FOUND]],
    [
      'one layer twice',
      [SOUND, { 'lib/apk/db/installed': APK }],
      { ...format, diffIds: twice },
      unknown('layers-misnamed'),
    ],
    ['one layer that is there twice', [SOUND, SOUND], format, ['pass']],
    [
      'empty layers that are packed differently',
      [SOUND, {}, {}, {}, {}, {}],
      { ...format, compress: (layer, index) => EMPTY_LAYERS[index - 1] ?? layer },
      ['pass'],
    ],
    [
      'a layer that is said to be empty',
      [SOUND, {}, { 'lib/apk/db/installed': APK }],
      { ...format, diffIds: ([sound = '', empty = '']) => [sound, empty, empty] },
      unknown('layers-misnamed'),
    ],
  ])('%s', async (_, layers, how, expected) => {
    const repository = `hidden/image${count++}`;
    await putLayers(server.store, repository, '1', layers, {}, how);
    const check = await checkOn(server, { images: [`${repository}:1`] });
    expect([...check.outcomes.values(), ...summarize(check)]).toEqual(expected);
  });
});
