import { afterEach, describe, expect, test } from 'vitest';
import type { Clock, Log } from '../src/domain/index.ts';
import { createPullRequestApi } from '../src/io/github.ts';
import { type PublishOutcome, publishReview } from '../src/publish/index.ts';
import { type ReportContext, renderReview } from '../src/report/index.ts';
import { finding, location, manifestRef } from './support/findings.ts';
import { type DoubleOptions, type Fault, type GithubDouble, startGithubDouble } from './support/github/server.ts';
import { HEAD, pushHead } from './support/github/state.ts';
import { expectGolden } from './support/golden.ts';
import { API_PATCH, API_YAML, type SampleOptions, SHOP, SHOP_FAILS, view } from './support/reports.ts';

const FILES = [{ path: 'deploy/api.yaml', status: 'modified', patch: API_PATCH }] as const;
const TEXTS = new Map([['deploy/api.yaml', API_YAML]]);
const CLEAN: SampleOptions = {};
const NEXT_HEAD = 'c0ffee01'.repeat(5);

let double: GithubDouble | null = null;

afterEach(async () => {
  const used = double;
  double = null;
  await used?.close();
  used?.assertClean();
});

async function github(options: DoubleOptions = {}): Promise<GithubDouble> {
  double = await startGithubDouble({ files: FILES, ...options });
  return double;
}

interface RunOptions {
  readonly head?: string;
  readonly token?: string;
  readonly style?: 'requests' | 'comments';
  readonly context?: Partial<ReportContext>;
  readonly lines?: string[];
}

/** One run of the gate's publishing, as the action does it, with the real octokit. */
function publish(on: GithubDouble, sample: SampleOptions, options: RunOptions = {}): Promise<PublishOutcome> {
  const { head = HEAD, token = 'ghs_test', style = 'requests', context = {}, lines = [] } = options;
  const api = createPullRequestApi({
    token,
    apiUrl: on.url,
    repository: on.state.repository,
    pullRequest: on.state.pull.number,
  });
  return publishReview({
    api,
    clock: sleepless,
    log: logTo(lines),
    head,
    draft: (diff) => renderReview(view(sample, context), diff, TEXTS, { style }),
  });
}

const sleepless: Clock = { now: () => new Date(0), elapsed: () => 0, sleep: async () => {} };

function logTo(lines: string[]): Log {
  const add = (line: string): void => {
    lines.push(line);
  };
  return { progress: add, info: add, warn: add };
}

