import { describe, expect, test } from 'vitest';
import { alpineWith, apkDatabase, debianWith, dpkgStatus } from './support/installed-systems.ts';
import { MODULE_FOUND, programScans } from './support/program-scans.ts';
import { type RpmSystemName, rpmImage } from './support/rpm/systems.ts';
import type { FileTree } from './support/scanning.ts';

/** Libraries that a package says it installed: the system's own are left to its advisories, any others are judged, by the real Trivy. */

const { judge, program } = programScans('claimed');
const CLEAN = ['pass'];
const LODASH = ['fail', 'block critical CVE-2019-10744 lodash'];

const npm = (path: string, version = '4.17.4'): FileTree => ({ [path]: JSON.stringify({ name: 'lodash', version }) });
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A system with a package that says so of these files. */
type System = (...files: readonly string[]) => FileTree;

const debianBy =
  (maintainer: string): System =>
  (...files) => {
    const system = debianWith({ base: '1' });
    const app = dpkgStatus({ app: '1.0' }).replace('Maintainer: a', `Maintainer: ${maintainer}`);
    const sums = files.map((file) => `d41d8cd98f00b204e9800998ecf8427e  ${file}\n`).join('');
    const status = `${system['var/lib/dpkg/status']}${app}`;
    return { ...system, 'var/lib/dpkg/status': status, 'var/lib/dpkg/info/app.md5sums': sums };
  };
const debian = debianBy('Acme <it@example.com>');
const installed = (...files: readonly string[]): string =>
  `${apkDatabase({ musl: '1.2.4-r2' })}P:app\nV:1.0-r0\nA:x86_64\no:app\n${files.map((file) => `F:${folderOf(file)}\nR:${nameOf(file)}\n`).join('')}\n`;
const alpine: System = (...files) => ({
  ...alpineWith({ musl: '1.2.4-r2' }),
  'lib/apk/db/installed': installed(...files),
});
const wolfi: System = (...files) => ({
  'etc/os-release': 'ID=wolfi\nNAME="Wolfi"\nVERSION_ID="20230201"\n',
  'lib/apk/db/installed': installed(...files),
});
const rpmBy =
  (name: RpmSystemName, vendor?: string): System =>
  (...files) =>
    rpmImage(name, {
      bash: '5.1.8',
      app: { files: files.map((file) => `/${file}`), ...(vendor === undefined ? {} : { vendor }) },
    });
const rocky = rpmBy('Rocky 9');
const epel = rpmBy('Rocky 9', 'Fedora Project');

const MODULES = 'usr/lib/node_modules/lodash/package.json';
const OPT = 'opt/app/node_modules/lodash/package.json';
const CODE = 'code/node_modules/lodash/package.json';
const WWW = 'var/www/app/node_modules/lodash/package.json';
const SRV = 'srv/www/app/node_modules/lodash/package.json';

describe("a library in a place of the system's own", () => {
  test.each<[string, System, readonly string[]]>([
    ['Debian', debian, CLEAN],
    ['a vendor that Trivy knows for another than Debian', debianBy('NodeSource <a@nodesource.com>'), LODASH],
    ['Alpine', alpine, CLEAN],
    ['Wolfi', wolfi, CLEAN],
    ['Rocky', rocky, CLEAN],
    ['EPEL, of which Rocky says nothing', epel, LODASH],
    ['Red Hat', rpmBy('UBI 9'), CLEAN],
    ['Amazon', rpmBy('Amazon 2023'), CLEAN],
    ['Rocky, in a place of Amazon', rpmBy('Amazon 2023', 'Rocky Enterprise Software Foundation'), LODASH],
    ['SUSE', rpmBy('Leap 15.6'), CLEAN],
    ['Azure Linux', rpmBy('Azure Linux 3'), CLEAN],
  ])('by a package of %s', async (_, system, expected) => {
    expect(await judge({ ...system(MODULES), ...npm(MODULES) })).toEqual(expected);
  });

  test.each<[string, System]>([
    ['Debian', debian],
    ['Alpine', alpine],
    ['Rocky', rocky],
  ])('no package of %s says so', async (_, system) => {
    expect(await judge({ ...system('usr/share/app/readme'), ...npm(MODULES) })).toEqual(LODASH);
  });

  test('a package has the folder that it is in', async () => {
    expect(await judge({ ...rocky(folderOf(MODULES)), ...npm(MODULES) })).toEqual(LODASH);
  });
});

