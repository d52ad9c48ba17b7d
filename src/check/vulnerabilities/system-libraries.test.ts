import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { withoutSystemLibraries } from './system-libraries.ts';
import { TrivyReport } from './trivy-report.ts';

interface Seen {
  /** `debian` when left out; null: no system. */
  readonly family?: string | null;
  readonly vendor?: string;
  readonly release?: string;
  /** As the package database lists them. */
  readonly installed: readonly string[];
  readonly type?: string;
  /** Trivy names libraries by their own files, or all of one file by that one. */
  readonly target?: string;
  readonly paths?: readonly string[];
}

/** The files of the libraries that are left, and of the vulnerabilities, of which each library has one. */
function left({ family = 'debian', vendor = '', release = '1', installed, ...library }: Seen) {
  const { type = 'node-pkg', target = 'Node.js', paths = [''] } = library;
  const report = withoutSystemLibraries(
    TrivyReport.parse({
      SchemaVersion: 2,
      ArtifactName: 'ghcr.io/acme/api',
      Metadata: family === null ? {} : { OS: { Family: family, Name: '1' } },
      Results: [
        {
          Class: 'os-pkgs',
          Type: family ?? '',
          Packages: [{ Name: 'app', Maintainer: vendor, Release: release, InstalledFiles: installed }],
        },
        {
          Class: 'lang-pkgs',
          Type: type,
          Target: target,
          Packages: paths.map((FilePath) => ({ Name: 'library', FilePath })),
          Vulnerabilities: paths.map((PkgPath) => ({ VulnerabilityID: 'CVE-2024-1', PkgName: 'library', PkgPath })),
        },
        { Class: 'secret', Target: target, Secrets: [{ RuleID: 'key' }] },
      ],
    }),
  );
  const files = report.Results.filter(({ Class }) => Class === 'lang-pkgs').map((part) => ({
    packages: part.Packages.map(({ FilePath }) => FilePath || part.Target),
    vulnerabilities: part.Vulnerabilities.map(({ PkgPath }) => PkgPath || part.Target),
  }));
  expect(report.Results.filter(({ Class }) => Class !== 'lang-pkgs').map(({ Class }) => Class)).toEqual([
    'os-pkgs',
    'secret',
  ]);
  expect(files.map(({ vulnerabilities }) => vulnerabilities)).toEqual(files.map(({ packages }) => packages));
  return files.flatMap(({ packages }) => packages);
}

const A = 'usr/lib/a/package.json';
const B = 'usr/lib/b/package.json';

const TrivyPackage = z.object({ FilePath: z.string(), Layer: z.object({ DiffID: z.string() }).optional() });

describe('of libraries', () => {
  test.each<[string, Seen, readonly string[]]>([
    ['those that a package installed are left out', { installed: [`/${A}`], paths: [A, B] }, [B]],
    ['without a slash, as apk lists them', { family: 'alpine', installed: [A], paths: [A] }, []],
    ['nothing is installed by anybody', { installed: [], paths: [A] }, [A]],
    ['a file elsewhere of the same end', { installed: [`/${A}`], paths: [`opt/${A}`] }, [`opt/${A}`]],
    ['a path that climbs out of the place', { installed: ['/usr/lib/../../opt/a'], paths: ['opt/a'] }, ['opt/a']],
    ['the root', { installed: ['/'], paths: [''] }, ['Node.js']],
    ['a program', { installed: ['/usr/bin/a'], type: 'gobinary', target: 'usr/bin/a' }, []],
    [
      'a program where the system puts none',
      { installed: ['/opt/a/a'], type: 'gobinary', target: 'opt/a/a' },
      ['opt/a/a'],
    ],
    ['a file that is named like a kind', { family: 'wolfi', installed: ['/Node.js'], paths: [A] }, [A]],
    [
      'all that a bill of the system lists',
      {
        family: 'wolfi',
        installed: ['var/lib/db/sbom/a.spdx.json'],
        target: 'var/lib/db/sbom/a.spdx.json',
        paths: [A],
      },
      [],
    ],
  ])('%s', (_, seen, expected) => {
    expect(left(seen)).toEqual(expected);
  });
});

