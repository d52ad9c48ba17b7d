import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/** What this repository asks of GitHub, held to its own advice. test/parity/workflows.test.ts runs actionlint on it. */

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.github', 'workflows');

const Permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const Step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const Workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: Permissions,
  jobs: z.record(
    z.string(),
    z.object({
      permissions: Permissions.optional(),
      'timeout-minutes': z.number().max(60),
      steps: z.array(Step),
    }),
  ),
});

const Action = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string().min(20), default: z.string() })),
  outputs: z.record(z.string(), z.object({ description: z.string().min(15) })),
  runs: z.object({ using: z.literal('node24'), main: z.string() }),
});

const workflows = readdirSync(FOLDER).map((name) => [name, Workflow.parse(read(join(FOLDER, name)))] as const);
const steps = workflows.flatMap(([name, { jobs }]) =>
  Object.values(jobs).flatMap((job) => job.steps.map((step) => ({ name, ...step }))),
);

function read(file: string): unknown {
  return parse(readFileSync(file, 'utf8'));
}

describe('workflows', () => {
  test('there are the ones that the project is held to', () => {
    expect(workflows.map(([name]) => name)).toEqual(expect.arrayContaining(['ci.yml', 'self-test.yml']));
  });

  test('every action is pinned to a full commit, with its version beside it, or is this one', () => {
    const lines = workflows.flatMap(([name]) => readFileSync(join(FOLDER, name), 'utf8').match(/uses:.*/g) ?? []);
    const loose = lines.filter((line) => !/^uses: (\.\/|[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(line));
    expect(loose).toEqual([]);
    expect(lines.length).toBe(steps.filter(({ uses }) => uses !== undefined).length);
  });

  test('one action, one commit', () => {
    const commits = new Map<string, Set<string>>();
    for (const { uses = './' } of steps) {
      const [action = '', commit = ''] = uses.split('@');
      commits.set(action, (commits.get(action) ?? new Set()).add(commit));
    }
    expect([...commits].filter(([, { size }]) => size > 1)).toEqual([]);
  });

  test.each(workflows)('%s may read, and writes nothing', (_, { permissions, jobs, on }) => {
    expect(permissions).toEqual({ contents: 'read' });
    const given = Object.values(jobs).flatMap((job) => Object.values(job.permissions ?? {}));
    expect(given.filter((access) => access === 'write')).toEqual([]);
    expect(Object.keys(on)).not.toContain('pull_request_target');
  });

  test('no checkout leaves the token behind', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  test('no expression is pasted into a script', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  test('the self-test uses what is committed', () => {
    const own = steps.filter(({ uses }) => uses === './');
    expect(own.length).toBeGreaterThanOrEqual(2);
    const tracked = execFileSync('git', ['ls-files', 'fixtures/self-test', 'action.yml'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    for (const { with: inputs } of own) {
      expect(tracked).toContain(String(inputs?.policy));
      expect(tracked).toContain(`${String(inputs?.paths)}/`);
    }
  });
});

test.each([
  ['good', 'policy.yaml', 0],
  ['bad', 'policy-all.yaml', 1],
])('the fixtures of the self-test end as it expects: %s', (folder, policy, code) => {
  const args = ['src/cli.ts', 'check', `fixtures/self-test/${folder}`, '--policy', `fixtures/self-test/${policy}`];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect(stdout).toContain('1 manifest and 1 image');
  expect(status).toBe(code);
});

test('action.yml describes every input and output, and they are the ones that the code knows', () => {
  const { inputs, outputs } = Action.parse(read(join(ROOT, 'action.yml')));
  const commands = join(ROOT, 'src', 'commands');
  const code = readdirSync(commands)
    .filter((name) => /^action.*(?<!\.test)\.ts$/.test(name))
    .map((name) => readFileSync(join(commands, name), 'utf8'));
  const named = (pattern: RegExp): readonly string[] => [
    ...new Set([...code.join('\n').matchAll(pattern)].flatMap(([, name]) => name ?? [])),
  ];
  expect(Object.keys(inputs).sort()).toEqual([...named(/runtime\.(?:input|lines)\('([^']+)'\)/g)].sort());
  expect(Object.keys(outputs).sort()).toEqual([...named(/runtime\.output\('([^']+)'/g)].sort());
});
