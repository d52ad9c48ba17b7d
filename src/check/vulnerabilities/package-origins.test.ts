import { expect, test } from 'vitest';
import { otherOrigin } from './package-origins.ts';
import { TrivyReport } from './trivy-report.ts';

const RED_HAT = 'Red Hat, Inc.';
const SUSE = 'SUSE LLC <https://www.suse.com/>';

/** Packages as `vendor release`, of version 1. */
function packagesOf(rows: readonly (readonly [string, string])[]) {
  const packages = rows.map(([Maintainer, Release], index) => ({
    Name: `p${index}`,
    Version: '1',
    Release,
    Maintainer,
  }));
  const [system] = TrivyReport.parse({
    SchemaVersion: 2,
    ArtifactName: 'x',
    Results: [{ Packages: packages }],
  }).Results;
  return system?.Packages ?? [];
}

test.each<[string, string, string, readonly (readonly [string, string])[], string | null]>([
  ['its own', 'redhat', '9.4', [[RED_HAT, '1.el9_4']], null],
  ['CentOS, which has the same advisories', 'centos', '7.9.2009', [[RED_HAT, '1.el7']], null],
  ["another's", 'rocky', '9.4', [[RED_HAT, '1.el9']], RED_HAT],
  [
    "as many of its own as of another's",
    'rocky',
    '9',
    [
      ['Rocky Enterprise', '1.el9'],
      [RED_HAT, '1.el9'],
    ],
    null,
  ],
  [
    "more of another's",
    'rocky',
    '9',
    [
      ['Rocky', '1.el9'],
      [RED_HAT, '1.el9'],
      [RED_HAT, '2.el9'],
    ],
    RED_HAT,
  ],
  [
    "nobody's",
    'rocky',
    '9.4',
    [
      ['', '1'],
      ['Acme Corp.', '1'],
    ],
    null,
  ],
  [
    'more of EPEL than of its own',
    'rocky',
    '9',
    [
      ['Rocky', '1.el9'],
      ['Fedora Project', '1.el9'],
      ['Fedora Project', '2.el9'],
    ],
    null,
  ],
  ['Fedora in its place', 'rocky', '9.4', [['Fedora Project', '1.fc40']], 'Fedora Project'],
  [
    'SUSE and openSUSE',
    'opensuse-leap',
    '15.6',
    [
      [SUSE, '150600.1'],
      ['openSUSE', 'lp156.1'],
    ],
    null,
  ],
  ['openSUSE in place of SUSE', 'sles', '15.6', [['openSUSE', '1']], null],
  ['another release', 'alma', '8.10', [['AlmaLinux', '1.el9_4']], 'release 9'],
  ['another release, of a module', 'alma', '8.10', [['AlmaLinux', '1.module_el9.4.0+1']], 'release 9'],
  [
    'most of this release',
    'alma',
    '9',
    [
      ['', '1.el9'],
      ['', '1.el9'],
      ['', '1.el8'],
    ],
    null,
  ],
  [
    'releases that say nothing',
    'alma',
    '8.10',
    [
      ['', '1'],
      ['', '4ae0493b'],
    ],
    null,
  ],
  ['Amazon, of the first', 'amazon', '2018.03', [['Amazon.com', '1.amzn1']], null],
  ['Amazon, of 2023', 'amazon', '2023.6.20241111 (Amazon Linux)', [['', '1.amzn2023.0.1']], null],
  ['Amazon, of another', 'amazon', '2 (Karoo)', [['', '1.amzn2023.0.1']], 'release 2023'],
  ['Azure Linux', 'azurelinux', '3.0.20240727', [['Microsoft Corporation', '1.azl3']], null],
  ['Azure Linux, of none', 'azurelinux', '', [['Microsoft Corporation', '1.azl3']], 'release azl3'],
  ['Azure Linux, of the one before', 'azurelinux', '3.0', [['Microsoft Corporation', '1.cm2']], 'release cm2'],
  ['CBL-Mariner', 'cbl-mariner', '2.0.20240101', [['Microsoft Corporation', '1.cm2']], null],
  [
    'Photon',
    'photon',
    '5.0',
    [
      ['VMware, Inc.', '1.ph5'],
      ['Broadcom, Inc.', '1.ph5'],
    ],
    null,
  ],
  [
    'Debian',
    'debian',
    '12.5',
    [
      ['Debian', '1+deb12u1'],
      ['Debian', '1'],
    ],
    null,
  ],
  [
    'Debian, of another',
    'debian',
    '11.9',
    [
      ['Debian', '1+deb12u1'],
      ['Debian', '1~deb12u2'],
    ],
    'release 12',
  ],
  ['a system of which nothing is known', 'constructor', '1', [[RED_HAT, '1.el9']], null],
  ['no packages', 'rocky', '9.4', [], null],
])('%s: %s %s', (_, family, name, rows, expected) => {
  expect(otherOrigin(family, name, packagesOf(rows))).toBe(expected);
});
