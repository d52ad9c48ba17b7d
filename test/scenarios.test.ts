import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORMATS, ReportSchema, renderReport } from '../src/report/index.ts';
import { expectGolden } from './support/golden.ts';
import { openScenarios, type Scenarios, viewOfReport } from './support/scenario.ts';

/** Whole runs of the command line on small repositories: the verdict, the exit code, and every report to the letter. */

const STYLE = { color: false, width: 100 };

let scenarios: Scenarios;

beforeAll(async () => {
  scenarios = await openScenarios();
});

afterAll(() => scenarios.close());

test.for([
  ['allowed-registry', 'pass', 0, []],
  ['denied-registry', 'fail', 1, ['block fail image/denied-registry']],
  ['pinned', 'pass', 0, []],
  ['unpinned', 'fail', 1, ['block fail image/unpinned, with a fix']],
  ['signed', 'pass', 0, []],
  ['unsigned', 'fail', 1, ['block fail signature/missing']],
  // Nobody's identity stands in a key: a signature by another one is one that this key does not confirm.
  ['signed-by-another-key', 'fail', 1, ['block fail signature/invalid']],
  [
    'vulnerable-above-threshold',
    'fail',
    1,
    // libcrypto3 and libssl3 come from openssl, busybox and ssl_client from busybox: a finding for each package.
    [
      'block fail vulnerability/DEMO-2024-0001',
      'block fail vulnerability/DEMO-2024-0001',
      'warn fail vulnerability/CVE-2023-42366',
      'warn fail vulnerability/CVE-2023-6129',
      'warn fail vulnerability/CVE-2023-6129',
      'warn fail vulnerability/DEMO-2024-0002',
    ],
  ],
  [
    'vulnerable-below-threshold',
    'pass',
    0,
    [
      'warn fail vulnerability/DEMO-2024-0001',
      'warn fail vulnerability/DEMO-2024-0001',
      'warn fail vulnerability/CVE-2023-42366',
      'warn fail vulnerability/CVE-2023-6129',
      'warn fail vulnerability/CVE-2023-6129',
      'warn fail vulnerability/DEMO-2024-0002',
    ],
  ],
  ['privileged-pod', 'fail', 1, ['block fail pss/privileged', 'block fail pss/allowPrivilegeEscalation']],
  ['broken-chart', 'fail', 1, ['block fail render/failed']],
  // A tag that cannot be looked up, and a digest whose signatures cannot be.
  ['unreachable-registry', 'unknown', 3, ['block unknown signature/invalid', 'block unknown image/unresolvable']],
  ['unreachable-registry-tolerated', 'pass', 0, ['warn unknown signature/invalid', 'warn unknown image/unresolvable']],
] as const)('%s: %s, exit code %i', async ([name, verdict, code, findings]) => {
  const { stdout, ...run } = await scenarios.inRepository(name, (directory) =>
    scenarios.check(directory, '--format', 'json'),
  );
  expect(run).toEqual({ code, stderr: expect.not.stringContaining('    at ') });
  const report = scenarios.normalize(stdout);
  expect(report.verdict).toBe(verdict);
  expect(
    report.findings.map(({ effect, outcome, rule, fix }) => `${effect} ${outcome} ${rule}${fix ? ', with a fix' : ''}`),
  ).toEqual(findings);
  for (const format of FORMATS) {
    expectGolden(`scenarios/${name}.${format}`, renderReport(format, viewOfReport(report), STYLE));
  }
});

test('the command line prints what the reporters render, in every format', async () => {
  await scenarios.inRepository('unpinned', async (directory) => {
    const { stdout } = await scenarios.check(directory, '--format', 'json');
    const view = viewOfReport(ReportSchema.parse(JSON.parse(stdout)));
    for (const format of FORMATS) {
      const run = await scenarios.check(directory, '--format', format);
      expect(run.stdout, format).toBe(renderReport(format, view, STYLE));
      expect(run.code, format).toBe(1);
    }
  });
});

test('a registry is contacted where the policy admits it, and never where not', async () => {
  await scenarios.inRepository('denied-registry', async (directory) => {
    const before = scenarios.elsewhere.length;
    await scenarios.check(directory);
    expect(scenarios.elsewhere.slice(before)).toEqual([]);

    const file = join(directory, '.github/supply-chain-gate.yaml');
    const policy = await readFile(file, 'utf8');
    await writeFile(file, policy.replace(/allow: .*/, `allow: ["${scenarios.elsewhereHost}/**"]`));
    await scenarios.check(directory);
    expect(scenarios.elsewhere.slice(before)).toContain('HEAD /v2/tools/statistics/manifests/3.1');
  });
});

test('an exception for its registry lets no image pass that nobody verified: that takes one of its own', async () => {
  await scenarios.inRepository('denied-registry', async (directory) => {
    const before = scenarios.elsewhere.length;
    const digest = `sha256:${'a1'.repeat(32)}`;
    const manifest = join(directory, 'manifests/statistics.yaml');
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replace(':3.1', `@${digest}`));
    const file = join(directory, '.github/supply-chain-gate.yaml');
    const policy = await readFile(file, 'utf8');
    const check = async (...rules: readonly string[]) => {
      const exception = { rules, images: [`**@${digest}`], reason: 'ours', expires: inDays(30) };
      await writeFile(file, `${policy}exceptions: ${JSON.stringify([exception])}\n`);
      const { code, stdout } = await scenarios.check(directory);
      return { code, isSaid: stdout.includes('Nobody verified signatures of') };
    };
    expect(await check('image/denied-registry')).toEqual({ code: 3, isSaid: true });
    expect(await check('image/denied-registry', 'signature/invalid')).toMatchObject({ code: 0 });
    expect(scenarios.elsewhere.slice(before)).toEqual([]);
  });
});

/** `2026-12-28` */
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