describe('the first run', () => {
  test('one review asks for changes, with comments on lines of the diff and a suggestion', async () => {
    const on = await github();
    const outcome = await publish(on, SHOP_FAILS);
    expect(outcome).toMatchObject({ status: 'posted', comments: { added: 2 }, warnings: [] });
    const { reviews, comments } = on.state.pull;
    expect(reviews.map(({ state }) => state)).toEqual(['CHANGES_REQUESTED']);
    expect(comments.map(({ path, line }) => `${path}:${line}`)).toEqual(['deploy/api.yaml:15', 'deploy/api.yaml:12']);
    const shown = [reviews[0]?.body, ...comments.map(({ body, line }) => `--- line ${line}\n${body}`)];
    expectGolden('review.markdown', `${shown.join('\n\n')}\n`);
    expect(on.requests.filter(({ method }) => method !== 'GET').length).toBe(1);
  });

  test('nothing found: nothing said', async () => {
    const on = await github();
    expect(await publish(on, CLEAN)).toMatchObject({ status: 'not-posted', reason: 'nothing-to-say' });
    expect(on.state.pull.reviews).toEqual([]);
  });

  test('warnings alone are a comment, not a request', async () => {
    const on = await github();
    await publish(on, { head: [finding({ enforcement: 'warn' })] });
    expect(on.state.pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED']);
  });

  test('a policy of comments only never asks for changes', async () => {
    const on = await github();
    await publish(on, SHOP_FAILS, { style: 'comments' });
    expect(on.state.pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED']);
  });

  test('an Enterprise Server has its API below a path', async () => {
    const on = await github({ basePath: '/api/v3' });
    expect(await publish(on, SHOP_FAILS)).toMatchObject({ status: 'posted' });
  });
});

describe('the next runs', () => {
  test('the same findings: nothing is written again', async () => {
    const on = await github();
    await publish(on, SHOP_FAILS);
    const before = structuredClone(on.state.pull);
    const writes = on.requests.filter(({ method }) => method !== 'GET').length;
    expect(await publish(on, SHOP_FAILS)).toMatchObject({ status: 'updated', comments: { added: 0, kept: 2 } });
    expect(on.state.pull).toEqual(before);
    expect(on.requests.filter(({ method }) => method !== 'GET').length).toBe(writes);
  });

  test('one finding is settled: its comment goes and the body is replaced', async () => {
    const on = await github();
    await publish(on, SHOP_FAILS);
    const outcome = await publish(on, { ...SHOP_FAILS, head: [SHOP.unpinned] });
    expect(outcome).toMatchObject({ status: 'updated', comments: { added: 0, removed: 1, changed: 1 } });
    expect(on.state.pull.reviews.map(({ state }) => state)).toEqual(['CHANGES_REQUESTED']);
    expect(on.state.pull.reviews[0]?.body).toContain('Do not deploy: 1 problem blocks this change.');
    expect(on.state.pull.comments.map(({ line }) => line)).toEqual([12]);
  });

  test('a settled comment that somebody answered stays', async () => {
    const on = await github();
    await publish(on, SHOP_FAILS);
    const [first] = on.state.pull.comments;
    if (first === undefined) throw new Error('no comment to answer');
    on.state.pull.comments.push({
      ...first,
      id: 9,
      author: { login: 'ada', type: 'User' },
      body: 'Why?',
      replyTo: first.id,
    });
    await publish(on, { ...SHOP_FAILS, head: [SHOP.unpinned] });
    expect(on.state.pull.comments.some(({ id }) => id === first.id)).toBe(true);
  });

  test('a new finding is added to the review that is there', async () => {
    const on = await github();
    await publish(on, { ...SHOP_FAILS, head: [SHOP.unpinned] });
    const outcome = await publish(on, { ...SHOP_FAILS, head: [SHOP.unpinned, SHOP.privileged] });
    expect(outcome).toMatchObject({ status: 'updated', comments: { added: 1, kept: 1 } });
    const spoken = on.state.pull.reviews.filter(({ body }) => body !== '');
    expect(spoken.map(({ state }) => state)).toEqual(['CHANGES_REQUESTED']);
  });

  test('all is settled: the review is dismissed and says so', async () => {
    const on = await github();
    await publish(on, SHOP_FAILS);
    expect(await publish(on, CLEAN)).toMatchObject({ status: 'updated', comments: { removed: 2 } });
    expect(on.state.pull.reviews.map(({ state, body }) => [state, body.includes('May be deployed.')])).toEqual([
      ['DISMISSED', true],
    ]);
    expect(on.state.pull.comments).toEqual([]);
  });

  test('it blocks again after it passed: a new request, the old review points to it', async () => {
    const on = await github();
    await publish(on, SHOP_FAILS);
    await publish(on, CLEAN);
    expect(await publish(on, SHOP_FAILS)).toMatchObject({ status: 'posted' });
    expect(on.state.pull.reviews.map(({ state }) => state)).toEqual(['DISMISSED', 'CHANGES_REQUESTED']);
    expect(on.state.pull.reviews[0]?.body).toMatch(/Replaced by \[a newer review\]/);
  });

  test('a push moved the lines: the comment moves along', async () => {
    const on = await github();
    await publish(on, { head: [SHOP.privileged] });
    const patch = API_PATCH.replace('+9,7', '+10,7');
    pushHead(on.state, NEXT_HEAD, [{ path: 'deploy/api.yaml', status: 'modified', patch }]);
    const moved = { ...SHOP.privileged, location: location('deploy/api.yaml', 16) };
    const outcome = await publish(on, { head: [moved] }, { head: NEXT_HEAD });
    expect(outcome).toMatchObject({ status: 'updated', comments: { added: 1, removed: 1 } });
    expect(on.state.pull.comments.map(({ line }) => line)).toEqual([16]);
  });

  test('two gates with different keys keep their reviews apart', async () => {
    const on = await github();
    await publish(on, SHOP_FAILS, { context: { key: 'prod' } });
    await publish(on, { head: [SHOP.privileged] }, { context: { key: 'dev' } });
    await publish(on, CLEAN, { context: { key: 'dev' } });
    expect(on.state.pull.reviews.map(({ state }) => state)).toEqual(['CHANGES_REQUESTED', 'DISMISSED']);
    expect(on.state.pull.comments.length).toBe(2);
  });

  test("a stranger's review with our marker is not taken for ours", async () => {
    const on = await github();
    await publish(on, SHOP_FAILS);
    const [ours] = on.state.pull.reviews;
    if (ours === undefined) throw new Error('no review to forge');
    on.state.pull.reviews.splice(0, 1, { ...ours, id: 5, author: { login: 'mallory', type: 'User' } });
    expect(await publish(on, SHOP_FAILS)).toMatchObject({ status: 'posted' });
    expect(on.state.pull.reviews.map(({ state }) => state)).toEqual(['CHANGES_REQUESTED', 'CHANGES_REQUESTED']);
  });
});

describe('runs that meet', () => {
  test('two at once: the next run leaves one review that asks for changes, and each comment once', async () => {
    const on = await github();
    await Promise.all([publish(on, SHOP_FAILS), publish(on, SHOP_FAILS)]);
    await publish(on, SHOP_FAILS);
    const asking = on.state.pull.reviews.filter(({ state }) => state === 'CHANGES_REQUESTED');
    expect(asking.length).toBe(1);
    const places = on.state.pull.comments.map(({ path, line, body }) => `${path}:${line} ${body}`);
    expect(new Set(places).size).toBe(places.length);
    await publish(on, CLEAN);
    expect(on.state.pull.reviews.map(({ state }) => state)).not.toContain('CHANGES_REQUESTED');
    expect(on.state.pull.comments).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7])('killed after %i writes and repeated: nothing twice', async (writes) => {
    const on = await github();
    await publish(on, { head: [SHOP.down], images: [] });
    const api = createPullRequestApi({ token: 'ghs_test', apiUrl: on.url, repository: 'acme/shop', pullRequest: 7 });
    let left = writes;
    const dying = new Proxy(api, {
      get: (target, name: keyof typeof api) => {
        const call = target[name] as (...given: unknown[]) => Promise<unknown>;
        return (...given: unknown[]) => {
          if (!/^(create|update|dismiss|delete)/.test(name)) return call(...given);
          left -= 1;
          return left < 0 ? Promise.reject(new Error('killed')) : call(...given);
        };
      },
    });
    const draft = (diff: Parameters<typeof renderReview>[1]) =>
      renderReview(view(SHOP_FAILS), diff, TEXTS, { style: 'requests' });
    await publishReview({ api: dying, clock: sleepless, log: logTo([]), head: HEAD, draft }).catch(() => {});
    await publish(on, SHOP_FAILS);
    const asking = on.state.pull.reviews.filter(({ state }) => state === 'CHANGES_REQUESTED');
    expect(asking.length).toBe(1);
    const places = on.state.pull.comments.map(({ path, line, body }) => `${path}:${line} ${body}`);
    expect(new Set(places).size).toBe(places.length);
  });
});

describe('what GitHub may do', () => {
  const REVIEWS = { method: 'POST', path: '/reviews' } as const;

  test.each<[string, Omit<Fault, 'times'>, number, Record<string, unknown>]>([
    ['401', { ...REVIEWS, answer: { status: 401, message: 'Bad credentials' } }, 1, { reason: 'unauthorized' }],
    [
      '403',
      { ...REVIEWS, answer: { status: 403, message: 'Resource not accessible by integration' } },
      1,
      { reason: 'forbidden' },
    ],
    [
      '404',
      { method: 'GET', path: '/pulls/7', answer: { status: 404, message: 'Not Found' } },
      1,
      { reason: 'not-found' },
    ],
    ['409', { ...REVIEWS, answer: { status: 409, message: 'Conflict' } }, 1, { reason: 'conflict' }],
    ['422 twice', { ...REVIEWS, answer: { status: 422, message: 'Unprocessable Entity' } }, 2, { reason: 'rejected' }],
    [
      '422 once',
      { ...REVIEWS, answer: { status: 422, message: 'Unprocessable Entity' } },
      1,
      { status: 'posted', comments: { added: 0 } },
    ],
    [
      '429 for a while',
      { ...REVIEWS, answer: { status: 429, message: 'Too many', headers: { 'retry-after': '5' } } },
      2,
      { status: 'posted', comments: { added: 2 } },
    ],
    [
      '429 for an hour',
      { ...REVIEWS, answer: { status: 429, message: 'Too many', headers: { 'retry-after': '3600' } } },
      1,
      { reason: 'throttled' },
    ],
    [
      'a secondary limit',
      { ...REVIEWS, answer: { status: 403, message: 'You have exceeded a secondary rate limit' } },
      1,
      { status: 'posted' },
    ],
    [
      '502 once',
      { method: 'GET', path: '/files', answer: { status: 502, message: 'Bad Gateway' } },
      1,
      { status: 'posted' },
    ],
    [
      '500 for good',
      { method: 'GET', path: '/files', answer: { status: 500, message: 'Server Error' } },
      9,
      { reason: 'server-error' },
    ],
    ['a request lost', { ...REVIEWS, answer: 'lose-request' }, 1, { status: 'posted', comments: { added: 2 } }],
    ['an answer lost', { ...REVIEWS, answer: 'lose-answer' }, 1, { status: 'posted', comments: { added: 2 } }],
    ['no connection', { method: 'GET', path: '/pulls', answer: 'lose-request' }, 9, { reason: 'network' }],
  ])('%s', async (_, fault, times, expected) => {
    const on = await github();
    on.fail({ ...fault, times });
    const lines: string[] = [];
    const outcome = await publish(on, SHOP_FAILS, { lines });
    expect(outcome).toMatchObject(expected);
    // Never twice, whatever was lost on the way; and what was not posted is said.
    expect(on.state.pull.reviews.length).toBe(outcome.status === 'posted' ? 1 : 0);
    if (outcome.status === 'not-posted') expect(lines.join('\n')).toContain(outcome.message);
    expect(lines.join('\n')).not.toContain('ghs_test');
  });

  test("a fork's token reads only", async () => {
    const on = await github({ tokens: { ghs_fork: { login: 'github-actions[bot]', type: 'Bot', readOnly: true } } });
    const outcome = await publish(on, SHOP_FAILS, { token: 'ghs_fork' });
    expect(outcome).toMatchObject({ status: 'not-posted', reason: 'forbidden' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('pull-requests: write'));
  });

  test('the token is the author of the pull request: it comments', async () => {
    const on = await github({ author: 'github-actions[bot]' });
    expect(await publish(on, SHOP_FAILS)).toMatchObject({ status: 'posted' });
    expect(on.state.pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED']);
  });

  test('a closed pull request, or one that moved on, is left alone', async () => {
    const on = await github();
    pushHead(on.state, NEXT_HEAD, FILES);
    expect(await publish(on, SHOP_FAILS)).toMatchObject({ reason: 'outdated' });
    on.state.pull.state = 'closed';
    expect(await publish(on, SHOP_FAILS)).toMatchObject({ reason: 'closed' });
    expect(on.state.pull.reviews).toEqual([]);
  });

  test.each<[string, (state: GithubDouble['state']) => void, string]>([
    ['a force-push', (state) => pushHead(state, NEXT_HEAD, FILES), 'outdated'],
    [
      'a merge',
      (state) => {
        pushHead(state, NEXT_HEAD, FILES);
        state.pull.state = 'closed';
      },
      'closed',
    ],
  ])('%s between the look at the pull request and the review: nothing is posted, and it is said', async (_, happen, reason) => {
    let left = 1;
    const on = await github({
      onRequest: ({ state, requests }) => {
        const last = requests.at(-1);
        if (last?.method !== 'GET' || !last.path.includes('/comments') || left === 0) return;
        left -= 1;
        happen(state);
      },
    });
    const lines: string[] = [];
    expect(await publish(on, SHOP_FAILS, { lines })).toMatchObject({ status: 'not-posted', reason });
    expect(on.state.pull.reviews).toEqual([]);
    expect(lines.join('\n')).toMatch(/moved on to|is closed/);
  });

  test('5,000 findings: at most 30 comments, few requests, no limit broken', async () => {
    const files = Array.from({ length: 50 }, (_, at) => ({
      path: `deploy/${at}.yaml`,
      status: 'added' as const,
      patch: `@@ -0,0 +1,200 @@\n${Array.from({ length: 200 }, (__, line) => `+line ${line + 1}`).join('\n')}`,
    }));
    const head = Array.from({ length: 5000 }, (_, at) => {
      const file = `deploy/${at % 50}.yaml`;
      return finding({
        manifest: manifestRef({ file, name: `api-${Math.floor(at / 10)}` }),
        location: location(file, 1 + (at % 200)),
        identity: [String(at)],
      });
    });
    const on = await github({ files });
    expect(await publish(on, { head })).toMatchObject({ status: 'posted', comments: { added: 30 } });
    expect(on.requests.length).toBeLessThanOrEqual(10);
    expect(on.state.pull.reviews[0]?.body).toMatch(/\d+ more findings are left out here/);
  });
});
