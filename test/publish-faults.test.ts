import { describe, expect, test } from 'vitest';
import { finding, location, manifestRef } from './support/findings.ts';
import type { Fault, GithubDouble } from './support/github/server.ts';
import { pushHead } from './support/github/state.ts';
import { FILES, githubDoubles, NEXT_HEAD, publish } from './support/publishing.ts';
import { SHOP_FAILS } from './support/reports.ts';

const github = githubDoubles();

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
