import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFiles } from '../src/io/files.ts';
import { ReportSchema } from '../src/report/index.ts';
import { type Cli, openCli } from './support/run-cli.ts';

/** Whole runs on manifests that ignore a rule: what the base says is honoured, what only the change says is not. */

const POLICY = `version: 1
vulnerabilities: { severity: off }
hardening: { podSecurity: { level: baseline }, rules: { "*": off, "pss/*": error } }
gate: { scope: all }
`;
const SOON = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const LATE = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
const DIGEST = `registry.example/api@sha256:${'0'.repeat(64)}`;

interface Shape {
  readonly annotation?: string;
  readonly comment?: string;
  readonly privileged?: boolean;
  readonly image?: string;
}

const pod = ({ annotation, comment, privileged = true, image = DIGEST }: Shape): string =>
  [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: agent',
    ...(annotation === undefined
      ? []
      : ['  annotations:', `    supply-chain-gate/ignore: ${JSON.stringify(annotation)}`]),
    'spec:',
    '  containers:',
    '    - name: agent',
    `      image: ${image}`,
    '      securityContext:',
    ...(comment === undefined ? [] : [`        # supply-chain-gate/ignore: ${comment}`]),
    `        privileged: ${privileged}`,
    '',
  ].join('\n');

const OK = `pss/privileged -- the agent loads a kernel module, until ${SOON}`;

let cli: Cli;
let scratch = '';

beforeAll(async () => {
  cli = await openCli();
  scratch = await mkdtemp(join(tmpdir(), 'scg-suppress-'));
});

afterAll(async () => {
  await Promise.all([cli.close(), rm(scratch, { recursive: true, force: true })]);
});

async function check(base: string | null, head: string) {
  const files = createFiles();
  const lay = async (text: string): Promise<string> => {
    const directory = await mkdtemp(join(scratch, 'tree-'));
    await files.write(join(directory, '.github/supply-chain-gate.yaml'), POLICY);
    await files.write(join(directory, 'agent.yaml'), text);
    return directory;
  };
  const sides = base === null ? [] : ['--base', await lay(base)];
  const { stdout, stderr, code } = await cli.run(await lay(head), ['check', '--offline', '--format', 'json', ...sides]);
  if (stdout === '') throw new Error(stderr);
  const { findings, stats } = ReportSchema.parse(JSON.parse(stdout));
  return {
    code,
    excepted: stats.findings.excepted,
    findings: findings.map(
      ({ effect, rule, exception }) => `${effect} ${rule}${exception ? `: ${exception.reason}` : ''}`,
    ),
    messages: findings.map(({ message }) => message).join('\n'),
  };
}

const IGNORED = 'excepted pss/privileged: the agent loads a kernel module';
const NOT = ['block pss/privileged', 'warn gate/suppression-refused'];

test.each<[what: string, base: Shape | null, head: Shape, code: number, findings: readonly string[]]>([
  ['an annotation, without a base', null, { annotation: OK }, 0, [`${IGNORED} (ignored at agent.yaml:6)`]],
  ['a comment, without a base', null, { comment: OK }, 0, [`${IGNORED} (ignored at agent.yaml:10)`]],
  ['an annotation of the base', { annotation: OK }, { annotation: OK }, 0, [`${IGNORED} (ignored at agent.yaml:6)`]],
  ['a comment of the base', { comment: OK }, { comment: OK }, 0, [`${IGNORED} (ignored at agent.yaml:10)`]],
  [
    'an annotation of the base, for what the change brings',
    { annotation: OK, privileged: false },
    { annotation: OK },
    0,
    [`${IGNORED} (ignored at agent.yaml:6)`],
  ],
  ['an annotation that the change brings', {}, { annotation: OK }, 1, NOT],
  ['a comment that the change brings', {}, { comment: OK }, 1, NOT],
  ['a comment that stood at no finding', { comment: OK, privileged: false }, { comment: OK }, 1, NOT],
  ['a renewed date', { annotation: OK }, { annotation: OK.replace(SOON, LATE) }, 1, NOT],
  ['one that the change takes away', { annotation: OK }, {}, 1, ['block pss/privileged']],
  ['an expired one', null, { annotation: 'pss/privileged -- a, until 2026-01-31' }, 1, NOT],
  ['one beyond the longest lifetime', null, { annotation: OK.replace(SOON, LATE) }, 1, NOT],
  ['one without a date', null, { annotation: 'pss/privileged -- a' }, 1, NOT],
  ['another rule', null, { annotation: OK.replace('pss/privileged', 'pss/hostPorts') }, 1, ['block pss/privileged']],
  ['a signature', null, { annotation: `signature/missing, pss/privileged -- a, until ${SOON}` }, 1, NOT],
  [
    'an image, at each of its uses',
    null,
    { annotation: `image/unpinned -- a, until ${SOON}`, image: 'registry.example/api:1', privileged: false },
    0,
    ['excepted image/unpinned: a (ignored at agent.yaml:6)'],
  ],
])('%s', async (_, base, head, code, findings) => {
  const run = await check(base === null ? null : pod(base), pod(head));
  // Offline, a tag has no digest, which is another matter.
  expect(run.findings.filter((line) => !line.includes('image/unresolvable'))).toEqual(findings);
  if (!run.findings.some((line) => line.includes('image/unresolvable'))) expect(run.code).toBe(code);
  expect(run.excepted).toBe(findings.filter((line) => line.startsWith('excepted')).length);
});

test('a refused one says why and what to do', async () => {
  const { messages } = await check(pod({}), pod({ annotation: OK }));
  expect(messages).toContain('is not at the base for this problem, so it does not apply to this change.');
});

test('in a chart: a comment of the template, at the line of the finding', async () => {
  const files = createFiles();
  const directory = await mkdtemp(join(scratch, 'chart-'));
  await files.write(join(directory, '.github/supply-chain-gate.yaml'), POLICY);
  await files.write(join(directory, 'chart/Chart.yaml'), 'apiVersion: v2\nname: agent\nversion: 1.0.0\n');
  const template = pod({}).replace(
    /( *)privileged: true/,
    `$1{{- /* supply-chain-gate/ignore: ${OK} */}}\n$1privileged: true`,
  );
  await files.write(join(directory, 'chart/templates/agent.yaml'), template);
  const { stdout } = await cli.run(directory, ['check', '--offline', '--format', 'json']);
  const { findings } = ReportSchema.parse(JSON.parse(stdout));
  expect(findings.map(({ effect, rule, exception }) => `${effect} ${rule}: ${exception?.reason}`)).toEqual([
    `${IGNORED} (ignored at chart/templates/agent.yaml:10)`,
  ]);
});
