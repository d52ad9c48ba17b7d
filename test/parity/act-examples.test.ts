import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RegistryServer } from '../../src/demo/registry/index.ts';
import { Act, type ActRun, exampleWorkflows } from '../support/act.ts';
import { type GithubDouble, startGithubDouble } from '../support/github/server.ts';
import {
  type Changes,
  type Commits,
  PullRequestRepository,
  pullRequestEvent,
  shopSides,
} from '../support/pull-request.ts';
import { startScanRegistry } from '../support/scanning.ts';

/**
 * The workflows of docs/examples, byte for byte, by act: for each event what is decided, how the job ends, and what GitHub
 * was asked, all of it valid by GitHub's description.
 */

const GATE = '.github/workflows/gate.yaml';
const PUBLISH = '.github/workflows/publish-fork-reviews.yaml';
const FORK = 'mallory/shop';

let act: Act;
let registry: RegistryServer;
let github: GithubDouble;
let good: Changes;
let bad: Changes;
let repository: PullRequestRepository;
let commits: Commits;

beforeAll(async () => {
  act = await Act.open();
  registry = await startScanRegistry();
  ({ good, bad } = await shopSides(registry.host, exampleWorkflows()));
});
afterAll(async () => {
  act.close();
  await registry.close();
});
beforeEach(async () => {
  github = await startGithubDouble();
});
afterEach(async () => {
  act.clearArtifacts();
  repository.remove();
  await github.close();
  github.assertClean();
});

/** The base holds a good shop; the change is checked out as GitHub merges it. */
function propose(changes: Changes): void {
  repository = new PullRequestRepository(good);
  commits = repository.propose(changes);
  repository.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  Object.assign(github.state.pull, { head: commits.head, base: { ref: 'main', commit: commits.base } });
  github.state.branches.set('main', { commit: commits.base, protected: true });
  github.state.pull.files = [...repository.files(commits)];
}

function run(name: string, payload: object, ref: string, workflow = GATE): Promise<ActRun> {
  const env = { GITHUB_WORKFLOW_REF: `acme/shop/${workflow}@${ref}` };
  return act.run({ repository, workflow, event: { name, payload }, apiUrl: github.url, env });
}

/** `POST /pulls/7/reviews 200`, in the order of the requests. */
const asked = (): readonly string[] =>
  github.requests.map(
    ({ method, path, status }) => `${method} ${path.replace(/^\/repos\/acme\/shop|\?.*/g, '')} ${status}`,
  );
const writes = (): readonly string[] => asked().filter((line) => !line.startsWith('GET '));
const checkRun = () => github.state.checkRuns[0]?.fields;
const repo = { full_name: 'acme/shop', default_branch: 'main' };

test('pull_request: a review, a check run, annotations and the summary; the job fails', async () => {
  propose(bad);
  const { code, log } = await run('pull_request', pullRequestEvent(commits), 'refs/pull/7/merge');
  expect(act.report().verdict, log).toBe('fail');
  expect([code, log.includes('Job failed')]).toEqual([1, true]);
  expect(writes()).toEqual(['POST /check-runs 201', 'POST /pulls/7/reviews 200']);
  expect(github.state.pull.reviews.map(({ state, commit }) => [state, commit])).toEqual([
    ['CHANGES_REQUESTED', commits.head],
  ]);
  expect(checkRun()).toMatchObject({ head_sha: commits.head, status: 'completed', conclusion: 'failure' });
  expect(log).toMatch(/::error file=manifests\/worker\.yaml,line=24,.*pss\/privileged/);
  expect(log).toMatch(/Summary - > \[!CAUTION\]/);
});

