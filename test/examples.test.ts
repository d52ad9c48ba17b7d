import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { apiDescription } from './support/github/description.ts';

/**
 * What docs/examples offers to copy, held to its own advice: rulesets by GitHub's description of its API, workflows by what
 * trust.md says of them. test/parity runs actionlint on the workflows, and the workflows themselves by act.
 */

const EXAMPLES = join(import.meta.dirname, '..', 'docs', 'examples');

/** GitHub Actions, the app that sets the checks of jobs. */
const GITHUB_ACTIONS = 15_368;

const Workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.enum(['read', 'write'])),
  jobs: z.record(
    z.string(),
    z.object({
      if: z.string().optional(),
      'timeout-minutes': z.number().max(60),
      steps: z.array(
        z.object({
          uses: z.string().optional(),
          run: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  ),
});
const Ruleset = z.looseObject({
  rules: z.array(z.looseObject({ type: z.string(), parameters: z.looseObject({}) })),
});

const names = readdirSync(join(EXAMPLES, 'workflows'));
const text = (name: string): string => readFileSync(join(EXAMPLES, 'workflows', name), 'utf8');
const workflow = (name: string): z.output<typeof Workflow> => Workflow.parse(parse(text(name)));
const stepsOf = (name: string) => Object.values(workflow(name).jobs).flatMap(({ steps }) => steps);
const ruleset = (name: string): unknown => JSON.parse(readFileSync(join(EXAMPLES, 'rulesets', name), 'utf8'));

describe('workflows', () => {
  test.each(
    names,
  )('%s: each action by its full commit with its version beside it; the gate says to pin it so', (name) => {
    const lines = text(name).match(/uses:.*/g) ?? [];
    expect(lines.length).toBeGreaterThan(0);
    const pinned = /^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    const own = /^uses: supply-chain-gate\/supply-chain-gate@v\d+ # pin the full commit of the release you use$/;
    expect(lines.filter((line) => !pinned.test(line) && !own.test(line))).toEqual([]);
  });

  test.each(names)('%s: pastes no expression into a script', (name) => {
    expect(stepsOf(name).filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  test('one action, one commit', () => {
    const commits = new Map<string, Set<string>>();
    for (const { uses = '' } of names.flatMap(stepsOf)) {
      const [action = '', commit = ''] = uses.split('@');
      commits.set(action, (commits.get(action) ?? new Set()).add(commit));
    }
    expect([...commits].filter(([, { size }]) => size > 1)).toEqual([]);
  });

  test('each has the rights that it needs, and no more', () => {
    const writes = (name: string) =>
      Object.entries(workflow(name).permissions).flatMap(([what, access]) => (access === 'write' ? [what] : []));
    expect(Object.fromEntries(names.map((name) => [name, writes(name)]))).toEqual({
      'gate.yaml': ['pull-requests', 'checks'],
      'gate-data-only.yaml': ['pull-requests'],
      'publish-fork-reviews.yaml': ['pull-requests'],
      'release-gate.yaml': ['id-token', 'packages'],
    });
  });

  test('the required one runs for all that must be judged: no filter of paths, no condition, a changed base', () => {
    const { on, jobs } = workflow('gate.yaml');
    expect(on).toMatchObject({ pull_request: { types: expect.arrayContaining(['edited']) }, merge_group: null });
    expect(JSON.stringify(on)).not.toContain('paths');
    expect(jobs.gate?.if).toBeUndefined();
  });

  test('what runs with the rights of the repository checks out nothing of a pull request', () => {
    for (const name of ['gate-data-only.yaml', 'publish-fork-reviews.yaml']) {
      const checkouts = stepsOf(name).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      expect(checkouts.filter((step) => step.with?.ref !== undefined || step.with?.repository !== undefined)).toEqual(
        [],
      );
    }
    expect(stepsOf('publish-fork-reviews.yaml').some(({ uses }) => uses?.startsWith('actions/checkout@'))).toBe(false);
  });
});

describe('rulesets', () => {
  test.each([
    ['required-check.json', '/repos/acme/shop/rulesets'],
    ['required-workflow.json', '/orgs/acme/rulesets'],
  ])('%s is what GitHub takes at %s', (name, path) => {
    const api = apiDescription();
    const matched = api.match('POST', path);
    if (matched === null) throw new Error(`there is no ${path}`);
    expect(api.requestProblems(matched, new URLSearchParams(), ruleset(name))).toEqual([]);
    expect(api.requestProblems(matched, new URLSearchParams(), { name: 'x' }).join()).toContain('enforcement');
  });

  test('the check is the example’s job, and only GitHub Actions may set it', () => {
    const rules = Ruleset.parse(ruleset('required-check.json')).rules;
    const check = rules.find(({ type }) => type === 'required_status_checks');
    expect(check?.parameters).toMatchObject({
      strict_required_status_checks_policy: true,
      required_status_checks: [{ context: 'gate', integration_id: GITHUB_ACTIONS }],
    });
    expect(Object.keys(workflow('gate.yaml').jobs)).toEqual(['gate']);
  });

  test('the required workflow is the example', () => {
    const [rule] = Ruleset.parse(ruleset('required-workflow.json')).rules;
    expect(rule?.parameters).toMatchObject({ workflows: [{ path: '.github/workflows/gate.yaml' }] });
    expect(names).toContain('gate.yaml');
  });
});