test.each<[string, readonly string[]]>([
  ['usr/share/java/a.jar', []],
  ['usr/share/java/a.war/WEB-INF/lib/b.jar', []],
  ['usr/share/java/folder.jar/b.jar', []],
  ['usr/share/java/other.jar', ['usr/share/java/other.jar']],
  ['usr/share/java/a.war.d/b.jar', ['usr/share/java/a.war.d/b.jar']],
  ['usr/share/java/folder/b.jar', ['usr/share/java/folder/b.jar']],
])('archives of a package with a.jar, a.war and two folders: %s', (path, expected) => {
  const installed = ['a.jar', 'a.war', 'folder', 'folder.jar'].map((name) => `/usr/share/java/${name}`);
  expect(left({ installed, type: 'jar', target: 'Java', paths: [path] })).toEqual(expected);
});

test('a folder that is named like an archive, and is none', () => {
  const installed = ['/usr/share/java/a.war', '/usr/share/java/a.war/WEB-INF/web.xml'];
  const path = 'usr/share/java/a.war/WEB-INF/lib/b.jar';
  expect(left({ installed, type: 'jar', target: 'Java', paths: [path] })).toEqual([path]);
});

test('what is no archive is in none', () => {
  const path = 'usr/share/a.war/node_modules/a/package.json';
  expect(left({ installed: ['/usr/share/a.war'], paths: [path] })).toEqual([path]);
});

describe('by the words of a bill in the image', () => {
  const layers = ['sha256:1', 'sha256:2'];
  const bill = (more: object) => ({ AnalyzedBy: 'sbom', Layer: { DiffID: 'sha256:1' }, ...more });
  const real = { Name: 'app', AnalyzedBy: 'apk', InstalledFiles: [A], Layer: { DiffID: 'sha256:1' } };
  test.each<[string, readonly object[], object, boolean]>([
    ['nobody says', [real], { FilePath: A, Layer: { DiffID: 'sha256:1' } }, true],
    ['a library lies where the system has one', [real], bill({ FilePath: A }), false],
    [
      'a package came with the layer of a library',
      [real, bill({ Name: 'made up', Layer: { DiffID: 'sha256:2' } })],
      { FilePath: A, Layer: { DiffID: 'sha256:2' } },
      false,
    ],
    ['a package installed it', [bill({ Name: 'made up', InstalledFiles: [A] })], { FilePath: A }, false],
  ])('%s', (_, packages, library, isSystems) => {
    const { FilePath: PkgPath, Layer } = TrivyPackage.parse(library);
    const report = withoutSystemLibraries(
      TrivyReport.parse({
        SchemaVersion: 2,
        ArtifactName: 'ghcr.io/acme/api',
        Metadata: { OS: { Family: 'alpine', Name: '3' }, DiffIDs: layers },
        Results: [
          { Class: 'os-pkgs', Packages: packages },
          {
            Class: 'lang-pkgs',
            Type: 'node-pkg',
            Target: 'Node.js',
            Packages: [{ Name: 'library', ...library }],
            Vulnerabilities: [{ VulnerabilityID: 'CVE-2024-1', PkgName: 'library', PkgPath, Layer }],
          },
        ],
      }),
    );
    expect(report.Results.flatMap(({ Vulnerabilities }) => Vulnerabilities)).toHaveLength(isSystems ? 0 : 1);
  });
});

