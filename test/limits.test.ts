import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type InProcessRun, runActionInProcess } from './support/action-in-process.ts';
import { type GithubDouble, startGithubDouble } from './support/github/server.ts';
import { pod } from './support/pods.ts';
import { type Changes, POLICY_FILE, PullRequestRepository, pullRequestEvent } from './support/pull-request.ts';

/**
 * A pull request with 5,000 findings, end to end: git, the rules, the review and the check run at the API double. GitHub's
 * limits are held in every place, the worst is shown, and the rest is counted.
 */

const FILES = 20;
const PODS = 50;
/** Findings of such a pod that block: one for each check of the restricted profile that it fails. */
const CHECKS = 5;
const WRITES_A_MINUTE = 80;

const OPEN = '{ privileged: true, readOnlyRootFilesystem: true }';

let repository: PullRequestRepository;
let github: GithubDouble;
let run: InProcessRun;

const writes = () => github.requests.filter(({ method }) => method !== 'GET');
const go = (): Promise<InProcessRun> => {
  const payload = pullRequestEvent({ base: github.state.pull.base.commit, head: github.state.pull.head, merge: '' });
  const event = { name: 'pull_request', payload };
  return runActionInProcess({
    workspace: repository.directory,
    event,
    apiUrl: github.url,
    inputs: { 'check-run': 'true' },
  });
};

beforeAll(async () => {
  const policy = `version: 1
images: { allow: ["registry.invalid/acme/**"], digest: off }
vulnerabilities: { severity: off }
hardening: { podSecurity: { level: restricted }, rules: { "*": off, "pss/*": error } }
`;
  const files: Changes = Object.fromEntries(
    Array.from({ length: FILES }, (_, file) => [
      `deploy/${file}.yaml`,
      Array.from({ length: PODS }, (__, at) => pod(OPEN, { name: `web-${file}-${at}` })).join('---\n'),
    ]),
  );
  repository = new PullRequestRepository({ [POLICY_FILE]: policy });
  const commits = repository.propose(files);
  github = await startGithubDouble({ head: commits.head, base: { ref: 'main', commit: commits.base } });
  github.state.pull.files = [...repository.files(commits)];
  run = await go();
}, 300_000);
afterAll(async () => {
  repository.remove();
  await github.close();
  github.assertClean();
});

test('there are 5,000 findings, and all of them are in the report', () => {
  expect(run.report?.stats.findings.block).toBe(FILES * PODS * CHECKS);
  expect(run.outputs.blocking).toBe('5000');
});

test('at most 40 requests, of which no more write than GitHub takes in a minute', () => {
  expect(run.log.filter((line) => line.includes('not posted'))).toEqual([]);
  expect(github.requests.length).toBeLessThanOrEqual(40);
  expect(writes().length).toBeLessThanOrEqual(WRITES_A_MINUTE / 2);
});

describe('each place', () => {
  test('the review: 30 comments, one an object, and a body that fits', () => {
    const { reviews, comments } = github.state.pull;
    expect(reviews.map(({ state }) => state)).toEqual(['CHANGES_REQUESTED']);
    expect(comments.length).toBe(30);
    expect(new Set(comments.map(({ path, line }) => `${path}:${line}`)).size).toBe(30);
    for (const { body } of [...reviews, ...comments]) expect(body.length).toBeLessThanOrEqual(65_536);
    expect(reviews[0]?.body).toMatch(/\d+ more findings are left out here/);
  });

  test('the check run: 1,000 annotations, 50 a request, the rest counted', () => {
    const [checkRun, ...others] = github.state.checkRuns;
    expect(others).toEqual([]);
    expect(checkRun?.annotations.length).toBe(1000);
    const { output } = checkRun?.fields as { readonly output: { readonly summary: string } };
    expect(output.summary).toContain('4000 more findings did not fit here');
    expect(output.summary.length).toBeLessThanOrEqual(65_535);
    for (const { body } of writes()) {
      const sent = (body as { readonly output?: { readonly annotations: readonly unknown[] } }).output?.annotations;
      expect(sent?.length ?? 0).toBeLessThanOrEqual(50);
    }
  });

  test('the log: ten errors, and a notice of how many more there are', () => {
    const levels = run.commands.split('\n').flatMap((line) => /^::(\w+) /.exec(line)?.[1] ?? []);
    expect(levels.filter((level) => level === 'error').length).toBe(10);
    expect(levels.length).toBeLessThanOrEqual(30);
    expect(run.commands).toContain('4990 more findings did not fit here');
  });

  test('the summary is below 1 MiB, and SARIF has each finding within 10 MB', () => {
    expect(Buffer.byteLength(run.summary)).toBeLessThanOrEqual(1024 * 1024);
    const sarif = [...run.files].find(([name]) => name.endsWith('.sarif'))?.[1] ?? '';
    expect(gzipSync(sarif).length).toBeLessThanOrEqual(10_000_000);
    expect(JSON.parse(sarif)).toMatchObject({ runs: [{ results: { length: 5000 } }] });
  });
});

test('again, with nothing changed: the review is left as it is', async () => {
  const before = structuredClone(github.state.pull);
  const asked = github.requests.length;
  await go();
  expect(github.state.pull).toEqual(before);
  expect(github.requests.length - asked).toBeLessThanOrEqual(40);
});
