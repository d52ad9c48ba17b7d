import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RegistryServer } from '../src/demo/registry/index.ts';
import { ReportSchema } from '../src/report/index.ts';
import { type ActionCall, type ActionRun, runActionProcess } from './support/action-run.ts';
import { type GithubDouble, startGithubDouble } from './support/github/server.ts';
import { pushHead } from './support/github/state.ts';
import {
  type Changes,
  type Commits,
  POLICY_FILE,
  PullRequestRepository,
  pullRequestEvent,
  shopFiles,
  shopPolicy,
} from './support/pull-request.ts';
import { startScanRegistry } from './support/scanning.ts';

/** The action in a process of its own, on a real repository, with real Trivy, helm and kustomize. */

const WORKFLOW = '.github/workflows/gate.yaml';
const API_PIN = 'tag: 1.4.0@sha256:9b502b2abdea330d03f522465eb06f0ca6764f05198bfb348396d0835680fe8b';

let registry: RegistryServer;
let repository: PullRequestRepository;
let github: GithubDouble;
let good: Changes;
let bad: Changes;
let policy: string;

beforeAll(async () => {
  registry = await startScanRegistry();
  policy = await shopPolicy(registry.host);
  const own = { [POLICY_FILE]: policy, [WORKFLOW]: 'on: pull_request\n' };
  good = { ...shopFiles('shop-repaired', registry.host), ...own };
  bad = { ...shopFiles('shop', registry.host), ...own };
});

afterAll(() => registry.close());

beforeEach(async () => {
  repository = new PullRequestRepository(good);
  github = await startGithubDouble();
});

afterEach(async () => {
  repository.remove();
  await github.close();
  github.assertClean();
});

interface RunOptions extends Partial<ActionCall> {
  /** The base branch. */
  readonly into?: string;
  /** The branches as GitHub's API gives them now. */
  readonly branches?: Readonly<Record<string, { readonly commit: string; readonly protected: boolean }>>;
}

/** Pushes what the pull request now holds, and runs the action for it. */
async function run(changes: Changes, options: RunOptions = {}): Promise<ActionRun & { commits: Commits }> {
  const commits = repository.propose(changes);
  const { into = 'main', branches = { main: { commit: commits.base, protected: true } }, ...call } = options;
  github.state.pull.base = { ref: into, commit: commits.base };
  for (const [name, branch] of Object.entries(branches)) github.state.branches.set(name, branch);
  pushHead(github.state, commits.head, repository.files(commits));
  const event = { name: 'pull_request', payload: pullRequestEvent(commits, into) };
  const ended = await runActionProcess({ workspace: repository.directory, event, apiUrl: github.url, ...call });
  return { ...ended, commits };
}

const rulesOf = ({ report }: ActionRun, effect: string): readonly string[] => [
  ...new Set(
    ReportSchema.parse(report)
      .findings.filter((finding) => finding.effect === effect)
      .map(({ rule }) => rule),
  ),
];