describe('layers', () => {
  const layers = ['sha256:1', 'sha256:2', 'sha256:3'];
  /** Where a package is from and where another is, where a library is from, and whether it is the first one's. */
  test.each<[string, number, number, number, boolean]>([
    ['dpkg', 1, 1, 1, true],
    ['dpkg', 2, 1, 1, true],
    ['dpkg', 1, 1, 2, false],
    ['dpkg', 1, 2, 2, false],
    ['apk', 2, 2, 1, true],
    ['apk', 1, 1, 2, false],
    ['apk', 1, 2, 2, true],
    ['apk', 1, 2, 3, false],
    ['rpm', 1, 2, 2, true],
    ['rpm', 1, 3, 2, false],
  ])('%s: a package of layer %i, another of %i, a library of %i', (analyzer, app, other, library, isOwn) => {
    const of = (number: number) => ({ DiffID: layers[number - 1] });
    const report = withoutSystemLibraries(
      TrivyReport.parse({
        SchemaVersion: 2,
        ArtifactName: 'ghcr.io/acme/api',
        Metadata: { OS: { Family: 'none' }, DiffIDs: layers },
        Results: [
          {
            Class: 'os-pkgs',
            Packages: [
              { Name: 'app', AnalyzedBy: analyzer, InstalledFiles: [A], Layer: of(app) },
              { Name: 'other', AnalyzedBy: analyzer, Layer: of(other) },
            ],
          },
          {
            Class: 'lang-pkgs',
            Target: 'Node.js',
            Packages: [{ Name: 'library', FilePath: A, Layer: of(library) }],
            Vulnerabilities: [{ VulnerabilityID: 'CVE-2024-1', PkgName: 'library', PkgPath: A, Layer: of(library) }],
          },
        ],
      }),
    );
    expect(report.Results.flatMap(({ Vulnerabilities }) => Vulnerabilities)).toHaveLength(isOwn ? 0 : 1);
  });
});

describe('whose package it is', () => {
  test.each<[string, Seen['vendor'], string, readonly string[]]>([
    ['redhat', 'Red Hat, Inc.', '1.el9', []],
    ['redhat', 'Fedora Project', '1.el9', [A]],
    ['rocky', 'Rocky Enterprise Software Foundation', '1.el9', []],
    ['rocky', 'Red Hat, Inc.', '1.el9', [A]],
    ['amazon', 'Amazon Linux', '1.amzn2023', []],
    ['amazon', '', '1.amzn2', []],
    ['amazon', '', '1.el7', [A]],
    ['sles', 'openSUSE', '1', []],
    ['debian', 'Somebody <a@example.com>', '1', []],
    ['alpine', '', '', []],
    ['none', 'Somebody', '', []],
  ])('%s, of %j in %s', (family, vendor = '', release, expected) => {
    expect(left({ family, vendor, release, installed: [`/${A}`], paths: [A] })).toEqual(expected);
  });
});

describe('places', () => {
  const PATHS = [
    'usr/lib/a',
    'usr/lib64/a',
    'usr/share/a',
    'usr/bin/a',
    'lib/a',
    'sbin/a',
    'etc/a',
    'var/lib/a',
    'usr/local/a',
    'usr/src/a',
    'opt/a',
    'srv/a',
    'srv/www/a',
    'var/www/a',
    'var/a',
    'home/a',
    'root/a',
    'app/a',
    'library/a',
    'a/usr/lib/a',
  ];
  const OWN = PATHS.slice(0, 8);
  test.each<[string, string, readonly string[]]>([
    ['debian', '', OWN],
    ['ubuntu', '', OWN],
    ['alpine', '', OWN],
    ['rocky', 'Rocky', [...OWN, 'opt/a']],
    ['photon', 'VMware', [...OWN, 'opt/a']],
    ['sles', 'SUSE', [...OWN, 'opt/a', 'srv/www/a']],
    ['wolfi', '', PATHS],
    ['chainguard', '', PATHS],
    ['one that nobody has heard of', '', OWN],
  ])('of %s', (family, vendor, own) => {
    const remaining = left({ family, vendor, installed: PATHS, paths: PATHS });
    expect(remaining).toEqual(PATHS.filter((path) => !own.includes(path)));
  });
});
