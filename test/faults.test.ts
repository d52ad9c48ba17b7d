import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../src/domain/index.ts';
import { type InProcessRun, runActionInProcess } from './support/action-in-process.ts';
import { type Fault, type GithubDouble, startGithubDouble } from './support/github/server.ts';
import { type Commits, POLICY_FILE, PullRequestRepository, pullRequestEvent } from './support/pull-request.ts';

/**
 * GitHub fails at everything, for good: the verdict, the exit and the files for the next step are those of a run that could
 * post all, and the log says what was not posted. What single faults do to a review is in publish.test.ts.
 */

const policy = `version: 1
images: { digest: off }
vulnerabilities: { severity: off }
hardening: { podSecurity: { level: baseline }, rules: { "*": off, "pss/*": error } }
`;
const pod = (securityContext: string): string =>
  `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
    - name: web
      image: registry.invalid/acme/web:1
      securityContext: ${securityContext}
`;

const sleepless: Clock = { now: () => new Date('2026-11-26T12:00:00Z'), elapsed: () => 0, sleep: async () => {} };

const CHANGES = { fail: pod('{ privileged: true }'), pass: pod('{ runAsUser: 1000 }') } as const;
type Verdict = keyof typeof CHANGES;

let repositories: Readonly<Record<Verdict, { readonly at: PullRequestRepository; readonly commits: Commits }>>;
let github: GithubDouble;
/** What a run says that can post all. */
let sound: Readonly<Record<Verdict, ReturnType<typeof decided>>>;

beforeAll(async () => {
  const open = (verdict: Verdict) => {
    const at = new PullRequestRepository({ [POLICY_FILE]: policy });
    return { at, commits: at.propose({ 'deploy/web.yaml': CHANGES[verdict] }) };
  };
  repositories = { fail: open('fail'), pass: open('pass') };
  const post = async (verdict: Verdict) => {
    const on = await startGithubDouble();
    const ended = await run(verdict, on);
    await on.close();
    const posted = [ended.outputs.verdict, on.state.checkRuns.length, on.state.pull.reviews.length];
    expect(posted).toEqual([verdict, 1, 1]);
    return decided(ended);
  };
  sound = { fail: await post('fail'), pass: await post('pass') };
});
afterAll(() => {
  for (const { at } of Object.values(repositories)) at.remove();
});
beforeEach(async () => {
  github = await startGithubDouble();
});
afterEach(async () => {
  await github.close();
  github.assertClean();
});

function run(verdict: Verdict, on: GithubDouble): Promise<InProcessRun> {
  const { at, commits } = repositories[verdict];
  Object.assign(on.state.pull, { head: commits.head, base: { ref: 'main', commit: commits.base } });
  on.state.branches.set('main', { commit: commits.base, protected: true });
  on.state.pull.files = [...at.files(commits)];
  const event = { name: 'pull_request', payload: pullRequestEvent(commits) };
  const inputs = { 'check-run': 'true' };
  return runActionInProcess({
    workspace: at.directory,
    event,
    apiUrl: on.url,
    inputs,
    ports: () => ({ clock: sleepless }),
  });
}

/** What must not change: all that a run says beside what it posts. */
function decided({ failure, outputs, report, commands, summary }: InProcessRun) {
  const { 'report-path': _, 'sarif-path': __, ...rest } = outputs;
  return { failure, outputs: rest, report, commands, summary };
}

const answer = (status: number, message: string, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  message,
  headers,
});

const FAULTS: readonly (readonly [string, Fault['answer']])[] = [
  ['401', answer(401, 'Bad credentials')],
  ['403', answer(403, 'Resource not accessible by integration')],
  ['404', answer(404, 'Not Found')],
  ['409', answer(409, 'Conflict')],
  ['422', answer(422, 'Validation Failed')],
  ['429, again in an hour', answer(429, 'Too many requests', { 'retry-after': '3600' })],
  ['429, again in a second', answer(429, 'Too many requests', { 'retry-after': '1' })],
  ['a secondary limit', answer(403, 'You have exceeded a secondary rate limit')],
  ['500', answer(500, 'Server Error')],
  ['503', answer(503, 'Service Unavailable')],
  ['an answer that is no JSON', answer(200, 'x')],
  ['a lost request', 'lose-request'],
  ['a lost answer', 'lose-answer'],
];

describe.each(['fail', 'pass'] as const)('a change that should %s', (verdict) => {
  test.each(FAULTS)('%s to every write', async (_, fault) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      github.fail({ method, path: '/', times: 999, answer: fault });
    const ended = await run(verdict, github);
    expect(decided(ended)).toEqual(sound[verdict]);
    expect(ended.log.join('\n')).toMatch(/The check run was not posted/);
    // What was written, and only the answer lost, is found again.
    const found = fault === 'lose-answer';
    expect(ended.log.join('\n')).toMatch(found ? /Review posted: / : /The review was not posted/);
    expect(github.state.pull.reviews.length).toBe(found ? 1 : 0);
  });

  test.each(FAULTS)('%s to every request at all', async (_, fault) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      github.fail({ method, path: '/', times: 999, answer: fault });
    }
    const ended = await run(verdict, github);
    // Which commit the policy is of is the event's word then, and it is the same one.
    expect(decided(ended)).toEqual(sound[verdict]);
    expect(ended.log.join('\n')).toMatch(/the tip of main is not known/);
    expect(ended.log.join('\n')).toMatch(/The review was not posted/);
    expect(JSON.stringify([ended.log, ended.commands, ended.summary])).not.toContain('ghs_test');
  });
});
