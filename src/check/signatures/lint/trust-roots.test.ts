import { beforeAll, describe, expect, test } from 'vitest';
import { type SigstoreServices, startSigstore } from '../../../../test/support/sigstore.ts';
import { trustRootText } from '../../../../test/support/sigstore-documents.ts';
import {
  makeTufRepository,
  packTufRepository,
  type TufRepositoryOptions,
  trustedRootJson,
} from '../../../../test/support/tuf-repository.ts';
import { lintTrustRoots } from './trust-roots.ts';

const DAY = 86_400_000;
const NOW = new Date();

let services: SigstoreServices;
beforeAll(async () => {
  services = await startSigstore(NOW);
});

async function lint(text: string, now = NOW): Promise<readonly string[]> {
  const found = await lintTrustRoots([{ file: 'r.yaml', text }], now);
  return found.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
}

async function repositoryText(options: Omit<TufRepositoryOptions, 'target'>): Promise<string> {
  const made = makeTufRepository({ target: trustedRootJson(services), ...options });
  const archive = (await packTufRepository(made)).toString('base64');
  return rootText([`root: ${made.root.toString('base64')}`, 'targets: targets', `mirrorFS: ${archive}`]);
}

function rootText(lines: readonly string[], kind = 'repository'): string {
  const head = 'apiVersion: policy.sigstore.dev/v1alpha1\nkind: TrustRoot\nmetadata:\n  name: ours\nspec:';
  return [head, `  ${kind}:`, ...lines.map((line) => `    ${line}`), ''].join('\n');
}

describe('a TUF repository inside a TrustRoot', () => {
  test('that has not expired', async () => {
    expect(await lint(await repositoryText({}))).toEqual([]);
  });

  test.each(['timestamp', 'snapshot', 'targets', 'root'] as const)('whose %s has expired', async (role) => {
    const at = new Date(Math.floor(NOW.getTime() / 1000) * 1000 - DAY);
    const [first, ...others] = await lint(await repositoryText({ expired: { role, at } }));
    expect(others).toEqual([]);
    expect(first).toMatch(/^r\.yaml:6:\d+: TrustRoot "ours": spec\.repository cannot be used: .*expired at /);
    expect(first).toContain(at.toISOString().slice(0, 10));
  });

  test('that is no archive', async () => {
    const { root } = makeTufRepository({ target: '{}' });
    const text = rootText([`root: ${root.toString('base64')}`, 'targets: targets', 'mirrorFS: bm9uZQ==']);
    expect(await lint(text)).toEqual([expect.stringContaining('is not a tar archive under gzip')]);
  });
});

test('a mirror elsewhere is not asked', async () => {
  const { root } = makeTufRepository({ target: '{}' });
  const text = rootText([`root: ${root.toString('base64')}`, 'mirror: https://tuf.acme.example/'], 'remote');
  expect(await lint(text)).toEqual([]);
});

describe('keys inside a TrustRoot', () => {
  test('that are good today', async () => {
    expect(await lint(trustRootText(services))).toEqual([]);
  });

  test('whose every certificate has expired', async () => {
    const found = await lint(trustRootText(services), new Date('2199-01-01T00:00:00Z'));
    expect(found).toEqual([
      expect.stringMatching(
        /^r\.yaml:6:\d+: .*every certificate of spec\.sigstoreKeys\.certificateAuthorities has expired, the last on \d{4}-\d\d-\d\d: /,
      ),
      expect.stringContaining('spec.sigstoreKeys.timestampAuthorities has expired'),
    ]);
  });
});
