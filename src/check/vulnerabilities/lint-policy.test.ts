import { expect, test } from 'vitest';
import { DEFAULT_POLICY, type VulnerabilityPolicy } from '../../policy/index.ts';
import { lintVulnerabilityPolicy } from './lint-policy.ts';

test.each<[string, Partial<VulnerabilityPolicy>, readonly string[]]>([
  ['the default', {}, []],
  ['a mirror', { databaseRepositories: ['registry.acme.example/trivy-db'] }, []],
  ['an address', { databaseRepositories: ['a/b', 'https://ghcr.io/a/b'] }, ['vulnerabilities.databaseRepositories.1']],
  ['a name in capitals', { javaDatabaseRepositories: ['ghcr.io/A'] }, ['vulnerabilities.javaDatabaseRepositories.0']],
  ['every package', { ignorePackages: ['linux-*', '*'] }, ['vulnerabilities.ignorePackages.1']],
  [
    'every file',
    { ignoreFiles: ['**', '**/*', 'usr/**'] },
    ['vulnerabilities.ignoreFiles.0', 'vulnerabilities.ignoreFiles.1'],
  ],
])('%s', (_, more, places) => {
  const found = lintVulnerabilityPolicy({ vulnerabilities: { ...DEFAULT_POLICY.vulnerabilities, ...more } });
  expect(found.map(({ path }) => path.join('.'))).toEqual(places);
});
