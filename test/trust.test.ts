import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type InProcessCall, type InProcessRun, rulesWith, runActionInProcess } from './support/action-in-process.ts';
import { type GithubDouble, startGithubDouble } from './support/github/server.ts';
import {
  type Changes,
  type Commits,
  POLICY_FILE,
  PullRequestRepository,
  pullRequestEvent,
} from './support/pull-request.ts';

/** Whose word decides (design: Trust), on real git repositories. */

const WORKFLOW = '.github/workflows/gate.yaml';
const POLICY = 'version: 1\nimages: { digest: off }\nvulnerabilities: { severity: off }\n';
const LAX = `${POLICY}hardening: { rules: { "*": off }, podSecurity: { level: privileged } }\n`;

const pod = (securityContext: string): string => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  automountServiceAccountToken: false
  containers:
    - name: web
      image: registry.invalid/acme/web:1
      securityContext: ${securityContext}
`;
const RESTRICTED =
  '{ runAsNonRoot: true, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }';
const GOOD = pod(RESTRICTED);
const BAD = pod('{ privileged: true }');

const BASE: Changes = {
  'deploy/web.yaml': GOOD,
  [POLICY_FILE]: POLICY,
  [WORKFLOW]: [
    'on: pull_request',
    'jobs:',
    '  gate: { uses: ./.github/workflows/reusable.yaml }',
    '  other: { uses: acme/other/.github/workflows/x.yaml@v1 }',
    '',
  ].join('\n'),
  '.github/workflows/reusable.yaml':
    'on: workflow_call\njobs:\n  gate:\n    steps:\n      - uses: ./.github/actions/prepare\n      - uses: acme/supply-chain-gate@v1\n',
  '.github/actions/prepare/action.yml': 'runs: { using: node24, main: lib/main.js }\n',
  '.github/actions/prepare/lib/main.js': 'console.log("prepare");\n',
  '.github/actions/unused/action.yml': 'runs: { using: node24, main: main.js }\n',
};

let repository: PullRequestRepository;
let github: GithubDouble | null = null;

beforeEach(() => {
  repository = new PullRequestRepository(BASE);
});

afterEach(async () => {
  repository.remove();
  const used = github;
  github = null;
  await used?.close();
  used?.assertClean();
});

function rebase(base: Changes): void {
  repository.remove();
  repository = new PullRequestRepository({ ...BASE, ...base });
}

function run(commits: Commits, call: Partial<InProcessCall> = {}, into = 'main'): Promise<InProcessRun> {
  const event = { name: 'pull_request', payload: pullRequestEvent(commits, into) };
  return runActionInProcess({ workspace: repository.directory, event, ...call });
}

const propose = (changes: Changes, call?: Partial<InProcessCall>) => run(repository.propose(changes), call);

const messageOf = (ended: InProcessRun, rule: string): string =>
  ended.report?.findings.find((each) => each.rule === rule)?.message ?? '';

describe('what runs the gate', () => {
  test.each([
    ['the reusable workflow that it calls', '.github/workflows/reusable.yaml', 'gate.yaml calls'],
    ["a local action's file", '.github/actions/prepare/action.yml', 'reusable.yaml calls'],
    ["a local action's program", '.github/actions/prepare/lib/main.js', 'reusable.yaml calls'],
  ])('%s: a change blocks', async (_, file, part) => {
    const ended = await propose({ [file]: `${BASE[file]}# changed\n` });
    expect(rulesWith(ended, 'block')).toEqual(['gate/workflow-changed']);
    expect(messageOf(ended, 'gate/workflow-changed')).toContain(part);
    expect(ended.failure).toContain('Do not deploy');
  });

  test('an action that nothing calls may change', async () => {
    expect((await propose({ '.github/actions/unused/action.yml': 'runs: {}\n' })).failure).toBeNull();
  });

  test('a new file beside a called action blocks: it can be loaded', async () => {
    const ended = await propose({ '.github/actions/prepare/lib/extra.js': 'x\n' });
    expect(rulesWith(ended, 'block')).toEqual(['gate/workflow-changed']);
  });

  test.each([
    ['a file of no YAML', `${BASE[WORKFLOW]}\t: {\n  - uses: ./.github/actions/unused\n`],
    ['a link', null],
  ])('%s in its place blocks', async (_, text) => {
    const ended = await propose({ [WORKFLOW]: text });
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
    const ended = await propose(changes, { env: { GITHUB_WORKFLOW_REF: ref } });
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
    rebase({ [WORKFLOW]: GATES[gate] });
    const ended = await propose({ [TWIN]: workflow(jobs) });
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
    rebase({ [WORKFLOW]: GATES[gate] });
    expect((await propose({ [TWIN]: workflow(jobs) })).failure).toBeNull();
  });

  test('a workflow that was there with a job of that name may stay as it is, and not be edited', async () => {
    rebase({ [WORKFLOW]: GATES.plain, [TWIN]: workflow('  gate: { steps: [] }') });
    expect((await propose({ 'README.md': 'x\n' })).failure).toBeNull();
    const ended = await propose({ [TWIN]: workflow('  gate: { steps: [{ run: "true" }] }') });
    expect(rulesWith(ended, 'block')).toEqual(['gate/workflow-changed']);
  });

  test('a job of the same name blocks beside an authoritative workflow of this repository too', async () => {
    rebase({ [WORKFLOW]: GATES.plain });
    const env = { GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/gate.yaml@refs/heads/main' };
    const ended = await propose({ [TWIN]: workflow('  gate: { steps: [] }') }, { env });
    expect(ended.report?.judged.trust).toBe('authoritative');
    expect(rulesWith(ended, 'block')).toEqual(['gate/workflow-changed']);
  });

  test('commits, base and policy are recorded', async () => {
    const commits = repository.propose({ 'README.md': 'x\n' });
    const { report } = await run(commits);
    expect(report?.judged).toEqual({
      commit: commits.merge,
      base: commits.base,
      policy: { from: `commit ${commits.base.slice(0, 7)}`, file: POLICY_FILE },
      trust: 'tamper-evident',
      repaired: 0,
    });
  });

  test('a checkout of something else than what is proposed decides nothing', async () => {
    const commits = repository.propose({ 'deploy/web.yaml': BAD });
    repository.git('checkout', '--quiet', '--detach', commits.base);
    const ended = await run(commits);
    expect(ended.failure).toMatch(
      /^Nothing was decided: The checkout is commit .* neither the proposed .* default ref/s,
    );
    expect(ended.outputs.verdict).toBe('unknown');
    repository.git('checkout', '--quiet', '--detach', commits.head);
    expect(rulesWith(await run(commits), 'block')).toContain('pss/privileged');
  });
});