describe('a fork', () => {
  const RUN = {
    id: 4711,
    event: 'pull_request',
    path: GATE,
    head_branch: 'proposal',
    head_repository: { full_name: FORK },
  };
  const publish = (changes: object = {}): Promise<ActRun> => {
    const workflow_run = { ...RUN, head_sha: commits.head, ...changes };
    return run('workflow_run', { workflow_run, repository: repo }, 'refs/heads/main', PUBLISH);
  };
  const judge = async (): Promise<ActRun> => {
    propose(bad);
    const { pull, tokens } = github.state;
    Object.assign(pull, { headRepository: FORK, author: 'mallory' });
    tokens.set('ghs_test', { login: 'github-actions[bot]', type: 'Bot', readOnly: true });
    const event = pullRequestEvent(commits) as { readonly pull_request: { readonly head: object } };
    const head = { ...event.pull_request.head, repo: { full_name: FORK, default_branch: 'main' } };
    const payload = { ...event, pull_request: { ...event.pull_request, head } };
    const ended = await run('pull_request', payload, 'refs/pull/7/merge');
    tokens.delete('ghs_test');
    return ended;
  };

  test('pull_request: its token may not write, so that annotations and the summary say it; workflow_run posts the review', async () => {
    const { code, log } = await judge();
    expect(act.report().verdict, log).toBe('fail');
    expect(code).toBe(1);
    expect(writes()).toEqual(['POST /check-runs 403', 'POST /pulls/7/reviews 403']);
    expect([github.state.pull.reviews, github.state.checkRuns]).toEqual([[], []]);
    expect(log).toContain('The review was not posted: GitHub answered 403');
    expect(log).toMatch(/::error file=manifests\/worker\.yaml,line=24,.*pss\/privileged/);
    expect(log).toMatch(/Summary - > \[!CAUTION\]/);

    const before = writes().length;
    const published = await publish();
    expect(published.code, published.log).toBe(0);
    expect(writes().slice(before)).toEqual(['POST /pulls/7/reviews 200']);
    const { reviews, comments } = github.state.pull;
    expect(reviews.map(({ state, commit }) => [state, commit])).toEqual([['COMMENTED', commits.head]]);
    expect(reviews[0]?.body).toContain('Do not deploy');
    expect(comments.length).toBeGreaterThan(3);
    expect(comments.filter(({ body }) => body.includes('```suggestion'))).toEqual([]);
    expect(github.state.checkRuns).toEqual([]);
  });

  test('workflow_run of anything else publishes nothing', async () => {
    await judge();
    const before = writes().length;
    const rows: readonly (readonly [object, RegExp])[] = [
      [{ head_repository: { full_name: 'acme/shop' } }, /./],
      [{ event: 'push' }, /./],
      [{ path: '.github/workflows/other.yaml' }, /Nothing was published: the run is of/],
      [{ head_sha: 'd'.repeat(40) }, /Nothing was published: no single open/],
    ];
    for (const [changes, said] of rows) {
      const { code, log } = await publish(changes);
      expect(code, log).toBe(0);
      expect(log).toMatch(said);
    }
    expect(writes().slice(before)).toEqual([]);
    expect(github.state.pull.reviews).toEqual([]);
  });

  test('workflow_run where the gate kept no report fails, and publishes nothing', async () => {
    propose(bad);
    expect((await publish()).code).toBe(1);
    expect(writes()).toEqual([]);
  });
});

describe('merge_group', () => {
  const queue = 'refs/heads/gh-readonly-queue/main/pr-7-0123';
  const group = () => ({
    merge_group: { head_sha: commits.merge, head_ref: queue, base_sha: commits.base, base_ref: 'refs/heads/main' },
    repository: repo,
  });

  test.each([
    ['good', 'pass', 0, 'success'],
    ['bad', 'fail', 1, 'failure'],
  ] as const)('%s: %s, a check run on the group, and no review', async (which, verdict, code, conclusion) => {
    propose(which === 'good' ? { 'README.md': 'more\n' } : bad);
    const ended = await run('merge_group', group(), queue);
    expect(act.report().verdict, ended.log).toBe(verdict);
    expect(ended.code).toBe(code);
    expect(asked()).toEqual(['GET /branches/main 200', 'POST /check-runs 201']);
    expect(checkRun()).toMatchObject({ head_sha: commits.merge, conclusion });
    expect(act.report().judged.trust).toBe('tamper-evident');
  });
});

describe('push', () => {
  test.each([
    ['good', 'pass', 0, 'success'],
    ['bad', 'fail', 1, 'failure'],
  ] as const)('%s: %s by its own policy, a check run on the commit, and no review', async (which, verdict, code, conclusion) => {
    propose(which === 'good' ? {} : bad);
    repository.git('checkout', '--quiet', '-B', 'main', commits.head);
    const payload = { ref: 'refs/heads/main', after: commits.head, repository: repo };
    const ended = await run('push', payload, 'refs/heads/main');
    expect(act.report().verdict, ended.log).toBe(verdict);
    expect(ended.code).toBe(code);
    expect(asked()).toEqual(['POST /check-runs 201']);
    expect(checkRun()).toMatchObject({ head_sha: commits.head, conclusion });
  });
});

test('pull_request_target, data-only: the head is fetched and judged, nothing of it is checked out, and the review is posted', async () => {
  propose(bad);
  const origin = repository;
  origin.git('update-ref', 'refs/pull/7/merge', commits.merge);
  origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const checkout = new PullRequestRepository({});
  try {
    checkout.git('remote', 'add', 'origin', pathToFileURL(origin.directory).href);
    checkout.git('fetch', '--quiet', '--depth=1', 'origin', commits.base);
    checkout.git('checkout', '--quiet', '--detach', commits.base);
    const workflow = '.github/workflows/gate-data-only.yaml';
    const env = {
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_WORKFLOW_REF: `acme/shop/${workflow}@refs/heads/main`,
    };
    const event = { name: 'pull_request_target', payload: pullRequestEvent(commits) };
    const { code, log } = await act.run({ repository: checkout, workflow, event, apiUrl: github.url, env });
    expect([code, log.includes('Do not deploy')], log).toEqual([1, true]);
    expect(log).toContain('authoritative');
    expect(writes()).toEqual(['POST /pulls/7/reviews 200']);
    expect(github.state.pull.reviews.map(({ state, commit }) => [state, commit])).toEqual([
      ['CHANGES_REQUESTED', commits.head],
    ]);
    expect(checkout.git('rev-parse', 'HEAD').trim()).toBe(commits.base);
    expect(checkout.git('status', '--porcelain')).toBe('');
  } finally {
    checkout.remove();
  }
});
