import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { type GithubDouble, startGithubDouble } from './support/github/server.ts';
import { BASE, HEAD } from './support/github/state.ts';
import { API_PATCH } from './support/reports.ts';

/** The double is only worth something if it refuses what GitHub would refuse. */

let double: GithubDouble | null = null;

afterEach(async () => {
  await double?.close();
  double = null;
});

const FILES = [{ path: 'deploy/api.yaml', status: 'modified', patch: API_PATCH }] as const;
const PULL = '/repos/acme/shop/pulls/7';

async function send(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  double ??= await startGithubDouble({ files: FILES });
  const response = await fetch(`${double.url}${path}`, {
    method,
    headers: { authorization: 'token ghs_x', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const review = { commit_id: HEAD, event: 'COMMENT', body: 'Hello' };
const comment = { path: 'deploy/api.yaml', side: 'RIGHT', body: 'Here' };

describe('what GitHub answers is valid by its description', () => {
  test.each<[string, string, unknown, number]>([
    ['GET', '/repos/acme/shop', undefined, 200],
    ['GET', '/repos/acme/shop/branches/main', undefined, 200],
    ['GET', '/repos/acme/shop/branches/none', undefined, 404],
    ['GET', PULL, undefined, 200],
    ['GET', '/repos/acme/shop/pulls/8', undefined, 404],
    ['GET', `${PULL}/files?per_page=100&page=1`, undefined, 200],
    ['GET', `${PULL}/reviews`, undefined, 200],
    ['GET', `${PULL}/comments`, undefined, 200],
    ['POST', `${PULL}/reviews`, { ...review, comments: [{ ...comment, line: 12 }] }, 200],
    ['POST', `${PULL}/comments`, { ...comment, commit_id: HEAD, line: 14, start_line: 12, start_side: 'RIGHT' }, 201],
    [
      'POST',
      '/repos/acme/shop/check-runs',
      { name: 'gate', head_sha: HEAD, status: 'completed', conclusion: 'failure' },
      201,
    ],
    ['POST', `${PULL}/reviews`, { ...review, body: '' }, 422],
    ['POST', `${PULL}/reviews`, { ...review, body: 'x'.repeat(65_537) }, 422],
    ['POST', `${PULL}/reviews`, { ...review, commit_id: BASE }, 422],
    ['POST', `${PULL}/reviews`, { ...review, comments: [{ ...comment, line: 1 }] }, 422],
    ['POST', `${PULL}/reviews`, { ...review, comments: [{ ...comment, path: 'other.yaml', line: 12 }] }, 422],
    ['PUT', `${PULL}/reviews/5`, { body: 'x' }, 404],
  ])('%s %s', async (method, path, body, status) => {
    expect(await send(method, path, body)).toMatchObject({ status });
    expect(double?.problems).toEqual([]);
  });
});

describe('what GitHub does not describe is a problem', () => {
  test.each<[string, string, string, unknown, string]>([
    ['no such path', 'GET', '/nowhere', undefined, 'nothing answers GET /nowhere'],
    ['an unknown key', 'POST', `${PULL}/reviews`, { ...review, colour: 'red' }, 'unknown key body.colour'],
    [
      'an unknown key inside',
      'POST',
      `${PULL}/reviews`,
      { ...review, comments: [{ ...comment, row: 1 }] },
      'unknown key body.comments[0].row',
    ],
    ['a wrong type', 'PUT', `${PULL}/reviews/5`, { body: 5 }, 'must be string'],
    ['a missing key', 'PUT', `${PULL}/reviews/5`, {}, "must have required property 'body'"],
    [
      'an unknown event',
      'POST',
      `${PULL}/reviews`,
      { ...review, event: 'SHOUT' },
      'must be equal to one of the allowed values',
    ],
    ['an unknown query', 'GET', `${PULL}/files?limit=5`, undefined, 'unknown query parameter limit'],
    ['another repository', 'GET', '/repos/acme/other', undefined, 'another repository'],
  ])('%s', async (_, method, path, body, problem) => {
    expect(await send(method, path, body)).toMatchObject({ status: 500 });
    expect(double?.problems.join('\n')).toContain(problem);
    expect(() => double?.assertClean()).toThrow(problem);
  });
});

test('it runs as a process of its own and writes down what it was asked', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'github-double-'));
  const record = join(directory, 'record.json');
  const script = fileURLToPath(new URL('support/github/serve.ts', import.meta.url));
  const server = spawn(process.execPath, [script, '--record', record, '--base-path', '/api/v3'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: server.stdout });
    const url = (await lines[Symbol.asyncIterator]().next()).value as string;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v3$/);
    const answer = await fetch(`${url}/repos/acme/shop/pulls/7`, { headers: { authorization: 'token x' } });
    expect(answer.status).toBe(200);
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({
      requests: [{ method: 'GET', path: '/repos/acme/shop/pulls/7', status: 200 }],
      problems: [],
    });
  } finally {
    server.kill();
    rmSync(directory, { recursive: true, force: true });
  }
});
