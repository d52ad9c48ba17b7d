import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFiles } from '../src/io/files.ts';
import { podWith } from './support/charts.ts';
import { withRegistry } from './support/one-image-registry.ts';
import { type Cli, type CliRun, openCli } from './support/run-cli.ts';

/** What each command answers and ends with, as a person or a script meets it: the design's CLI contract. */

const POLICY = '.github/supply-chain-gate.yaml';
const NO_CHECKS = `version: 1
images: { digest: off }
vulnerabilities: { severity: off }
hardening: { podSecurity: { level: privileged }, rules: { "*": off } }
`;
const exception = (rule: string, expires: string): string =>
  `exceptions: [{ rules: ["${rule}"], reason: a reason, expires: ${expires} }]\n`;
const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const POD = `apiVersion: v1
kind: Pod
metadata: { name: api }
spec: { containers: [{ name: api, image: "127.0.0.1:1/acme/api:1" }] }
`;

let cli: Cli;

beforeAll(async () => {
  cli = await openCli();
});

afterAll(() => cli.close());

function inRepository<T>(files: Readonly<Record<string, string>>, use: (root: string) => Promise<T>): Promise<T> {
  return createFiles().withTemporaryDirectory('scg-cli', async (root) => {
    for (const [path, text] of Object.entries({ [POLICY]: NO_CHECKS, ...files })) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return use(root);
  });
}

const run = (files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<CliRun> =>
  inRepository(files, (root) => cli.run(root, args));

test.each([
  ['a broken file of a hidden folder', { '.tool/notes.yaml': 'notes: [\n' }, 'notes.yaml: it is not YAML'],
  [
    'an exception that has expired',
    { [POLICY]: `${NO_CHECKS}${exception('pss/privileged', '2024-01-31')}` },
    'expired at the end of',
  ],
])('%s alone is no manifest at all, and is told', async (_, files, told) => {
  expect(await run(files, 'check')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`No Kubernetes manifest was found.*\\n  \\S+:\\d+: .*${told}`)),
  });
  expect(await run(files, 'check', '--allow-empty')).toMatchObject({ code: 0 });
});

test('a broken YAML file anywhere else could be a manifest, and blocks', async () => {
  const found = await run({ 'notes.yaml': 'notes: [\n' }, 'check');
  expect(found).toMatchObject({ code: 1, stdout: expect.stringMatching(/notes\.yaml[\s\S]*manifest\/invalid/) });
});

test.each([
  ['pss/privileged', '2024-01-31', /^\S+:5:\d+: exceptions\[0\] \(pss\/privileged\) expired at the end of 2024-01-31/],
  ['pss/privileged', '2999-01-31', /runs until 2999-01-31, longer than gate\.maxExceptionAge/],
  ['signature/missing', soon, /must name one exact rule and one exact digest/],
  ['vulnerability/unscannable', soon, /images that could not be judged, where an exception must name/],
  ['CVE-2024-1234', soon, /Perhaps vulnerability\/CVE-2024-1234 is meant\.$/m],
  ['pss/runasnonroot', soon, /"pss\/runasnonroot" matches no rule.* Perhaps pss\/runAsNonRoot is meant\.$/m],
])('policy check finds the mistake in an exception for %s until %s', async (rule, expires, message) => {
  expect(await run({ [POLICY]: `${NO_CHECKS}${exception(rule, expires)}` }, 'policy', 'check')).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(message),
  });
});

test.each([
  'pss/privileged',
  'pss/*',
  '*',
  'vulnerability/CVE-2024-1234',
  'vulnerability/CVE-2024-*',
])('policy check takes an exception for %s', async (rule) => {
  const { code } = await run({ [POLICY]: `${NO_CHECKS}${exception(rule, soon)}` }, 'policy', 'check');
  expect(code).toBe(0);
});

test('policy check reads what the policy names of vulnerabilities, and tells of each document', async () => {
  const named = NO_CHECKS.replace('severity: off', 'severity: off, kev: kev.json, vex: ["*.vex.json"]');
  expect(named).not.toBe(NO_CHECKS);
  const files = { [POLICY]: named, 'kev.json': '[]', 'a.vex.json': '{}', 'b.vex.json': 'no JSON' };
  const { code, stdout } = await run(files, 'policy', 'check');
  expect(code).toBe(1);
  for (const said of ['kev.json, which', 'a.vex.json, which', 'b.vex.json, which']) expect(stdout).toContain(said);
});

test('images --resolve names what did not answer', async () => {
  const { code, stdout } = await run({ 'api.yaml': POD }, 'images', '--resolve', '--format', 'json');
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({
    images: [{ reference: '127.0.0.1:1/acme/api:1', digest: null }],
    errors: [{ rule: 'image/unresolvable', location: { file: 'api.yaml', startLine: 4 } }],
  });
});

