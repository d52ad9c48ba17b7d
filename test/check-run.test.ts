import { afterEach, describe, expect, test } from 'vitest';
import { createCheckRunApi } from '../src/io/github-check-run.ts';
import { publishCheckRun } from '../src/publish/index.ts';
import { renderCheckRun } from '../src/report/index.ts';
import { finding, location, manifestRef } from './support/findings.ts';
import { type Fault, type GithubDouble, startGithubDouble } from './support/github/server.ts';
import { HEAD } from './support/github/state.ts';
import { type SampleOptions, SHOP_FAILS, view } from './support/reports.ts';

let double: GithubDouble | null = null;
const lines: string[] = [];

afterEach(async () => {
  const used = double;
  double = null;
  lines.length = 0;
  await used?.close();
  used?.assertClean();
});

async function publish(sample: SampleOptions, fault?: Fault, readOnly = false): Promise<boolean> {
  const tokens = { ghs_test: { login: 'github-actions[bot]', type: 'Bot', readOnly } } as const;
  double = await startGithubDouble({ tokens });
  if (fault !== undefined) double.fail(fault);
  const say = (line: string): void => void lines.push(line);
  return publishCheckRun(renderCheckRun(view(sample)), {
    api: createCheckRunApi({ token: 'ghs_test', apiUrl: double.url, repository: 'acme/shop' }),
    clock: { now: () => new Date(0), elapsed: () => 0, sleep: async () => {} },
    log: { progress: say, info: say, warn: say },
    commit: HEAD,
  });
}

const many = (count: number): SampleOptions => ({
  head: Array.from({ length: count }, (_, at) =>
    finding({
      message: `Problem ${at}`,
      severity: at === count - 1 ? 'critical' : 'low',
      location: location(`deploy/${at}.yaml`, 3),
      manifest: manifestRef({ file: `deploy/${at}.yaml`, name: `m${at}` }),
      identity: [String(at)],
    }),
  ),
});

describe('a check run', () => {
  test('of a pass is a success without annotations', async () => {
    expect(await publish({})).toBe(true);
    const [run] = double?.state.checkRuns ?? [];
    expect(run?.fields).toMatchObject({ name: 'supply-chain-gate report', conclusion: 'success', head_sha: HEAD });
    expect(run?.annotations).toEqual([]);
  });

  test('shows what blocks as failures, warnings as warnings', async () => {
    await publish(SHOP_FAILS);
    const [run] = double?.state.checkRuns ?? [];
    expect(run?.fields).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(run?.annotations[0]).toMatchObject({ path: 'deploy/api.yaml', start_line: 15, annotation_level: 'failure' });
    expect(run?.annotations.some((each) => JSON.stringify(each).includes('"warning"'))).toBe(true);
  });

  test('with 5,000 findings has 1,000 annotations in 20 requests, the worst first, and counts the rest', async () => {
    await publish(many(5000));
    const [run, ...others] = double?.state.checkRuns ?? [];
    expect(others).toEqual([]);
    expect(double?.requests.length).toBe(20);
    expect(run?.annotations.length).toBe(1000);
    expect(run?.annotations[0]).toMatchObject({ path: 'deploy/4999.yaml' });
    const states = double?.requests.map(({ body }) => (body as { status: string }).status);
    expect(new Set(states)).toEqual(new Set(['completed']));
    const { output } = run?.fields as { output: { summary: string } };
    expect(output.summary).toContain('4000 more findings did not fit here as annotations');
    expect(output.summary.length).toBeLessThanOrEqual(65_535);
  });

  test('that the token may not write is said, and nothing else happens', async () => {
    expect(await publish(SHOP_FAILS, undefined, true)).toBe(false);
    expect(lines.join('\n')).toContain('GitHub answered 403');
  });

  test.each<[string, Fault['answer'], boolean, number]>([
    ['429 once', { status: 429, message: 'slow down', headers: { 'retry-after': '1' } }, true, 1],
    ['404', { status: 404, message: 'Not Found' }, false, 0],
    ['422', { status: 422, message: 'Validation Failed' }, false, 0],
    ['a lost answer: never a second run', 'lose-answer', false, 1],
  ])('%s', async (_, answer, posted, runs) => {
    expect(await publish(SHOP_FAILS, { method: 'POST', path: '/check-runs', times: 1, answer })).toBe(posted);
    expect(double?.state.checkRuns.length).toBe(runs);
    if (!posted) expect(lines.length).toBe(1);
  });

  test.each<[string, Fault['answer'], number]>([
    ['401', { status: 401, message: 'Bad credentials' }, 1],
    ['403', { status: 403, message: 'Resource not accessible by integration' }, 1],
    ['404', { status: 404, message: 'Not Found' }, 1],
    ['409', { status: 409, message: 'Conflict' }, 1],
    ['422', { status: 422, message: 'Validation Failed' }, 1],
    ['429 for an hour', { status: 429, message: 'slow down', headers: { 'retry-after': '3600' } }, 1],
    ['a secondary limit for good', { status: 403, message: 'You have exceeded a secondary rate limit' }, 9],
    ['500 for good', { status: 500, message: 'Server Error' }, 9],
    ['a lost request', 'lose-request', 1],
  ])('whose later annotations meet %s is complete all the same, and the log says what is missing', async (_, answer, times) => {
    const posted = await publish(many(200), { method: 'PATCH', path: '/check-runs/', times, answer });
    expect(posted).toBe(false);
    const [run, ...others] = double?.state.checkRuns ?? [];
    expect(others).toEqual([]);
    expect(run?.fields).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(run?.annotations.length).toBe(50);
    expect(lines).toEqual([expect.stringContaining('The check run has 50 of 200 annotations, and the verdict: ')]);
  });

  test('whose annotations were written, and the answer lost, has none of them twice', async () => {
    await publish(many(200), { method: 'PATCH', path: '/check-runs/', times: 1, answer: 'lose-answer' });
    const titles = double?.state.checkRuns[0]?.annotations.map((each) => JSON.stringify(each)) ?? [];
    expect(titles.length).toBe(100);
    expect(new Set(titles).size).toBe(100);
  });
});