describe("the head's own policy", () => {
  test('a weaker one is previewed, and does not decide', async () => {
    const ended = await propose({ [POLICY_FILE]: LAX, 'deploy/web.yaml': BAD });
    expect(ended.outputs.verdict).toBe('fail');
    expect(rulesWith(ended, 'warn')).toContain('gate/policy-changed');
    expect(messageOf(ended, 'gate/policy-changed')).toContain('By the new one the verdict would be pass (0 blocking');
  });

  test('a stricter one, too', async () => {
    rebase({ [POLICY_FILE]: LAX, 'deploy/web.yaml': GOOD });
    const ended = await propose({ [POLICY_FILE]: POLICY, 'deploy/web.yaml': BAD });
    expect(ended.outputs.verdict).toBe('pass');
    expect(messageOf(ended, 'gate/policy-changed')).toMatch(/the verdict would be fail \([1-9]\d* blocking/);
  });

  test.each([
    ['broken', 'version: 1\nimage: {}\n', 'is not valid, and would end every later run'],
    ['taken away', null, 'Without a policy file the defaults would be'],
  ])('%s', async (_, text, said) => {
    const ended = await propose({ [POLICY_FILE]: text, 'deploy/web.yaml': GOOD });
    expect(messageOf(ended, 'gate/policy-changed')).toContain(said);
    expect(ended.failure).toBeNull();
  });

  test.each<[string, Changes]>([
    ['a catalogue of exploited vulnerabilities that is edited', { 'policy/kev.json': '{}' }],
    ['one that is taken away', { 'policy/kev.json': null }],
    ['a VEX document that is edited', { 'policy/vex/api.json': '{}' }],
    ['a VEX document that is added', { 'policy/vex/more.json': '{}' }],
  ])('%s is part of the policy', async (_, changes) => {
    const named = POLICY.replace('severity: off', 'severity: off, kev: policy/kev.json, vex: ["policy/vex/*.json"]');
    rebase({ [POLICY_FILE]: named, 'policy/kev.json': '{"vulnerabilities":[]}', 'policy/vex/api.json': '{"a":1}' });
    const ended = await propose(changes);
    expect(rulesWith(ended, 'warn')).toEqual(['gate/policy-changed']);
    expect(messageOf(ended, 'gate/policy-changed')).toContain(
      `${Object.keys(changes)[0]}, which is part of the policy`,
    );
  });

  test('its programs are not run and its registries not asked', async () => {
    const evil = `${POLICY}tools: { helm: { path: ./evil } }\nimages: { allow: ["127.0.0.1:9/**"] }\n`.replace(
      'images: { digest: off }\n',
      '',
    );
    const ended = await propose({ [POLICY_FILE]: evil, evil: 'x\n' });
    expect(messageOf(ended, 'gate/policy-changed')).toContain('By the new one the verdict would be');
  });
});

describe('a merge queue', () => {
  const payload = ({ base, merge }: Commits, ref = 'main') => ({
    merge_group: {
      head_sha: merge,
      base_sha: base,
      base_ref: `refs/heads/${ref}`,
      head_ref: 'refs/heads/gh-readonly-queue/main/pr-7',
    },
    repository: { default_branch: 'main' },
  });
  const env = { GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/gate.yaml@refs/heads/gh-readonly-queue/main/pr-7' };

  test("the base's policy decides, and a changed workflow blocks", async () => {
    const commits = repository.propose({ [POLICY_FILE]: LAX, [WORKFLOW]: 'on: merge_group\n', 'deploy/web.yaml': BAD });
    const ended = await run(commits, { event: { name: 'merge_group', payload: payload(commits) }, env });
    expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining(['gate/workflow-changed', 'pss/privileged']));
    expect(ended.report?.judged.trust).toBe('tamper-evident');
  });

  test("the tip of the base branch decides, not an earlier group's policy", async () => {
    github = await startGithubDouble();
    const strict = repository.propose({}).base;
    repository.remove();
    repository = new PullRequestRepository(BASE);
    const main = repository.propose({}).base;
    const earlier = repository.propose({ [POLICY_FILE]: LAX }).merge;
    repository.git('checkout', '--quiet', '--detach', earlier);
    const file = repository.propose({ [POLICY_FILE]: LAX, 'deploy/web.yaml': BAD });
    github.state.branches.set('main', { commit: main, protected: true });
    const event = { name: 'merge_group', payload: payload({ ...file, base: earlier }) };
    const ended = await run(file, { event, env, apiUrl: github.url });
    expect(strict).not.toBe('');
    expect(rulesWith(ended, 'block')).toContain('pss/privileged');
    expect(ended.report?.judged.policy.from).toBe(`commit ${main.slice(0, 7)}`);
    expect(github.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  test('without a base nothing is decided', async () => {
    const commits = repository.propose({ 'deploy/web.yaml': BAD });
    const ended = await run(commits, { event: { name: 'merge_group', payload: {} }, env });
    expect(ended.failure).toContain('not a merge_group event');
  });
});

describe('a base branch other than the default', () => {
  test('GitHub does not say whether it is protected: nothing is decided', async () => {
    const ended = await run(repository.propose({ 'README.md': 'x\n' }), {}, 'weak');
    expect(ended.failure).toMatch(
      /^Nothing was decided: GitHub did not say whether the base branch "weak" is protected/,
    );
  });
});

describe('data-only, on pull_request_target', () => {
  const TARGET = { GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/gate.yaml@refs/heads/main' };

  /** The base checked out, as actions/checkout does it there; the pull request only at the remote. */
  function checkout(commits: Commits): PullRequestRepository {
    repository.git('update-ref', 'refs/pull/7/merge', commits.merge);
    repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = new PullRequestRepository({});
    clone.git('remote', 'add', 'origin', pathToFileURL(repository.directory).href);
    clone.git('fetch', '--quiet', '--depth=1', 'origin', commits.base);
    clone.git('checkout', '--quiet', '--detach', commits.base);
    return clone;
  }

  async function target(commits: Commits, clone: PullRequestRepository, inputs: Readonly<Record<string, string>> = {}) {
    const event = { name: 'pull_request_target', payload: pullRequestEvent(commits) };
    const call = { workspace: clone.directory, event, env: TARGET, inputs: { mode: 'data-only', ...inputs } };
    return runActionInProcess(call);
  }

  test('the head is judged as objects, authoritatively, and never checked out', async () => {
    const commits = repository.propose({ 'deploy/web.yaml': BAD, [WORKFLOW]: 'on: push\n', evil: 'x\n' });
    const clone = checkout(commits);
    try {
      const ended = await target(commits, clone);
      expect(rulesWith(ended, 'block')).toContain('pss/privileged');
      expect(rulesWith(ended, 'warn')).toContain('gate/workflow-changed');
      expect(ended.report?.judged).toMatchObject({ trust: 'authoritative', commit: commits.merge, base: commits.base });
      expect(clone.git('status', '--porcelain')).toBe('');
      expect(clone.git('rev-parse', 'HEAD').trim()).toBe(commits.base);
    } finally {
      clone.remove();
    }
  });

  test('a head that is checked out, there or in a directory below, is refused', async () => {
    const commits = repository.propose({ 'deploy/web.yaml': GOOD });
    const clone = checkout(commits);
    try {
      clone.git('fetch', '--quiet', '--depth=1', 'origin', commits.merge);
      clone.git('worktree', 'add', '--quiet', '--detach', 'below/pr', commits.merge);
      expect((await target(commits, clone)).failure).toMatch(
        /head of the pull request is checked out .* Remove `ref:`/s,
      );
      clone.git('worktree', 'remove', 'below/pr');
      expect((await target(commits, clone)).failure).toBeNull();
      clone.git('checkout', '--quiet', '--detach', commits.merge);
      expect((await target(commits, clone)).failure).toContain('is checked out');
    } finally {
      clone.remove();
    }
  });

  test('a merge of another head, or none, decides nothing', async () => {
    const first = repository.propose({ 'deploy/web.yaml': GOOD });
    const second = repository.propose({ 'deploy/web.yaml': BAD });
    const clone = checkout(first);
    try {
      const stale = await target(second, clone);
      expect(stale.failure).toMatch(/GitHub's merge of the pull request is commit .* Run the job again/s);
      repository.git('update-ref', '-d', 'refs/pull/7/merge');
      expect((await target(second, clone)).failure).toMatch(/could not be fetched: it has conflicts/);
    } finally {
      clone.remove();
    }
  });

  test('the mode is refused on other events, and pull_request_target without it', async () => {
    const commits = repository.propose({ 'README.md': 'x\n' });
    expect((await run(commits, { inputs: { mode: 'data-only' } })).failure).toContain('is for pull_request_target');
    const event = { name: 'pull_request_target', payload: pullRequestEvent(commits) };
    expect((await run(commits, { event })).failure).toContain('mode: data-only');
  });
});
