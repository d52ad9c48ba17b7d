import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unrecognised } from './recognised.ts';
import { parseTrivyReport, type TrivyReport } from './trivy-report.ts';

test('any bytes are a report or none, and never an error', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        parseTrivyReport(bytes);
      },
    ),
  );
  expect(parseTrivyReport(Buffer.from('['.repeat(200_000)))).toBeNull();
});

interface Seen {
  readonly os?: { readonly Family: string; readonly Name: string };
  readonly system?: number;
  readonly libraries?: number;
  readonly type?: string;
  readonly found?: boolean;
  readonly warning?: string;
}

function reportOf({ os, system, libraries, found, type = 'node-pkg' }: Seen): TrivyReport {
  const packages = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ Name: `p${index}`, SrcName: `p${index}`, Arch: 'x86_64' }));
  const vulnerabilities = found === true ? [{ VulnerabilityID: 'CVE-1', PkgName: 'p0' }] : [];
  const report = parseTrivyReport(
    Buffer.from(
      JSON.stringify({
        SchemaVersion: 2,
        ArtifactName: 'x',
        Metadata: { OS: os },
        Results: [
          ...(system === undefined
            ? []
            : [{ Class: 'os-pkgs', Packages: packages(system), Vulnerabilities: vulnerabilities }]),
          ...(libraries === undefined ? [] : [{ Class: 'lang-pkgs', Type: type, Packages: packages(libraries) }]),
        ],
      }),
    ),
  );
  if (report === null) throw new Error('the sample is no report');
  return report;
}

const ALPINE = { Family: 'alpine', Name: '3.19.1' };
const NOT_LISTED = 'WARN\tThis OS version is not on the EOL list\tfamily="alpine" version="9.9"';
const MIXED = 'WARN\tMixing Alpine versions is unsupported\tos="3.19" repository="9.9"';

const ROWS: readonly [string, Seen, string | null][] = [
  ['a system and its packages', { os: ALPINE, system: 3 }, null],
  ['a system, its packages and libraries', { os: ALPINE, system: 3, libraries: 2 }, null],
  ['a program or libraries on nothing', { libraries: 1 }, null],
  ['nothing', {}, 'nothing-recognised'],
  ['packages of Conda alone, which Trivy judges none of', { libraries: 3, type: 'conda-pkg' }, 'nothing-recognised'],
  ['packages of Conda in a system', { os: ALPINE, system: 3, libraries: 3, type: 'conda-pkg' }, null],
  ['a file of libraries that names none', { libraries: 0 }, 'nothing-recognised'],
  ['a system without packages', { os: ALPINE, system: 0 }, 'packages-missing'],
  ['a system without packages, but libraries', { os: ALPINE, libraries: 4 }, 'packages-missing'],
  ['packages of no named system', { os: { Family: 'none', Name: '' }, libraries: 4 }, 'system-unnamed'],
  ...[
    ['alpine', '3.24.0'],
    ['debian', '14.0'],
    ['oracle', '10.0'],
    ['rocky', '10.1'],
    ['ubuntu', '26.04'],
  ].map(([Family = '', Name = '']): [string, Seen, null] => [
    `one that is not listed, and in the database: ${Family} ${Name}`,
    { os: { Family, Name }, system: 3, warning: NOT_LISTED },
    null,
  ]),
  ...[
    ['alpine', '3.25.0'],
    ['alpine', '3.24.0_alpha1'],
    ['alpine', '3.240'],
    ['debian', '14x'],
    ['rocky', '11'],
    ['rocky', '10-1.0'],
    ['ubuntu', '26.10'],
    ['ubuntu', '26.04-x'],
    ['ubuntu', '26.04.1'],
    ['photon', '6.0'],
  ].map(([Family = '', Name = '']): [string, Seen, string] => [
    `one that is neither listed nor in the database: ${Family} ${Name}`,
    { os: { Family, Name }, system: 3, warning: NOT_LISTED },
    'system-unknown',
  ]),
  [
    'one in the database that its packages are not of',
    { os: { Family: 'alpine', Name: '3.24.0' }, system: 3, warning: `${NOT_LISTED}\n${MIXED}` },
    'system-unknown',
  ],
  [
    'a release that is not listed, and something found',
    { os: ALPINE, system: 3, found: true, warning: NOT_LISTED },
    null,
  ],
  ['packages of another release', { os: ALPINE, system: 3, found: true, warning: MIXED }, 'system-unknown'],
  [
    'a release that its system does not list',
    { os: { Family: 'azurelinux', Name: '4.0' }, system: 3 },
    'system-unknown',
  ],
  ['one that the database has', { os: { Family: 'azurelinux', Name: '4.0' }, system: 3, found: true }, null],
  ['one that is known', { os: { Family: 'cbl-mariner', Name: '2.0.20240101' }, system: 3 }, null],
  [
    'an entry that is passed over',
    { os: ALPINE, system: 3, warning: 'Z\tWARN\t[apk] Invalid version found\tname="a" version="x"' },
    'packages-unread',
  ],
  [
    'an entry of what is to be had, and not installed',
    { os: ALPINE, system: 3, warning: 'Z\tWARN\t[dpkg] Parse error\tfile_path="var/lib/dpkg/available" err="x"' },
    null,
  ],
  ['a system that is not supported', { os: ALPINE, system: 3, warning: 'WARN\tUnsupported os' }, 'system-unknown'],
  [
    'one whose packages are not listed',
    { os: ALPINE, warning: 'WARN\tUnsupported os\tfamily="fedora"' },
    'system-unknown',
  ],
  [
    'a release of Red Hat that nothing is published of',
    { os: { Family: 'redhat', Name: '10.1' }, system: 3 },
    'system-unknown',
  ],
];

const PLATFORMS = new Set(['alpine 3.24', 'debian 14', 'Oracle Linux 10', 'rocky 10', 'ubuntu 26.04']);

test.each(ROWS)('%s', (_, seen, what) => {
  expect(unrecognised(reportOf(seen), seen.warning ?? '', 'ghcr.io/acme/api', PLATFORMS)?.what ?? null).toBe(what);
});

test('a release that is not listed, where no database can be read', () => {
  const seen = { os: { Family: 'alpine', Name: '3.24.0' }, system: 3, warning: NOT_LISTED };
  expect(unrecognised(reportOf(seen), NOT_LISTED, 'ghcr.io/acme/api', null)?.what).toBe('system-unknown');
});

test('a system that Trivy does not know is not said to have no os-release', () => {
  const report = reportOf({ os: { Family: 'none', Name: '' }, system: 3 });
  expect(unrecognised(report, '', 'ghcr.io/acme/api', PLATFORMS)?.message).toMatch(
    / or one that Trivy does not know\./,
  );
});