describe('a library where the system puts nothing', () => {
  test.each<[string, System, string, readonly string[]]>([
    ['/opt of Debian', debian, OPT, LODASH],
    ['/opt of Alpine', alpine, OPT, LODASH],
    ['/opt of Rocky', rocky, OPT, CLEAN],
    ['/opt of Wolfi', wolfi, OPT, CLEAN],
    ['/code of Debian', debian, CODE, LODASH],
    ['/code of Alpine', alpine, CODE, LODASH],
    ['/code of Rocky', rocky, CODE, LODASH],
    ['/var/www of Debian', debian, WWW, LODASH],
    ['/srv/www of Rocky', rocky, SRV, LODASH],
    ['/srv/www of SUSE', rpmBy('Leap 15.6'), SRV, CLEAN],
    ['/usr/local of Rocky', rocky, 'usr/local/lib/node_modules/lodash/package.json', LODASH],
  ])('%s', async (_, system, path, expected) => {
    expect(await judge({ ...system(path), ...npm(path) })).toEqual(expected);
  });

  test('one without advisories', async () => {
    expect(await judge({ ...debian(OPT), ...npm(OPT, '4.17.21') })).toEqual(CLEAN);
  });
});

describe('a program of Go', () => {
  test.each<[string, System, string, readonly string[]]>([
    ["in a place of Debian's", debian, 'usr/bin/app', CLEAN],
    ['elsewhere in Debian', debian, 'opt/app/bin/app', MODULE_FOUND],
    ["in a place of Rocky's", rocky, 'usr/libexec/cni/app', CLEAN],
    ['elsewhere in Rocky', rocky, 'app/app', MODULE_FOUND],
  ])('%s', async (_, system, path, expected) => {
    expect(await judge({ ...system(path), [path]: program() })).toEqual(expected);
  });
});

describe('in layers', () => {
  const newer = npm(MODULES, '4.17.21');
  const status = (system: FileTree, before: string, after: string): FileTree => {
    const path = 'var/lib/dpkg/status';
    return { ...system, [path]: String(system[path]).replace(before, after) };
  };
  const upgraded = (system: FileTree) => status(system, 'Version: 1.0', 'Version: 1.0-1+deb12u1');
  const more = (system: FileTree) => status(system, 'Package: base', `${dpkgStatus({ more: '1' })}Package: base`);
  const { 'var/lib/dpkg/info/app.md5sums': _, ...statusAlone } = debian();
  const grown: FileTree = { 'lib/apk/db/installed': `${installed(MODULES)}${apkDatabase({ more: '1.0-r0' })}` };

  test.each<[string, readonly FileTree[], readonly string[]]>([
    [
      'a package of a lower one said so, that is gone',
      [{ ...debian(MODULES), ...npm(MODULES) }, debianWith({ base: '1' })],
      LODASH,
    ],
    ['one of a lower one says so still', [{ ...debian(MODULES), ...npm(MODULES) }, more(statusAlone)], CLEAN],
    [
      'an upgrade of it, with the same library',
      [
        { ...debian(MODULES), ...npm(MODULES) },
        { ...upgraded(debian(MODULES)), ...npm(MODULES) },
      ],
      CLEAN,
    ],
    ['somebody put another over it', [{ ...debian(MODULES), ...newer }, npm(MODULES)], LODASH],
    [
      'somebody did, beside packages of dpkg',
      [
        { ...debian(MODULES), ...newer },
        { ...more(statusAlone), ...npm(MODULES) },
      ],
      LODASH,
    ],
    ['somebody did, over a package of apk', [{ ...alpine(MODULES), ...newer }, npm(MODULES)], LODASH],
    [
      'a package of apk did, which another came with',
      [
        { ...alpine(MODULES), ...newer },
        { ...grown, ...npm(MODULES) },
      ],
      CLEAN,
    ],
  ])('%s', async (_name, layers, expected) => {
    expect(await judge(...layers)).toEqual(expected);
  });
});

test('a bill in the image that says of a program what a package installed: the program is judged', async () => {
  const property = (name: string, value: string) => ({ name: `aquasecurity:trivy:${name}`, value });
  const bill = JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: [
      { type: 'application', 'bom-ref': 'app', name: 'opt/server', properties: [property('Type', 'gobinary')] },
      {
        type: 'library',
        'bom-ref': 'part',
        name: 'a',
        version: 'v1.0.0',
        purl: 'pkg:golang/a@v1.0.0',
        properties: [property('FilePath', 'usr/bin/tool')],
      },
    ],
    dependencies: [{ ref: 'app', dependsOn: ['part'] }],
  });
  const layer = { ...debian('usr/bin/tool'), 'opt/server': program(), 'opt/a.cdx.json': bill };
  expect(await judge(layer)).toEqual(MODULE_FOUND);
});