test.each([
  [['--base', 'no-such-branch'], /The repository has no commit "no-such-branch"/],
])('check %j is bad usage', (args, message) =>
  inRepository({ 'api.yaml': POD }, async (root) => {
    spawnSync('git', ['init', '-q', root]);
    const run = await cli.run(root, ['check', ...args]);
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  }));

test('a base that is a directory and a branch is asked for by its whole name', () =>
  inRepository({ 'live/api.yaml': POD }, async (root) => {
    const git = (...args: readonly string[]) =>
      spawnSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args]);
    git('init', '-q', '-b', 'main');
    git('commit', '-q', '--allow-empty', '-m', 'empty');
    git('branch', 'live');
    const check = (base: string) => cli.run(root, ['check', '--offline', '--base', base]);
    const refused = await check('live');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('Write ./live for the directory, or the whole name of the other: refs/heads/live');
    // Of the branch all is new; a directory beside the checkout is read as it is.
    expect((await check('refs/heads/live')).stdout).not.toContain('known at the base');
    expect((await check('./live')).code).not.toBe(2);
    const withoutGit = await cli.run(root, ['check', '--offline', '--base', 'live'], { PATH: '/none' });
    expect(withoutGit.code).not.toBe(2);
  }));

test.skipIf(process.platform === 'win32').each([
  ['render', '---', 0],
  ['render --format json', '{', 0],
  ['images --format json', '{', 0],
  ['check --offline --format json', '{', 0],
])('%s: a reader that closes the pipe early is no error', (args, line, code) =>
  inRepository({ 'api.yaml': Array(2_000).fill(POD).join('---\n') }, async (root) => {
    const program = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
    const script = `{ "$0" "$1" ${args}; echo "ended with $?" >&2; } | head -n 1`;
    const { stdout, stderr } = spawnSync('/bin/sh', ['-c', script, process.execPath, program], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stdout).toBe(`${line}\n`);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(stderr).toContain(`ended with ${code}`);
  }),
);

test.skipIf(process.platform !== 'linux').each(['check --offline', 'check --offline --format json', 'images', 'rules'])(
  '%s: a result that cannot be written is told, and is no verdict',
  (args) =>
    inRepository({ 'api.yaml': POD }, async (root) => {
      const program = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
      const script = `"$0" "$1" ${args} > /dev/full`;
      const { status, stderr } = spawnSync('/bin/sh', ['-c', script, process.execPath, program], {
        cwd: root,
        encoding: 'utf8',
      });
      expect(stderr).toContain('The result could not be written to standard output: the system refuses (ENOSPC).');
      expect(stderr).not.toMatch(/^ {4}at /m);
      expect(status).toBe(2);
    }),
);

test('fix prints the same diff before and with --write, byte order mark and all, and nothing the second time', () =>
  withRegistry((host, digest) => {
    const before = `\uFEFF${POD.replace('127.0.0.1:1', host)}`;
    return inRepository({ 'api.yaml': before }, async (root) => {
      const shown = await cli.run(root, ['fix']);
      expect(shown.stdout).toContain(`+spec: { containers: [{ name: api, image: "${host}/acme/api:1@${digest}" }] }`);
      expect(shown.stdout).toContain('\n \uFEFFapiVersion: v1\n');
      expect(await readFile(join(root, 'api.yaml'), 'utf8')).toBe(before);

      const written = await cli.run(root, ['fix', '--write']);
      expect([written.code, written.stdout]).toEqual([0, shown.stdout]);
      const after = await readFile(join(root, 'api.yaml'), 'utf8');
      expect(after).toBe(before.replace('api:1"', `api:1@${digest}"`));

      const again = await cli.run(root, ['fix', '--write']);
      expect([again.code, again.stdout]).toEqual([0, '']);
      expect(await readFile(join(root, 'api.yaml'), 'utf8')).toBe(after);
    });
  }));

test('fix with hardening rules alone asks no registry', () =>
  withRegistry((host, _digest, asked) =>
    inRepository({ 'api.yaml': podWith(`${host}/acme/api:1`), [POLICY]: 'version: 1\n' }, async (root) => {
      const repaired = await cli.run(root, ['fix', '--rules', 'pss/*']);
      expect(repaired.stdout).toContain('allowPrivilegeEscalation: false');
      expect([repaired.code, asked()]).toEqual([0, 0]);
      // It would be asked for a pin.
      await cli.run(root, ['fix']);
      expect(asked()).toBeGreaterThan(0);
    }),
  ));
