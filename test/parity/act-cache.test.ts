import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRegistryHandler, type RegistryServer } from '../../src/demo/registry/index.ts';
import { type LoopbackServer, serveLoopback } from '../../src/io/http-server.ts';
import { Act, type ActRun } from '../support/act.ts';
import { type GithubDouble, startGithubDouble } from '../support/github/server.ts';
import {
  type Changes,
  POLICY_FILE,
  PullRequestRepository,
  pullRequestEvent,
  shopFiles,
  shopPolicy,
} from '../support/pull-request.ts';
import { withRecord } from '../support/registry/index.ts';
import { startScanRegistry } from '../support/scanning.ts';

/**
 * GitHub's cache, which act serves by GitHub's protocol: what one run of the shipped action keeps with a `cache-key`, the
 * next one has, by the real `@actions/cache` and the real tar.
 */

const GATE = '.github/workflows/gate.yaml';
/** GitHub's runners have one folder for what is temporary, and a cache is known by its path; act has a new one each time. */
const workflow = (input: string, temporary: string): string => `on: pull_request
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with: { fetch-depth: 2 }
      - uses: supply-chain-gate/supply-chain-gate@v1
        env: { RUNNER_TEMP: ${JSON.stringify(temporary)} }
        with: { comment: "off", ${input} }
`;

let act: Act;
let scanned: RegistryServer;
let recorded: ReturnType<typeof withRecord>;
let registry: LoopbackServer;
let github: GithubDouble;

beforeAll(async () => {
  act = await Act.open();
  scanned = await startScanRegistry();
  recorded = withRecord(createRegistryHandler(scanned.store));
  registry = await serveLoopback(recorded);
  github = await startGithubDouble();
});
afterAll(async () => {
  act.close();
  await Promise.all([scanned.close(), registry.close(), github.close()]);
});

/** A pull request of the sound shop; which blobs its run asked the registry for. */
async function run(input: string): Promise<{ readonly ended: ActRun; readonly blobs: readonly string[] }> {
  const files: Changes = {
    ...shopFiles('shop-repaired', registry.host),
    [POLICY_FILE]: await shopPolicy(registry.host),
    [GATE]: workflow(input, join(act.directory, 'runner')),
  };
  const repository = new PullRequestRepository(files);
  try {
    const commits = repository.propose({ 'README.md': 'more\n' });
    repository.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
    Object.assign(github.state.pull, { head: commits.head, base: { ref: 'main', commit: commits.base } });
    github.state.branches.set('main', { commit: commits.base, protected: true });
    github.state.pull.files = [...repository.files(commits)];
    recorded.requests.length = 0;
    rmSync(join(act.directory, 'runner'), { recursive: true, force: true });
    const ended = await act.run({
      repository,
      workflow: GATE,
      event: { name: 'pull_request', payload: pullRequestEvent(commits) },
      apiUrl: github.url,
      env: { GITHUB_WORKFLOW_REF: `acme/shop/${GATE}@refs/pull/7/merge` },
    });
    expect(ended.code, ended.log).toBe(0);
    return { ended, blobs: recorded.requests.map(({ line }) => line).filter((line) => line.includes('/blobs/')) };
  } finally {
    repository.remove();
  }
}

const databases = (blobs: readonly string[]): readonly string[] => blobs.filter((line) => line.includes('trivy-db'));

test('with a cache-key the next run fetches no database and no content again; without one each fetches its own', async () => {
  const key = `cache-key: ${'k'.repeat(64)}`;
  const first = await run(key);
  expect(databases(first.blobs)).not.toEqual([]);
  const second = await run(key);
  expect(second.ended.log).toContain('Cache restored successfully');
  expect(second.blobs).toEqual([]);
  // What is there is under another key's seal.
  expect(databases((await run(`cache-key: ${'x'.repeat(64)}`)).blobs)).not.toEqual([]);
  expect(databases((await run('key: default')).blobs)).not.toEqual([]);
});
