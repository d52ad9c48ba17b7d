import { describe, expect, test } from 'vitest';
import { missingPlatforms } from './platforms.ts';
import { TrivyReport } from './trivy-report.ts';

const PLATFORMS = new Set([
  'alma 9',
  'alpine 3.19',
  'alpine edge',
  'amazon linux 1',
  'amazon linux 2023',
  'Azure Linux 3.0',
  'debian 12',
  'npm::GitHub Security Advisory Npm',
  'openSUSE Tumbleweed',
  'Oracle Linux 8',
  'Photon OS 5.0',
  'pip::GitHub Security Advisory Pip',
  'Red Hat',
  'rocky 9',
  'SUSE Linux Enterprise 15.6',
  'ubuntu 22.04',
  'wolfi',
]);

function missing(os: readonly [string, string] | null, ...types: readonly string[]): readonly string[] {
  const report = TrivyReport.parse({
    SchemaVersion: 2,
    ArtifactName: 'x',
    Metadata: os === null ? {} : { OS: { Family: os[0], Name: os[1] } },
    Results: [
      ...(os === null ? [] : [{ Class: 'os-pkgs', Type: os[0], Packages: [{ Name: 'openssl' }] }]),
      ...types.map((Type) => ({ Class: 'lang-pkgs', Type, Packages: [{ Name: 'a' }] })),
    ],
  });
  return missingPlatforms(report, PLATFORMS);
}

describe('a system', () => {
  test.each<[string, string, readonly string[]]>([
    ['alpine', '3.19.1', []],
    ['alpine', '3.19', []],
    ['alpine', '3.20.0', ['alpine 3.20']],
    ['alpine', '3.1', ['alpine 3.1']],
    // By the branch, whatever release it is to become.
    ['alpine', '3.23.0_alpha20250612', []],
    ['debian', '12.5', []],
    ['debian', '13.0', ['debian 13']],
    ['debian', '1', ['debian 1']],
    ['debian', 'trixie/sid', []],
    ['ubuntu', '22.04', []],
    ['ubuntu', '22.04-ESM', []],
    ['ubuntu', '24.04', ['ubuntu 24.04']],
    ['alma', '9.3', []],
    ['alma', '8.9', ['alma 8']],
    ['rocky', '9.3', []],
    ['rocky', '10.0', ['rocky 10']],
    ['oracle', '8.9', []],
    ['oracle', '9.1', ['Oracle Linux 9']],
    ['amazon', '2023.3.20240108 (Amazon Linux)', []],
    ['amazon', '2018.03', []],
    ['amazon', '2 (Karoo)', ['amazon linux 2']],
    ['redhat', '9.4', []],
    ['centos', '7.9', []],
    ['photon', '5.0', []],
    ['photon', '4.0', ['Photon OS 4.0']],
    ['azurelinux', '3.0.20240727', []],
    ['azurelinux', '4.0', ['Azure Linux 4.0']],
    ['cbl-mariner', '1.0', ['CBL-Mariner 1.0']],
    ['sles', '15.6', []],
    ['sles', '15.7', ['SUSE Linux Enterprise 15.7']],
    ['slem', '6.1', ['SUSE Linux Enterprise Micro 6.1']],
    ['opensuse-leap', '15.6', ['openSUSE Leap 15.6']],
    ['opensuse-tumbleweed', '20241111', []],
    ['minimos', '1', ['minimos']],
    ['wolfi', '20230201', []],
    ['chainguard', '20230214', ['chainguard']],
    // Not looked for: where Trivy looks is not known.
    ['bottlerocket', '1', []],
    ['constructor', '1', []],
  ])('%s %s', (family, name, expected) => {
    expect(missing([family, name])).toEqual(expected);
  });

  test('without packages asks nothing of the database', () => {
    const report = TrivyReport.parse({
      SchemaVersion: 2,
      ArtifactName: 'x',
      Metadata: { OS: { Family: 'debian', Name: '13' } },
      Results: [{ Class: 'os-pkgs', Type: 'debian' }],
    });
    expect(missingPlatforms(report, PLATFORMS)).toEqual([]);
  });
});

describe('packages of languages', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['that it has', ['node-pkg', 'python-pkg', 'pnpm'], []],
    ['that it lacks', ['gobinary', 'jar', 'node-pkg'], ['go', 'maven']],
    ['each once', ['gobinary', 'gomod', 'rustbinary'], ['go', 'cargo']],
    ['of a kind that nobody looks for', ['conda-pkg', 'toString'], []],
  ])('%s', (_, types, expected) => {
    expect(missing(null, ...types)).toEqual(expected);
    expect(missing(['debian', '12'], ...types)).toEqual(expected);
  });
});
