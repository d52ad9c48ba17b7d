import { expect, test } from 'vitest';
import { TrivyReport } from './trivy-report.ts';
import { unjudgedPackages } from './unjudged-packages.ts';

const LABEL = 'nodejs:18:9040020240101:rhel9';

test.each<[string, string, Readonly<Record<string, string>>, boolean]>([
  ['whole', 'rocky', {}, false],
  ['of a module', 'rocky', { Release: '1.module+el9.4.0+1', Modularitylabel: LABEL }, false],
  ['of a module, without its label', 'redhat', { Release: '1.module+el9.4.0+1' }, true],
  ['of a module as Alma writes it, without its label', 'alma', { Release: '1.module_el9.4.0+1' }, true],
  ['of a module, with a label of one part', 'rocky', { Release: '1.module+el9', Modularitylabel: 'nodejs:18' }, true],
  ['of a module, with a label of one part', 'oracle', { Release: '1.module+el9', Modularitylabel: 'nodejs:18' }, false],
  ['of a module, without its label', 'oracle', { Release: '1.module+el8.9.0+1' }, false],
  ['of no processor', 'redhat', { Arch: 'None' }, true],
  ['of a processor that nobody writes advisories for', 'oracle', { Arch: 'riscv64' }, true],
  ['of one, where advisories are of all', 'alma', { Arch: 'x86_64_v2' }, false],
  ['without a source package', 'azurelinux', { SrcName: '' }, true],
  ['without a source package, of the system before', 'cbl-mariner', { SrcName: '' }, true],
  ['without a source package, of Photon', 'photon', { SrcName: '' }, true],
  ['without a source package, where binary ones count', 'amazon', { SrcName: '' }, false],
  ['of a version that is none to Debian', 'amazon', { Version: '1^2' }, true],
  ['of a version that begins with a letter', 'amazon', { Version: 'v1' }, true],
  ['of a release that is none to Debian', 'amazon', { Release: '1^2.amzn2023' }, true],
  ['of an unusual version', 'amazon', { Version: '2024a~rc1+git_1', Release: '1.amzn2023.0.1' }, false],
  ['of a system of which nothing is known', 'constructor', { Arch: 'None', SrcName: '' }, false],
  ['a key of RPM', 'photon', { Name: 'gpg-pubkey', SrcName: '' }, false],
])('%s, of %s', (_, family, said, isUnjudged) => {
  const one = { Name: 'openssl', Version: '3.0.7', Release: '1.el9', Arch: 'x86_64', SrcName: 'openssl', ...said };
  const report = TrivyReport.parse({ SchemaVersion: 2, ArtifactName: 'x', Results: [{ Packages: [one] }] });
  expect(unjudgedPackages(family, report.Results[0]?.Packages ?? [])).toEqual(isUnjudged ? ['openssl'] : []);
});