describe('a pull request that may not be deployed', () => {
  test('the review, the annotations, the summary, the outputs, the exit code; then the repair', async () => {
    const broken = await run(bad, { env: { GITHUB_RUN_ID: '4711' } });
    expect(broken.stderr).not.toContain('    at ');
    expect(broken.outputs).toMatchObject({ verdict: 'fail' });
    expect(broken.code).toBe(1);

    const report = ReportSchema.parse(broken.report);
    expect(report.verdict).toBe('fail');
    expect(broken.outputs.findings).toBe(String(report.findings.length));
    expect(broken.outputs.blocking).toBe(String(report.stats.findings.block));
    expect(rulesOf(broken, 'block')).toEqual(
      expect.arrayContaining([
        'image/unpinned',
        'image/denied-registry',
        'signature/missing',
        'vulnerability/DEMO-2024-0001',
        'pss/privileged',
        'pss/runAsNonRoot',
      ]),
    );
    expect(broken.sarif).toMatchObject({ version: '2.1.0' });

    expect(broken.stdout).toMatch(/^::error file=manifests\/worker\.yaml,line=24,.*\(pss\/privileged\)::/m);
    expect(broken.stdout).toMatch(/^::error file=charts\/shop\/values\.yaml,line=4,.*\(image\/unpinned\)::/m);
    expect(broken.stdout.match(/^::error file=/gm)?.length).toBeLessThanOrEqual(10);
    expect(broken.summary).toContain('Do not deploy');
    expect(broken.summary).toContain('pss/privileged');
    expect(broken.stdout).toContain(`commit ${broken.commits.merge.slice(0, 7)}`);
    expect(broken.stdout).toContain('tamper-evident');

    const { reviews, comments } = github.state.pull;
    expect(reviews.map(({ state, commit }) => [state, commit])).toEqual([['CHANGES_REQUESTED', broken.commits.head]]);
    expect(reviews[0]?.body).toContain('[Full report](https://github.com/acme/shop/actions/runs/4711)');
    const places = comments.map(({ path, line }) => `${path}:${line}`);
    expect(places).toEqual(
      expect.arrayContaining(['manifests/worker.yaml:24', 'charts/shop/values.yaml:4', 'charts/shop/values.yaml:9']),
    );
    const pin = comments.find(({ path, line }) => path === 'charts/shop/values.yaml' && line === 4);
    expect(pin?.body).toContain(`\`\`\`suggestion\n    ${API_PIN} # the release of the week\n\`\`\``);
    const unsigned = comments.find(({ path, line }) => path === 'manifests/worker.yaml' && line === 19);
    expect(unsigned?.body).toContain('signature/missing');
    expect(unsigned?.body).not.toContain('```suggestion');

    const repaired = await run({ ...good, 'README.md': 'The shop.\n' });
    expect(repaired.stdout).not.toMatch(/^::error/m);
    expect(repaired.outputs).toMatchObject({ verdict: 'pass', blocking: '0' });
    expect(repaired.code).toBe(0);
    expect(github.state.pull.reviews.map(({ state }) => state)).toEqual(['DISMISSED']);
    expect(github.state.pull.comments).toEqual([]);
  });

  test('what the base has already does not block, and comment: off posts nothing', async () => {
    repository.remove();
    repository = new PullRequestRepository(bad);
    const ended = await run({ 'README.md': 'The shop.\n' }, { inputs: { comment: 'off' } });
    expect(ended.outputs).toMatchObject({ verdict: 'pass', blocking: '0' });
    expect(rulesOf(ended, 'baseline')).toContain('pss/privileged');
    expect(ended.code).toBe(0);
    expect(github.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /repos/acme/shop/branches/main',
    ]);
  });

  test('a token that may only read, as forks have it: the rest says the same, and the step fails for the findings', async () => {
    github.state.tokens.set('ghs_test', { login: 'github-actions[bot]', type: 'Bot', readOnly: true });
    const ended = await run({ 'manifests/worker.yaml': bad['manifests/worker.yaml'] ?? '' });
    expect(github.state.pull.reviews).toEqual([]);
    expect(ended.outputs).toMatchObject({ verdict: 'fail' });
    expect(ended.summary).toContain('pss/privileged');
    expect(ended.code).toBe(1);
  });
});

test('two gates of one pull request, told apart by their keys: a review, a check run and files for each', async () => {
  const gate = (key: string, paths: string) => run(bad, { inputs: { key, paths, 'check-run': 'true' } });
  const [charts, manifests] = [await gate('charts', 'charts'), await gate('manifests', 'manifests')];
  const { reviews, comments } = github.state.pull;
  expect(reviews.map(({ state }) => state)).toEqual(['CHANGES_REQUESTED', 'CHANGES_REQUESTED']);
  const folders = new Set(comments.map(({ path }) => path.split('/')[0]));
  expect([...folders].sort()).toEqual(['charts', 'manifests']);
  const names = github.state.checkRuns.map(({ fields }) => fields.name);
  expect(names).toEqual(['supply-chain-gate report (charts)', 'supply-chain-gate report (manifests)']);
  expect(charts.outputs['report-path']).toContain('/charts/');
  expect(manifests.outputs['report-path']).toContain('/manifests/');

  // What one of them no longer finds is settled for that one alone.
  const before = comments.filter(({ path }) => path.startsWith('manifests/')).length;
  await run(
    { ...bad, 'charts/shop/values.yaml': good['charts/shop/values.yaml'] ?? '' },
    { inputs: { key: 'charts', paths: 'charts' } },
  );
  expect(reviews.map(({ state }) => state)).toEqual(['DISMISSED', 'CHANGES_REQUESTED']);
  expect(comments.filter(({ path }) => path.startsWith('manifests/')).length).toBe(before);
  expect(comments.filter(({ path }) => path.startsWith('charts/'))).toEqual([]);
});

