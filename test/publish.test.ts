import { describe, expect, test } from 'vitest';
import { createPullRequestApi } from '../src/io/github.ts';
import { publishReview } from '../src/publish/index.ts';
import { renderReview } from '../src/report/index.ts';
import { finding, location } from './support/findings.ts';
import { HEAD, pushHead } from './support/github/state.ts';
import { expectGolden } from './support/golden.ts';
import { CLEAN, githubDoubles, logTo, NEXT_HEAD, publish, sleepless, TEXTS } from './support/publishing.ts';
import { API_PATCH, SHOP, SHOP_FAILS, view } from './support/reports.ts';

const github = githubDoubles();

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
