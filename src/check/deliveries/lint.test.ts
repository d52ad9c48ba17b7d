import { describe, expect, test } from 'vitest';
import { completePolicy } from '../../policy/schema.ts';
import { lintRepositories } from './lint.ts';

const sha256 = 'a'.repeat(64);

describe('entries of repositories that never apply', () => {
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      'what is allowed',
      ['charts.example.com', 'ghcr.io/acme/*'],
      ['https://charts.example.com', 'oci://ghcr.io/acme/charts'],
      [],
    ],
    ['a scheme', ['https://charts.example.com'], [], ['repositories.allow.0']],
    [
      'a pin of what is not allowed',
      ['ghcr.io/acme/*'],
      ['oci://ghcr.io/other/charts'],
      ['repositories.charts.0.repository'],
    ],
    ['a pin of no address', ['**'], ['charts'], ['repositories.charts.0.repository']],
  ])('%s', (_, allow, repositories, expected) => {
    const charts = repositories.map((repository) => ({ repository, name: 'web', version: '1.2.3', sha256 }));
    const policy = completePolicy({ version: 1, repositories: { allow, charts } });
    expect(lintRepositories(policy).map(({ path }) => path.join('.'))).toEqual(expected);
  });
});
