import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderReport } from '../src/report/index.ts';
import { type InProcessRun, runActionInProcess } from './support/action-in-process.ts';
import { type GithubDouble, startGithubDouble } from './support/github/server.ts';
import { HEAD } from './support/github/state.ts';
import { markdownNodes, parseMarkdown } from './support/markdown.ts';
import { API_PATCH, report, SHOP, SHOP_FAILS, view } from './support/reports.ts';

/** The publisher (workflow_run): what it believes of a report that a stranger's run left behind, which is nothing. */

const WORKFLOW = '.github/workflows/gate.yaml';
const FORK = 'mallory/shop';

let github: GithubDouble;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scg-artifact-'));
  const files = [{ path: 'deploy/api.yaml', status: 'modified', patch: API_PATCH }] as const;
  github = await startGithubDouble({ files, headRepository: FORK, author: 'mallory' });
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await github.close();
  github.assertClean();
});

const RUN = {
  id: 4711,
  event: 'pull_request',
  path: WORKFLOW,
  head_sha: HEAD,
  head_branch: 'change',
  head_repository: { full_name: FORK },
};

interface Given {
  readonly text?: string | null;
  readonly run?: Partial<typeof RUN>;
  readonly name?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

async function publish({ text, run = {}, name = 'workflow_run', inputs = {} }: Given = {}): Promise<InProcessRun> {
  const file = join(folder, 'report.json');
  if (text !== null) writeFileSync(file, text ?? renderReport('json', view(SHOP_FAILS)));
  return runActionInProcess({
    workspace: folder,
    event: { name, payload: { workflow_run: { ...RUN, ...run } } },
    apiUrl: github.url,
    inputs: { mode: 'publish', report: file, workflow: WORKFLOW, ...inputs },
  });
}

describe('a fork’s report', () => {
  test('becomes a review that comments, without suggestions, and the second run updates it', async () => {
    const ended = await publish();
    expect(ended.failure).toBeNull();
    expect(github.state.pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED']);
    const [review] = github.state.pull.reviews;
    expect(review?.body).toContain('Do not deploy');
    expect(review?.body).toContain('The check of that run decides, not this comment.');
    expect(review?.body).toContain('[Full report](https://github.com/acme/shop/actions/runs/4711)');
    expect(github.state.pull.comments.length).toBeGreaterThan(0);
    for (const { body } of github.state.pull.comments) expect(body).not.toContain('```suggestion');
    await publish();
    expect(github.state.pull.reviews.length).toBe(1);
    expect(ended.outputs).toEqual({});
  });

  test('that claims a pass approves nothing and sets no status', async () => {
    await publish();
    await publish({ text: renderReport('json', view({})) });
    expect(github.state.pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED']);
    expect(github.state.checkRuns).toEqual([]);
    expect(github.requests.every(({ path }) => !/statuses|check-runs|dismissals|merge/.test(path))).toBe(true);
  });

  test('has each of its texts escaped again', async () => {
    const nasty = '@octocat ![x](https://evil.example/x.png) <img src=x> `````suggestion\n::error::x\n\u202e';
    const finding = { ...SHOP.privileged, message: nasty };
    const forged = report({ head: [finding] });
    const judged = { ...forged.judged, policy: { from: nasty, file: nasty } };
    await publish({ text: JSON.stringify({ ...forged, judged, tools: { helm: { version: nasty } } }) });
    const bodies = [...github.state.pull.reviews, ...github.state.pull.comments].map(({ body }) => body);
    expect(bodies.length).toBeGreaterThan(1);
    for (const body of bodies) {
      const types = [...markdownNodes(parseMarkdown(body))].map(({ type }) => type);
      expect(types).not.toContain('image');
      expect(body).not.toMatch(/@octocat|<img|\u202e|^`+suggestion/m);
    }
  });
});

describe('nothing is published', () => {
  test.each<[string, Given, RegExp]>([
    ['of a run by another event', { run: { event: 'push' } }, /started by push/],
    ['of another workflow', { run: { path: '.github/workflows/other.yaml' } }, /other\.yaml, not of/],
    ['of a head that no open pull request has', { run: { head_sha: 'd'.repeat(40) } }, /no single open pull request/],
    ['of another repository', { run: { head_repository: { full_name: 'mallory/other' } } }, /no single open/],
    ['of a file that is not JSON', { text: '{' }, /not JSON/],
    ['of a file of another schema', { text: '{"schemaVersion":2}' }, /no report of this version/],
    ['of a report with a key too many', { text: JSON.stringify({ ...report(), pullRequest: 8 }) }, /no report of/],
    ['of a report that is not UTF-8', { text: '\udc00' }, /not JSON/],
    ['without a file', { text: null }, /there is no report file/],
    ['of more than 32 MiB', { text: ' '.repeat(32 * 1024 * 1024 + 1) }, /more than 33554432 bytes/],
  ])('%s', async (_, given, said) => {
    const ended = await publish(given);
    expect(ended.failure).toBeNull();
    expect(ended.log.join('\n')).toMatch(said);
    expect(github.state.pull.reviews).toEqual([]);
    expect(github.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('of a closed pull request, or where the token may not write', async () => {
    github.state.pull.state = 'closed';
    expect((await publish()).log.join('\n')).toContain('no single open pull request');
    github.state.pull.state = 'open';
    github.state.tokens.set('ghs_test', { login: 'github-actions[bot]', type: 'Bot', readOnly: true });
    const ended = await publish();
    expect(ended.failure).toBeNull();
    expect(ended.log.join('\n')).toContain('The review was not posted: GitHub answered 403');
  });

  test.each([
    ['another event', { name: 'pull_request' }, 'which is for workflow_run'],
    ['no workflow', { inputs: { workflow: '' } }, 'The input workflow is empty'],
    ['no report', { inputs: { report: '' } }, 'The input report is empty'],
  ])('%s is a mistake that fails the step', async (_, given, said) => {
    expect((await publish(given)).failure).toContain(said);
  });
});
