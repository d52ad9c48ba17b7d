import { describe, expect, test } from 'vitest';
import { rulesWith } from './support/action-in-process.ts';
import { BASE, messageOf, trustScene, WORKFLOW } from './support/trust-scene.ts';

/** A change to what runs the gate blocks, unless the workflow is out of its reach. */

const scene = trustScene();

describe('what runs the gate', () => {
  test.each([
    ['the reusable workflow that it calls', '.github/workflows/reusable.yaml', 'gate.yaml calls'],
    ["a local action's file", '.github/actions/prepare/action.yml', 'reusable.yaml calls'],
    ["a local action's program", '.github/actions/prepare/lib/main.js', 'reusable.yaml calls'],
  ])('%s: a change blocks', async (_, file, part) => {
    const ended = await scene.propose({ [file]: `${BASE[file]}# changed\n` });
    expect(rulesWith(ended, 'block')).toEqual(['gate/workflow-changed']);
    expect(messageOf(ended, 'gate/workflow-changed')).toContain(part);
    expect(ended.failure).toContain('Do not deploy');
  });

  test('an action that nothing calls may change', async () => {
    expect((await scene.propose({ '.github/actions/unused/action.yml': 'runs: {}\n' })).failure).toBeNull();
  });

  test('a new file beside a called action blocks: it can be loaded', async () => {
    const ended = await scene.propose({ '.github/actions/prepare/lib/extra.js': 'x\n' });
    expect(rulesWith(ended, 'block')).toEqual(['gate/workflow-changed']);
  });

  test.each([
    ['a file of no YAML', `${BASE[WORKFLOW]}\t: {\n  - uses: ./.github/actions/unused\n`],
    ['a link', null],
  ])('%s in its place blocks', async (_, text) => {
    const ended = await scene.propose({ [WORKFLOW]: text });
    expect(rulesWith(ended, 'block')).toEqual(['gate/workflow-changed']);
  });

  test.each<[string, string, string, boolean]>([
    [
      'its own, from the pull request',
      'acme/shop/.github/workflows/gate.yaml@refs/pull/7/merge',
      'tamper-evident',
      true,
    ],
    ['required by a ruleset', 'acme/policies/.github/workflows/gate.yaml@refs/heads/main', 'authoritative', false],
    ['required, of this repository', 'acme/shop/.github/workflows/gate.yaml@refs/heads/main', 'authoritative', false],
    ['not known', '', 'tamper-evident', true],
    [
      'of this repository, spelled otherwise',
      'Acme/Shop/.github/workflows/gate.yaml@refs/pull/7/merge',
      'tamper-evident',
      true,
    ],
  ])('the workflow is %s', async (_, ref, trust, blocks) => {
    const changes = { [WORKFLOW]: `${BASE[WORKFLOW]}# changed\n` };
    const ended = await scene.propose(changes, { env: { GITHUB_WORKFLOW_REF: ref } });
    expect(ended.report?.judged.trust).toBe(trust);
    expect(ended.summary).toContain(trust);
    expect(rulesWith(ended, blocks ? 'block' : 'warn')).toEqual(['gate/workflow-changed']);
  });

  const workflow = (jobs: string): string => `on: pull_request\njobs:\n${jobs}\n`;
  const TWIN = '.github/workflows/twin.yaml';
  const steps = 'steps: [{ uses: acme/supply-chain-gate@v1 }]';
  const GATES = {
    plain: workflow(`  test: { steps: [] }\n  gate: { ${steps} }`),
    named: workflow(`  run: { name: Gate it, ${steps} }`),
    matrix: workflow(`  gate: { strategy: { matrix: { part: [a, b] } }, ${steps} }`),
    calling: workflow('  gate: { uses: ./.github/workflows/reusable.yaml }'),
  } as const;

  test.each<[keyof typeof GATES, string, string]>([
    ['plain', 'its id', '  gate: { steps: [{ run: "true" }] }'],
    ['plain', 'its id, in other letters', '  Gate: { steps: [] }'],
    ['plain', 'its name', '  twin: { name: gate, steps: [] }'],
    ['plain', 'a name that is computed', `  twin: { name: "ga\${{ matrix.x }}", steps: [] }`],
    ['plain', 'a name that is all computed', `  twin: { name: "\${{ vars.NAME }}", steps: [] }`],
    ['plain', 'its id, among others', '  other: { steps: [] }\n  gate: {}'],
    ['named', 'its name', '  twin: { name: Gate it }'],
    ['matrix', 'the name of one of its jobs', '  twin: { name: gate (a) }'],
    ['matrix', 'its id, and a matrix', '  gate: { strategy: { matrix: { part: [a] } } }'],
    ['calling', 'the name of a job that it calls', '  twin: { name: gate / gate }'],
    ['calling', 'its id, and calls another workflow', '  gate: { uses: acme/other/.github/workflows/pass.yaml@v1 }'],
  ])('a workflow that the change adds beside a %s gate, with a job that has %s, blocks: it could meet the check', async (gate, _, jobs) => {
    scene.rebase({ [WORKFLOW]: GATES[gate] });
    const ended = await scene.propose({ [TWIN]: workflow(jobs) });
    expect(rulesWith(ended, 'block')).toEqual(['gate/workflow-changed']);
    expect(messageOf(ended, 'gate/workflow-changed')).toContain(`${TWIN}, in which a job has, or may have, a check`);
  });

  test.each<[keyof typeof GATES, string, string]>([
    ['plain', 'another name', '  gates: { name: gate of the garden, steps: [] }'],
    ['plain', 'the name of a job beside the gate', '  test: { steps: [] }'],
    ['plain', 'a computed name of another shape', `  check: { name: "check (\${{ matrix.os }})", steps: [] }`],
    ['plain', 'its id, in a workflow that it calls', '  gate: { uses: acme/other/.github/workflows/x.yaml@v1 }'],
    ['calling', 'its id alone', '  gate: { steps: [] }'],
    ['plain', 'no job', '  {}'],
    ['plain', 'no YAML', '\t: ['],
  ])('a workflow that the change adds beside a %s gate, with %s, may be added', async (gate, _, jobs) => {
    scene.rebase({ [WORKFLOW]: GATES[gate] });
    expect((await scene.propose({ [TWIN]: workflow(jobs) })).failure).toBeNull();
  });

  test('a workflow that was there with a job of that name may stay as it is, and not be edited', async () => {
    scene.rebase({ [WORKFLOW]: GATES.plain, [TWIN]: workflow('  gate: { steps: [] }') });
    expect((await scene.propose({ 'README.md': 'x\n' })).failure).toBeNull();
    const ended = await scene.propose({ [TWIN]: workflow('  gate: { steps: [{ run: "true" }] }') });
    expect(rulesWith(ended, 'block')).toEqual(['gate/workflow-changed']);
  });

  test('a job of the same name blocks beside an authoritative workflow of this repository too', async () => {
    scene.rebase({ [WORKFLOW]: GATES.plain });
    const env = { GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/gate.yaml@refs/heads/main' };
    const ended = await scene.propose({ [TWIN]: workflow('  gate: { steps: [] }') }, { env });
    expect(ended.report?.judged.trust).toBe('authoritative');
    expect(rulesWith(ended, 'block')).toEqual(['gate/workflow-changed']);
  });
});
