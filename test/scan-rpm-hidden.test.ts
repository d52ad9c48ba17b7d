import { packTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RpmPackage } from './support/rpm/header.ts';
import { type Installed, packagesOf, type RpmSystemName, rpmDatabase, rpmImage } from './support/rpm/systems.ts';
import {
  checkOn,
  type FileTree,
  putLayers,
  startScanRegistry,
  summarize,
  toldUnscannable,
} from './support/scanning.ts';
import { wholeDatabase } from './support/whole-database.ts';

/** Images of systems with RPM that hide from the real Trivy what is in them, or hold what it has no advisories for: never a silent pass. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;
beforeAll(async () => {
  server = await startScanRegistry({ database: await wholeDatabase() });
});
afterAll(() => server.close());

let count = 0;
async function judge(...layers: readonly FileTree[]) {
  const repository = `rpm/image${count++}`;
  await putLayers(server.store, repository, '1', layers);
  const check = await checkOn(server, { images: [`${repository}:1`] });
  return { lines: [...check.outcomes.values(), ...summarize(check)], told: toldUnscannable(check) };
}
const unknown = (what: string): readonly string[] => ['unknown', `unknown (content) ${what}`];

const INSTALLED: Installed = { bash: '5.1.8', glibc: '2.34', openssl: '3.0.7' };
const ROCKY = rpmImage('Rocky 9', INSTALLED);
const SQLITE = 'var/lib/rpm/rpmdb.sqlite';
const { [SQLITE]: PACKAGES = '', ...NAMES } = ROCKY;
const packages = (name: RpmSystemName, more: Partial<RpmPackage>): FileTree =>
  rpmImage(name, { ...INSTALLED, openssl: { version: '3.0.7', ...more } });
const named = (id: string, version: string): FileTree => ({
  'etc/os-release': `ID="${id}"\nVERSION_ID="${version}"\n`,
});
const NAMES_ALONE = { 'etc/os-release': NAMES['etc/os-release'] ?? '' };

describe('a database of packages that is hidden', () => {
  const bytes = Buffer.from(PACKAGES as Buffer);
  const tar = packTar([{ header: { name: 'rpmdb.sqlite', size: bytes.length }, body: bytes }]);
  test.each<[string, readonly FileTree[] | (() => Promise<readonly FileTree[]>), readonly string[]]>([
    ['it is not', [ROCKY], ['pass']],
    ['it is removed', [NAMES], unknown('packages-missing')],
    ['an upper layer removes it', [ROCKY, { 'var/lib/rpm/.wh.rpmdb.sqlite': '' }], unknown('packages-missing')],
    ['an upper layer removes its folder', [ROCKY, { 'var/lib/.wh.rpm': '' }], unknown('packages-missing')],
    ['it has another name', [{ ...NAMES, 'var/lib/rpm/rpmdb.sqlite.bak': bytes }], unknown('packages-missing')],
    ['it is in another place', [{ ...NAMES, 'opt/rpm/rpmdb.sqlite': bytes }], unknown('packages-missing')],
    [
      'it is a link',
      [{ ...NAMES, 'opt/rpmdb.sqlite': bytes, [SQLITE]: { link: '../../../opt/rpmdb.sqlite' } }],
      unknown('packages-missing'),
    ],
    [
      'it is a hard link',
      [{ ...NAMES, 'opt/rpmdb.sqlite': bytes, [SQLITE]: { link: 'opt/rpmdb.sqlite', isHard: true } }],
      unknown('packages-missing'),
    ],
    [
      'its folder is a link',
      [{ ...NAMES, 'opt/rpm/rpmdb.sqlite': bytes, 'var/lib/rpm': { link: '../../opt/rpm' } }],
      unknown('packages-missing'),
    ],
    [
      'it is in a tar',
      async () => [{ ...NAMES, 'var/lib/rpm/rpm.tar': new Uint8Array(await tar) }],
      unknown('packages-missing'),
    ],
    ['it is a tar', async () => [{ ...NAMES, [SQLITE]: new Uint8Array(await tar) }], unknown('packages-missing')],
    ['it is empty', [{ ...NAMES, [SQLITE]: '' }], unknown('packages-missing')],
    ['its table is empty', [{ ...NAMES, [SQLITE]: rpmDatabase(SQLITE, []) }], unknown('packages-missing')],
    [
      'its table is empty, of Berkeley DB',
      [{ ...NAMES, 'var/lib/rpm/Packages': rpmDatabase('Packages', []) }],
      unknown('packages-missing'),
    ],
    [
      'its table is empty, of NDB',
      [{ ...NAMES, 'var/lib/rpm/Packages.db': rpmDatabase('Packages.db', []) }],
      unknown('packages-missing'),
    ],
    ['it is garbage', [{ ...NAMES, [SQLITE]: 'no database at all '.repeat(500) }], unknown('packages-missing')],
    ['it is cut off', [{ ...NAMES, [SQLITE]: bytes.subarray(0, bytes.length / 2) }], unknown('packages-missing')],
    [
      'it is cut off, of Berkeley DB',
      [
        {
          ...NAMES,
          'var/lib/rpm/Packages': (rpmDatabase('Packages', packagesOf('Rocky 9', INSTALLED)) as Buffer).subarray(
            0,
            -4096,
          ),
        },
      ],
      unknown('packages-missing'),
    ],
    [
      'the list of Azure Linux in its place has a line that is none',
      [{ ...named('azurelinux', '3.0'), 'var/lib/rpmmanifest/container-manifest-2': 'openssl\t3.0.7\n' }],
      unknown('packages-missing'),
    ],
    ['nothing says which system it is', [{ [SQLITE]: bytes }], unknown('system-unnamed')],
    ['the system says no release', [{ 'etc/os-release': 'ID=rocky\n', [SQLITE]: bytes }], unknown('system-unnamed')],
  ])('%s', async (_, layers, expected) => {
    expect((await judge(...(typeof layers === 'function' ? await layers() : layers))).lines).toEqual(expected);
  });
});

describe('a system that says that it is another one', () => {
  test.each<[string, readonly FileTree[], RegExp]>([
    ['Rocky, of Photon', [{ ...named('photon', '5.0'), [SQLITE]: PACKAGES }], /Rocky Enterprise Software Foundation/],
    ['Rocky, of Amazon', [{ 'etc/system-release': 'Amazon Linux release 2 (Karoo)\n', [SQLITE]: PACKAGES }], /Rocky/],
    ['Rocky, of SUSE', [{ ...named('sles', '15.6'), [SQLITE]: PACKAGES }], /Rocky/],
    ['Rocky, of Azure Linux', [{ ...named('azurelinux', '3.0'), [SQLITE]: PACKAGES }], /Rocky/],
    ['Rocky 9, of 8', [{ ...named('rocky', '8.10'), [SQLITE]: PACKAGES }], /release 9/],
    [
      'Red Hat, and a layer above says that it is Photon',
      [rpmImage('UBI 9', INSTALLED), named('photon', '5.0')],
      /Red Hat, Inc\./,
    ],
    ['Rocky, and a layer below says that it is Photon', [named('photon', '5.0'), ROCKY], /Rocky/],
    [
      'Amazon 2023, of 2',
      [
        {
          'etc/system-release': 'Amazon Linux release 2 (Karoo)\n',
          [SQLITE]: rpmDatabase(SQLITE, packagesOf('Amazon 2023', INSTALLED)),
        },
      ],
      /release 2023/,
    ],
    [
      'Mariner 2, of Azure Linux',
      [{ ...rpmImage('Mariner 2', INSTALLED), ...named('azurelinux', '3.0') }],
      /release cm2/,
    ],
  ])('%s', async (_, layers, said) => {
    const { lines, told } = await judge(...layers);
    expect(lines).toEqual(unknown('system-unknown'));
    expect(told).toMatch(said);
  });

  test.each<[string, FileTree]>([
    ['few packages of another vendor', rpmImage('Rocky 9', { ...INSTALLED, rhel: { vendor: 'Red Hat, Inc.' } })],
    ['more packages of EPEL', rpmImage('Rocky 9', { bash: '5', ...others(5, 'Fedora Project') })],
    ['more packages of a vendor of applications', rpmImage('Rocky 9', { bash: '5', ...others(5, 'Acme Corp.') })],
    ['packages that name no vendor', rpmImage('Amazon 2023', others(3, ''))],
    ['Leap, which is of packages of SUSE and openSUSE', rpmImage('Leap 15.6', { bash: '5', ...others(5, 'openSUSE') })],
  ])('and one that does not: %s', async (_, files) => {
    expect((await judge(files)).lines).toEqual(['pass']);
  });

  function others(many: number, vendor: string): Installed {
    return Object.fromEntries(Array.from({ length: many }, (_, index) => [`other-${index}`, { vendor }]));
  }
});

describe('a system that Trivy has no advisories for', () => {
  test.each<[string, FileTree, string]>([
    ['Fedora', { ...named('fedora', '40'), [SQLITE]: PACKAGES }, 'system-unknown'],
    [
      'CentOS Stream',
      { 'etc/os-release': 'NAME="CentOS Stream"\nID=centos\nVERSION_ID=9\n', [SQLITE]: PACKAGES },
      'system-unknown',
    ],
    ['CoreOS', { ...named('coreos', '40.1'), [SQLITE]: PACKAGES }, 'system-unknown'],
    ['Bottlerocket', { ...named('bottlerocket', '1.20.0'), [SQLITE]: PACKAGES }, 'system-unknown'],
    ['Red Hat 10', ubi('10.0', ['rhel-9-for-x86_64-baseos-rpms']), 'system-unknown'],
    ['Red Hat 10 without content sets', { ...named('rhel', '10.0'), [SQLITE]: PACKAGES }, 'system-unknown'],
    ['SLES 15.7, which the database lacks', rpmNamed('SLES 15.6', named('sles', '15.7')), 'not-in-database'],
    ['Leap 16.0, which it lacks', rpmNamed('Leap 15.6', named('opensuse-leap', '16.0')), 'not-in-database'],
    ['SLE Micro 6.1, which it lacks', rpmNamed('SLES 15.6', named('sl-micro', '6.1')), 'not-in-database'],
    [
      'Photon 4, which it lacks',
      { ...named('photon', '4.0'), [SQLITE]: ofRelease('Photon 5', '.ph4') },
      'not-in-database',
    ],
    [
      'Alma 8, which it lacks',
      { ...named('almalinux', '8.10'), [SQLITE]: ofRelease('Alma 9', '.el8') },
      'not-in-database',
    ],
  ])('%s', async (_, files, expected) => {
    expect((await judge(files)).lines).toEqual(unknown(expected));
  });

  function rpmNamed(name: RpmSystemName, names: FileTree): FileTree {
    return { ...rpmImage(name, INSTALLED), ...names };
  }
  function ofRelease(name: RpmSystemName, mark: string): string | Buffer {
    return rpmDatabase(SQLITE, packagesOf(name, { bash: { release: `1${mark}` }, openssl: { release: `1${mark}` } }));
  }
});

function ubi(version: string, contentSets: readonly string[], more: FileTree = {}): FileTree {
  return {
    ...rpmImage('UBI 9', INSTALLED),
    ...named('rhel', version),
    'etc/redhat-release': `Red Hat Enterprise Linux release ${version} (Plow)\n`,
    'root/buildinfo/content_manifests/ubi9-container-9.4-1123.json': JSON.stringify({ content_sets: contentSets }),
    ...more,
  };
}

describe('content sets of Red Hat', () => {
  const [BASE, MORE, OPENSHIFT] = [
    'rhel-9-for-x86_64-baseos-rpms',
    'rhel-9-for-x86_64-appstream-rpms',
    'rhocp-4.16-for-rhel-9-x86_64-rpms',
  ];
  const openshift = { bash: { version: '6' }, cri: { version: '1.29' } };
  const upper = (contentSets: readonly string[]): FileTree => ({
    [SQLITE]: rpmDatabase(SQLITE, packagesOf('UBI 9', { ...INSTALLED, ...openshift, openssl: '3.0.7' })),
    'root/buildinfo/content_manifests/openshift.json': JSON.stringify({ content_sets: contentSets }),
  });
  test.each<[string, readonly FileTree[], readonly string[]]>([
    ['those of the release', [ubi('9.4', [BASE, MORE])], ['pass']],
    ['as newer builds write them', [ubi('9.4', [`${BASE}__9`, `${MORE}__9`])], ['pass']],
    ['one of the release, beside others', [ubi('9.4', [BASE, 'nobody-knows-rpms'])], ['pass']],
    ['none, in files that are there', [ubi('9.4', [])], ['pass']],
    ['those of a product too, for what a layer adds', [ubi('9.4', [BASE, MORE]), upper([BASE, OPENSHIFT])], ['pass']],
    ['those of a product alone, for what a layer adds', [ubi('9.4', [BASE, MORE]), upper([OPENSHIFT])], ['pass']],
    ['none that anybody knows', [ubi('9.4', ['nobody-knows-rpms'])], unknown('system-unknown')],
    ['those of another release', [ubi('9.4', ['rhel-8-for-x86_64-baseos-rpms'])], unknown('system-unknown')],
    ['those of a product alone', [ubi('9.4', [OPENSHIFT])], unknown('system-unknown')],
    [
      'a made-up one of the release, beside a product',
      [ubi('9.4', ['rhel-9-for-x86_64-made-up-baseos-rpms', OPENSHIFT])],
      unknown('system-unknown'),
    ],
    [
      'those of another release, for what a layer adds',
      [ubi('9.4', [BASE, MORE]), upper(['rhel-8-for-x86_64-baseos-rpms'])],
      unknown('system-unknown'),
    ],
  ])('%s', async (_, layers, expected) => {
    expect((await judge(...layers)).lines).toEqual(expected);
  });
});

describe('a package that Trivy compares with nothing', () => {
  test.each<[string, FileTree, readonly string[]]>([
    [
      'of a module, without its label',
      packages('Alma 9', { release: '1.module_el9.4.0+1' }),
      unknown('packages-unread'),
    ],
    [
      'of a module, without its label, of Rocky',
      packages('Rocky 9', { release: '1.module+el9.4.0+1' }),
      unknown('packages-unread'),
    ],
    [
      'of a module, with half of its label',
      packages('Rocky 9', { release: '1.module+el9.4.0+1', modularityLabel: 'nodejs' }),
      unknown('packages-unread'),
    ],
    ['without a source package', packages('Azure Linux 3', { source: null }), unknown('packages-unread')],
    ['without a source package, of Photon', packages('Photon 5', { source: null }), unknown('packages-unread')],
    ['without a source package, where packages themselves count', packages('Rocky 9', { source: null }), ['pass']],
    ['of a processor that is none', packages('Rocky 9', { arch: 'x86-64' }), unknown('packages-unread')],
    ['of a processor that is none, of Oracle', packages('Oracle 9', { arch: '' }), unknown('packages-unread')],
    ['of another processor', packages('Rocky 9', { arch: 'i686' }), ['pass']],
    [
      'of a version that cannot be compared',
      packages('Amazon 2023', { version: '3.0^git1' }),
      unknown('packages-unread'),
    ],
    ['of a version that begins with a letter', packages('Amazon 2023', { version: 'v3' }), unknown('packages-unread')],
    ['of such a version, where it can', packages('Rocky 9', { version: '3.0^git1' }), ['pass']],
  ])('%s', async (_, files, expected) => {
    expect((await judge(files)).lines).toEqual(expected);
  });
});

test('what is told names the packages, and what to do', async () => {
  const { told } = await judge(packages('Azure Linux 3', { source: null }));
  expect(told).toMatch(/ 1 of \S+ lack a part of that \(openssl\).* Build the image on a base that Trivy knows/);
});

test('the names of a system alone', async () => {
  expect((await judge(NAMES_ALONE)).lines).toEqual(unknown('packages-missing'));
});
