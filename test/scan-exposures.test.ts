import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VulnerabilityCheck } from '../src/check/vulnerabilities/index.ts';
import { alpineWith } from './support/installed-systems.ts';
import { checkOn, putFiles, startScanRegistry } from './support/scanning.ts';

/** Secrets and misconfigurations in images, by the real Trivy, where the policy asks for them. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;

// Put together here, so that no scanner of this repository takes it for a real one.
const TOKEN = `gh${'p'}_${'a1B2'.repeat(9)}`;
const OTHER = `gh${'p'}_${'c3D4'.repeat(9)}`;
const IMAGE = 'odd/exposed:1';

beforeAll(async () => {
  server = await startScanRegistry();
  const files = {
    ...alpineWith({ musl: '1.2.4-r2' }),
    'app/settings.env': `A=1\nGITHUB_TOKEN=${TOKEN}\n`,
    'app/Dockerfile': 'FROM alpine:latest\nUSER root\n',
  };
  await putFiles(server.store, 'odd/exposed', '1', files, { Env: [`GITHUB_TOKEN=${OTHER}`] });
});
afterAll(() => server.close());

const lines = ({ findings }: VulnerabilityCheck): string[] =>
  findings
    .map(({ rule, enforcement, severity, identity }) => [enforcement, severity, rule, ...identity.slice(1)].join(' '))
    .sort();
const SECRETS = (level: string): string[] => [
  `${level} critical image/secret github-pat /app/settings.env`,
  `${level} critical image/secret github-pat the image's configuration`,
];

describe('the policy decides', () => {
  test.each<[string, object, 'pass' | 'fail', (found: string[]) => void]>([
    ['off: nothing is looked for', {}, 'pass', (found) => expect(found).toEqual([])],
    ['secrets block', { secrets: 'block' }, 'fail', (found) => expect(found).toEqual(SECRETS('block'))],
    [
      'secrets block whatever the lowest severity of vulnerabilities is',
      { secrets: 'block', severity: 'CRITICAL' },
      'fail',
      (found) => expect(found).toEqual(SECRETS('block')),
    ],
    ['secrets warn', { secrets: 'warn' }, 'pass', (found) => expect(found).toEqual(SECRETS('warn'))],
    [
      'misconfigurations block at the lowest severity, and warn below',
      { misconfiguration: 'block' },
      'fail',
      (found) => {
        expect(found).toContain('block high image/misconfiguration DS-0002 app/Dockerfile');
        expect(found).toContain('warn medium image/misconfiguration DS-0001 app/Dockerfile');
        expect(found.every((line) => line.includes('image/misconfiguration'))).toBe(true);
      },
    ],
    [
      'misconfigurations warn',
      { misconfiguration: 'warn' },
      'pass',
      (found) => expect(found.every((line) => line.startsWith('warn'))).toBe(true),
    ],
  ])('%s', async (_, vulnerabilities, outcome, expected) => {
    const check = await checkOn(server, { images: [IMAGE], vulnerabilities });
    expected(lines(check));
    expect([...check.outcomes.values()]).toEqual([outcome]);
  });
});

test('what a secret says is shown nowhere, and not kept', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'scg-exposures-'));
  try {
    const request = {
      images: [IMAGE],
      vulnerabilities: { secrets: 'block', misconfiguration: 'warn' } as const,
      results: { directory, key: 'k'.repeat(64) },
    };
    const first = await checkOn(server, request);
    const again = await checkOn(server, request);
    expect(lines(again)).toEqual(lines(first));
    const said = JSON.stringify([first.findings, again.findings]);
    for (const token of [TOKEN, OTHER]) expect(said).not.toContain(token.slice(4, 12));
    expect(first.findings.map(({ message }) => message)).toContain(
      `Build the image without the secret in /app/settings.env, line 2, of ${server.host}/${IMAGE}: it looks like GitHub Personal Access Token (github-pat). Whoever can pull the image can read it, in an earlier layer too where a later one deletes it: replace the secret.`,
    );
    const { readdir, readFile } = await import('node:fs/promises');
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const text = await readFile(join(entry.parentPath, entry.name), 'latin1');
      for (const token of [TOKEN, OTHER]) expect(text).not.toContain(token.slice(4, 12));
    }
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('an image that hides its packages is unknown, though a secret was found in it', async () => {
  await putFiles(server.store, 'odd/empty', '1', { 'app/settings.env': `GITHUB_TOKEN=${TOKEN}\n` });
  const check = await checkOn(server, { images: ['odd/empty:1'], vulnerabilities: { secrets: 'warn' } });
  expect([...check.outcomes.values()]).toEqual(['unknown']);
  expect(lines(check)).toEqual([
    'block high vulnerability/unscannable nothing-recognised',
    'warn critical image/secret github-pat /app/settings.env',
  ]);
});
