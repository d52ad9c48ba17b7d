import type { Platform } from '../../../scripts/trivy-db/advisory.ts';
import type { FileTree } from '../scanning.ts';
import { rpmBerkeley } from './berkeley.ts';
import type { RpmPackage } from './header.ts';
import { rpmNdb } from './ndb.ts';
import { rpmSqlite } from './sqlite.ts';

/** Images of systems with RPM, as their vendors make them: which files name them, where the database of packages is, and of which kind. */

export interface RpmSystem {
  /** By what a vulnerability database knows it. */
  readonly platform: Platform;
  readonly names: FileTree;
  readonly database: string;
  readonly vendor: string;
  /** At the end of a release of a package. */
  readonly mark: string;
}

const osRelease = (id: string, version: string): string => `NAME="${id}"\nID="${id}"\nVERSION_ID="${version}"\n`;

const SQLITE = 'var/lib/rpm/rpmdb.sqlite';

export const RPM_SYSTEMS = {
  'Rocky 9': {
    platform: 'rocky 9',
    names: {
      'etc/os-release': osRelease('rocky', '9.4'),
      'etc/redhat-release': 'Rocky Linux release 9.4 (Blue Onyx)\n',
    },
    database: SQLITE,
    vendor: 'Rocky Enterprise Software Foundation',
    mark: '.el9',
  },
  'Alma 9': {
    platform: 'alma 9',
    names: {
      'etc/os-release': osRelease('almalinux', '9.4'),
      'etc/redhat-release': 'AlmaLinux release 9.4 (Seafoam Ocelot)\n',
    },
    database: SQLITE,
    vendor: 'AlmaLinux',
    mark: '.el9_4',
  },
  'UBI 9': {
    platform: 'Red Hat',
    names: {
      'etc/os-release': osRelease('rhel', '9.4'),
      'etc/redhat-release': 'Red Hat Enterprise Linux release 9.4 (Plow)\n',
      'root/buildinfo/content_manifests/ubi9-container-9.4-1123.json': JSON.stringify({
        metadata: { icm_version: 1, image_layer_index: 0 },
        content_sets: ['rhel-9-for-x86_64-baseos-rpms', 'rhel-9-for-x86_64-appstream-rpms'],
        image_contents: [],
      }),
    },
    database: SQLITE,
    vendor: 'Red Hat, Inc.',
    mark: '.el9_4',
  },
  'Oracle 9': {
    platform: 'Oracle Linux 9',
    names: {
      'etc/os-release': osRelease('ol', '9.4'),
      'etc/oracle-release': 'Oracle Linux Server release 9.4\n',
      'etc/redhat-release': 'Red Hat Enterprise Linux release 9.4 (Plow)\n',
    },
    database: SQLITE,
    vendor: 'Oracle America',
    mark: '.el9',
  },
  'Amazon 2023': {
    platform: 'amazon linux 2023',
    names: {
      'etc/os-release': osRelease('amzn', '2023'),
      'usr/lib/system-release': 'Amazon Linux release 2023.6.20241111 (Amazon Linux)\n',
    },
    database: SQLITE,
    vendor: 'Amazon Linux',
    mark: '.amzn2023.0.1',
  },
  'Leap 15.6': {
    platform: 'openSUSE Leap 15.6',
    names: { 'etc/os-release': osRelease('opensuse-leap', '15.6') },
    database: 'usr/lib/sysimage/rpm/Packages.db',
    vendor: 'SUSE LLC <https://www.suse.com/>',
    mark: '.150600.3.1',
  },
  Tumbleweed: {
    platform: 'openSUSE Tumbleweed',
    names: { 'etc/os-release': osRelease('opensuse-tumbleweed', '20241111') },
    database: 'usr/lib/sysimage/rpm/Packages.db',
    vendor: 'openSUSE',
    mark: '.1',
  },
  'SLES 15.6': {
    platform: 'SUSE Linux Enterprise 15.6',
    names: { 'etc/os-release': osRelease('sles', '15.6') },
    database: 'usr/lib/sysimage/rpm/Packages.db',
    vendor: 'SUSE LLC <https://www.suse.com/>',
    mark: '.150600.3.1',
  },
  'Photon 5': {
    platform: 'Photon OS 5.0',
    names: { 'etc/os-release': osRelease('photon', '5.0') },
    database: 'usr/lib/sysimage/rpm/rpmdb.sqlite',
    vendor: 'VMware, Inc.',
    mark: '.ph5',
  },
  'Azure Linux 3': {
    platform: 'Azure Linux 3.0',
    names: { 'etc/os-release': osRelease('azurelinux', '3.0') },
    database: SQLITE,
    vendor: 'Microsoft Corporation',
    mark: '.azl3',
  },
  'Azure Linux 3 distroless': {
    platform: 'Azure Linux 3.0',
    names: { 'etc/os-release': osRelease('azurelinux', '3.0') },
    database: 'var/lib/rpmmanifest/container-manifest-2',
    vendor: 'Microsoft Corporation',
    mark: '.azl3',
  },
  'Mariner 2': {
    platform: 'CBL-Mariner 2.0',
    names: { 'etc/os-release': osRelease('mariner', '2.0') },
    database: SQLITE,
    vendor: 'Microsoft Corporation',
    mark: '.cm2',
  },
} as const satisfies Record<string, RpmSystem>;
export type RpmSystemName = keyof typeof RPM_SYSTEMS;

/** By name the version of a package, or all that is said of it. */
export type Installed = Readonly<Record<string, string | Partial<RpmPackage>>>;

/** Packages of a system's own vendor and release, where nothing else is said. */
export function packagesOf(name: RpmSystemName, installed: Installed): readonly RpmPackage[] {
  const { vendor, mark } = RPM_SYSTEMS[name];
  return Object.entries(installed).map(([part, said]) => ({
    name: part,
    version: typeof said === 'string' ? said : '1.0',
    release: `1${mark}`,
    vendor,
    ...(typeof said === 'string' ? {} : said),
  }));
}

/** An image of that system with these packages. */
export function rpmImage(name: RpmSystemName, installed: Installed): FileTree {
  const { names, database } = RPM_SYSTEMS[name];
  return { ...names, [database]: rpmDatabase(database, packagesOf(name, installed)) };
}

/** Of the kind that a file of that name is. */
export function rpmDatabase(path: string, packages: readonly RpmPackage[]): string | Buffer {
  if (path.endsWith('rpmdb.sqlite')) return rpmSqlite(packages);
  if (path.endsWith('Packages.db')) return rpmNdb(packages);
  return path.endsWith('Packages') ? rpmBerkeley(packages) : rpmManifest(packages);
}

/** What a system of RPM without its database says of its packages (CBL-Mariner's and Azure Linux's smallest images). */
function rpmManifest(packages: readonly RpmPackage[]): string {
  return packages
    .map(({ name, version, release, arch = 'x86_64', epoch = 0, vendor = '(none)', source }) =>
      [
        name,
        `${version}-${release}`,
        1_700_000_000,
        1_700_000_000,
        vendor,
        '(none)',
        1,
        arch,
        epoch,
        source ?? `${name}-${version}-${release}.src.rpm`,
      ].join('\t'),
    )
    .map((line) => `${line}\n`)
    .join('');
}
