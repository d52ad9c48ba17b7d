import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Advisory } from '../scripts/trivy-db/advisory.ts';
import type { RpmPackage } from './support/rpm/header.ts';
import {
  type Installed,
  packagesOf,
  RPM_SYSTEMS,
  type RpmSystemName,
  rpmDatabase,
  rpmImage,
} from './support/rpm/systems.ts';
import { checkOn, type FileTree, putLayers, startScanRegistry, summarize } from './support/scanning.ts';
import { wholeDatabase } from './support/whole-database.ts';

/** Images of systems with RPM, by the real Trivy: exact findings, whatever kind of database their packages are in. */

const SYSTEMS = Object.entries(RPM_SYSTEMS);

/** On every system one that is fixed in 3.0.7-5, and one in a module. */
const ADVISORIES: readonly Advisory[] = SYSTEMS.flatMap(([, { platform, mark }], index): Advisory[] => {
  const common = { title: '', platform, published: '2024-01-01', references: [] } as const;
  const fixed = `1:3.0.7-5${mark}`;
  return [
    { ...common, id: `CVE-2024-${1000 + index}`, severity: 'HIGH', package: 'openssl', fixed },
    { ...common, id: `CVE-2024-${2000 + index}`, severity: 'CRITICAL', package: 'nodejs:18::npm', fixed },
  ];
});

let server: Awaited<ReturnType<typeof startScanRegistry>>;
beforeAll(async () => {
  server = await startScanRegistry({ database: await wholeDatabase(ADVISORIES) });
});
afterAll(() => server.close());

let count = 0;
async function judge(...layers: readonly FileTree[]) {
  const repository = `rpm/image${count++}`;
  await putLayers(server.store, repository, '1', layers);
  const check = await checkOn(server, { images: [`${repository}:1`] });
  return [...check.outcomes.values(), ...summarize(check)];
}

/** Of the platform's openssl; systems of one platform have the advisories of both. */
function foundIn(name: RpmSystemName): readonly string[] {
  return SYSTEMS.flatMap(([, { platform }], index) =>
    platform === RPM_SYSTEMS[name].platform ? [`block high CVE-2024-${1000 + index} openssl`] : [],
  );
}

const openssl = (name: RpmSystemName, release: number, more: Partial<RpmPackage> = {}): Installed => ({
  bash: '5.1.8',
  openssl: { epoch: 1, version: '3.0.7', release: `${release}${RPM_SYSTEMS[name].mark}`, ...more },
  'gpg-pubkey': { version: 'fd431d51', release: '4ae0493b', vendor: '', source: null, arch: '(none)' },
});
/** Keys are not in the list that stands for a database. */
const withoutKey = ({ 'gpg-pubkey': _, ...installed }: Installed): Installed => installed;
const imageOf = (name: RpmSystemName, installed: Installed): FileTree =>
  rpmImage(name, name === 'Azure Linux 3 distroless' ? withoutKey(installed) : installed);

describe.each(Object.keys(RPM_SYSTEMS) as RpmSystemName[])('%s', (name) => {
  test.each<[string, Installed, readonly string[]]>([
    ['a version before the fix', openssl(name, 4), ['fail', ...foundIn(name)]],
    ['the version of the fix', openssl(name, 5), ['pass']],
    ['a version before the fix, of a later epoch', openssl(name, 4, { epoch: 2 }), ['pass']],
    ['a version after the fix, of an earlier epoch', openssl(name, 6, { epoch: 0 }), ['fail', ...foundIn(name)]],
  ])('%s', async (_, installed, expected) => {
    expect(await judge(imageOf(name, installed))).toEqual(expected);
  });
});

describe('wherever the database is, and of whatever kind', () => {
  const installed = openssl('Rocky 9', 4);
  test.each<[string, FileTree]>(
    [
      ['var/lib/rpm/rpmdb.sqlite', 'rpmdb.sqlite'],
      ['usr/lib/sysimage/rpm/rpmdb.sqlite', 'rpmdb.sqlite'],
      ['usr/share/rpm/rpmdb.sqlite', 'rpmdb.sqlite'],
      ['var/lib/rpm/Packages.db', 'Packages.db'],
      ['usr/lib/sysimage/rpm/Packages.db', 'Packages.db'],
      ['var/lib/rpm/Packages', 'Packages'],
      ['usr/lib/sysimage/rpm/Packages', 'Packages'],
      ['var/lib/rpm/rpmdb.sqlite', 'Packages'],
      ['var/lib/rpm/Packages', 'Packages.db'],
      ['var/lib/rpm/Packages.db', 'rpmdb.sqlite'],
    ].map(([path = '', kind = '']) => [
      `${path}, as a ${kind}`,
      { ...RPM_SYSTEMS['Rocky 9'].names, [path]: rpmDatabase(kind, packagesOf('Rocky 9', installed)) },
    ]),
  )('%s', async (_, files) => {
    expect(await judge(files)).toEqual(['fail', ...foundIn('Rocky 9')]);
  });

  test('of two in two layers, what is in either', async () => {
    const layer = (path: string, release: number): FileTree => ({
      [path]: rpmDatabase(path, packagesOf('Rocky 9', openssl('Rocky 9', release))),
    });
    const { names } = RPM_SYSTEMS['Rocky 9'];
    const [old, moved] = ['var/lib/rpm/rpmdb.sqlite', 'usr/lib/sysimage/rpm/rpmdb.sqlite'];
    const found = foundIn('Rocky 9');
    expect(await judge({ ...names, ...layer(old ?? '', 4) }, layer(moved ?? '', 5))).toEqual(['fail', ...found]);
    expect(await judge({ ...names, ...layer(old ?? '', 5) }, layer(moved ?? '', 4))).toEqual(['fail', ...found]);
    expect(await judge({ ...names, ...layer(old ?? '', 4) }, layer(old ?? '', 5))).toEqual(['pass']);
  });
});

describe('modules', () => {
  const label = 'nodejs:18:9040020240101:rhel9';
  const npm = (name: RpmSystemName, more: Partial<RpmPackage>): Installed => ({
    bash: '5.1.8',
    npm: { epoch: 1, version: '3.0.7', release: `4.module+el9.4.0+1`, modularityLabel: label, ...more },
    openssl: openssl(name, 5).openssl ?? '',
  });
  test.each(['Rocky 9', 'Alma 9', 'UBI 9'] as const)('of %s', async (name) => {
    const [critical] = foundIn(name).map((line) => line.replace('high CVE-2024-1', 'critical CVE-2024-2'));
    expect(await judge(rpmImage(name, npm(name, {})))).toEqual(['fail', critical?.replace('openssl', 'npm')]);
    expect(await judge(rpmImage(name, npm(name, { modularityLabel: label.replace('18', '20') })))).toEqual(['pass']);
  });
});