describe('who decides', () => {
  test('a policy that the pull request edits is reported, and the base decides', async () => {
    const lax = 'version: 1\nvulnerabilities: { severity: off }\nhardening: { rules: { "*": off } }\n';
    const ended = await run({ [POLICY_FILE]: lax, 'manifests/worker.yaml': bad['manifests/worker.yaml'] ?? '' });
    expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    expect(rulesOf(ended, 'warn')).toContain('gate/policy-changed');
    expect(ended.outputs).toMatchObject({ verdict: 'fail' });
    expect(ended.code).toBe(1);
  });

  test('an edited signature policy is reported too', async () => {
    const stranger = `${good['policy/shop.yaml'] ?? ''}# anyone\n`;
    const ended = await run({ 'policy/shop.yaml': stranger });
    expect(rulesOf(ended, 'warn')).toContain('gate/policy-changed');
    expect(ended.code).toBe(0);
  });

  test('an edited workflow blocks', async () => {
    const ended = await run({ [WORKFLOW]: 'on: pull_request\npermissions: {}\n' });
    expect(rulesOf(ended, 'block')).toEqual(['gate/workflow-changed']);
    expect(ended.stdout).toMatch(/^::error file=\.github\/workflows\/gate\.yaml/m);
    expect(ended.code).toBe(1);
  });

  test('an edited workflow only warns where the base says so', async () => {
    repository.remove();
    repository = new PullRequestRepository({ ...good, [POLICY_FILE]: `${policy}gate: { workflowChanges: warn }\n` });
    const ended = await run({ [WORKFLOW]: 'on: pull_request\npermissions: {}\n' });
    expect(rulesOf(ended, 'warn')).toEqual(['gate/workflow-changed']);
    expect(ended.code).toBe(0);
  });

  test('another workflow of the repository may change', async () => {
    const ended = await run({ '.github/workflows/other.yaml': 'on: push\n' });
    expect(ended.outputs).toMatchObject({ verdict: 'pass', findings: '0' });
  });

  const LAX = 'version: 1\nvulnerabilities: { severity: off }\nhardening: { rules: { "*": off } }\n';
  const privileged = (): Changes => ({ 'manifests/worker.yaml': bad['manifests/worker.yaml'] ?? '' });

  test('the base branch has a stricter policy since the event: its tip decides', async () => {
    repository.remove();
    repository = new PullRequestRepository({ ...good, [POLICY_FILE]: LAX });
    const tip = repository.propose({ [POLICY_FILE]: policy }).head;
    const ended = await run(privileged(), { branches: { main: { commit: tip, protected: true } } });
    expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    expect(ended.summary).toContain(`by the policy of commit ${tip.slice(0, 7)}`);
    expect(ended.code).toBe(1);
  });

  test('a base branch that nothing protects: the default branch’s policy decides', async () => {
    repository.remove();
    repository = new PullRequestRepository({ ...good, [POLICY_FILE]: LAX });
    const main = repository.propose({ [POLICY_FILE]: policy }).head;
    const own = repository.propose({}).base;
    const branches = { main: { commit: main, protected: true }, mine: { commit: own, protected: false } };
    const ended = await run(privileged(), { branches, into: 'mine' });
    expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    const guarded = { ...branches, mine: { commit: own, protected: true } };
    expect(rulesOf(await run(privileged(), { branches: guarded, into: 'mine' }), 'block')).not.toContain(
      'pss/privileged',
    );
  });

  test('GitHub does not answer: the event’s base decides, and the log says so', async () => {
    github.fail({ method: 'GET', path: '/branches/', times: 9, answer: { status: 500, message: 'Server Error' } });
    const ended = await run(privileged(), { inputs: { comment: 'off' } });
    expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    expect(ended.stderr).toMatch(/^warning: the tip of main is not known .*event's base/m);
  });

  test('a policy at the base that is wrong: nothing is decided, with file and line', async () => {
    repository.remove();
    repository = new PullRequestRepository({ ...good, [POLICY_FILE]: 'version: 1\nimage: {}\n' });
    const ended = await run({ 'README.md': 'The shop.\n' });
    expect(ended.outputs).toMatchObject({ verdict: 'unknown' });
    expect(ended.stdout).toMatch(/^::error::Nothing was decided: .*supply-chain-gate\.yaml.*2.*image/m);
    expect(ended.code).toBe(1);
  });
});

describe('other events and checkouts', () => {
  test('pull_request_target is refused', async () => {
    const commits = repository.propose(bad);
    const event = { name: 'pull_request_target', payload: pullRequestEvent(commits) };
    const ended = await runActionProcess({ workspace: repository.directory, event, apiUrl: github.url });
    expect(ended.stdout).toMatch(/^::error::Nothing was decided: .*pull_request_target/m);
    expect(ended.outputs).toEqual({ verdict: 'unknown' });
    expect(ended.code).toBe(1);
    expect(github.requests).toEqual([]);
  });

  test('a push is judged whole, by its own policy, and nobody is written to', async () => {
    repository.propose(bad);
    const event = { name: 'push', payload: { ref: 'refs/heads/main' } };
    const ended = await runActionProcess({ workspace: repository.directory, event, apiUrl: github.url });
    expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    expect(ended.stdout).toMatch(/^::error file=manifests\/worker\.yaml,line=24/m);
    expect(ended.code).toBe(1);
    expect(github.requests).toEqual([]);
  });

  /** A clone of the merge commit alone, as actions/checkout makes it by default. */
  function shallowClone(commits: Commits): PullRequestRepository {
    repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = new PullRequestRepository({});
    clone.git('remote', 'add', 'origin', pathToFileURL(repository.directory).href);
    clone.git('fetch', '--quiet', '--depth=1', 'origin', commits.merge);
    clone.git('checkout', '--quiet', '--detach', commits.merge);
    return clone;
  }

  test('a shallow checkout fetches the base by itself', async () => {
    const commits = repository.propose({ 'manifests/worker.yaml': bad['manifests/worker.yaml'] ?? '' });
    const clone = shallowClone(commits);
    try {
      const event = { name: 'pull_request', payload: pullRequestEvent(commits) };
      const call = { workspace: clone.directory, event, apiUrl: github.url, inputs: { comment: 'off' } };
      const ended = await runActionProcess(call);
      expect(ended.outputs).toMatchObject({ verdict: 'fail' });
      expect(rulesOf(ended, 'block')).toContain('pss/privileged');
    } finally {
      clone.remove();
    }
  });

  test('a shallow checkout that cannot: an error that names fetch-depth', async () => {
    const commits = repository.propose(bad);
    const clone = shallowClone(commits);
    try {
      clone.git('remote', 'set-url', 'origin', pathToFileURL(join(clone.directory, 'nowhere')).href);
      const event = { name: 'pull_request', payload: pullRequestEvent(commits) };
      const ended = await runActionProcess({ workspace: clone.directory, event, apiUrl: github.url });
      expect(ended.stdout).toMatch(/^::error::Nothing was decided: The base commit .*fetch-depth: 2/m);
      expect(ended.outputs).toEqual({ verdict: 'unknown' });
      expect(ended.code).toBe(1);
    } finally {
      clone.remove();
    }
  });

  test.each([
    ['comment', 'loud', 'review, comments or off'],
    ['mode', 'deploy', 'check, data-only, release or publish'],
    ['key', 'a b', 'letters, digits'],
  ])('the input %s: %s is refused with what it may be', async (name, value, expected) => {
    const ended = await run({ 'README.md': 'x\n' }, { inputs: { [name]: value } });
    expect(ended.stdout).toMatch(/^::error::Nothing was decided: The input/m);
    expect(ended.stdout).toContain(expected);
    expect(ended.code).toBe(1);
  });

  test('no checkout: an error that names actions/checkout', async () => {
    const commits = repository.propose(bad);
    rmSync(join(repository.directory, '.git'), { recursive: true });
    const event = { name: 'pull_request', payload: pullRequestEvent(commits) };
    const ended = await runActionProcess({ workspace: repository.directory, event, apiUrl: github.url });
    expect(ended.stdout).toMatch(/^::error::Nothing was decided: .*actions\/checkout/m);
    expect(ended.code).toBe(1);
  });
});
