import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RegistryServer } from '../src/demo/registry/index.ts';
import { type InProcessRun, rulesWith, runActionInProcess } from './support/action-in-process.ts';
import { type GithubDouble, startGithubDouble } from './support/github/server.ts';
import { type Changes, POLICY_FILE, PullRequestRepository, shopFiles, shopPolicy } from './support/pull-request.ts';
import { startScanRegistry } from './support/scanning.ts';

/** Mode release, with real signatures and a real Trivy: what it asks, whose policy it takes, what it writes. */

let registry: RegistryServer;
let github: GithubDouble;
let good: Changes;
let policy: string;
let repository: PullRequestRepository | null = null;

beforeAll(async () => {
  registry = await startScanRegistry();
  policy = await shopPolicy(registry.host);
  good = { ...shopFiles('shop-repaired', registry.host), [POLICY_FILE]: policy };
});
afterAll(() => registry.close());
beforeEach(async () => {
  github = await startGithubDouble();
});
afterEach(async () => {
  repository?.remove();
  repository = null;
  await github.close();
  github.assertClean();
});

/** The default branch holds `main`, the tag's commit `tagged` on top of it. */
async function release(main: Changes, tagged: Changes = {}, name = 'push'): Promise<InProcessRun> {
  repository = new PullRequestRepository({ ...good, ...main });
  const commits = repository.propose(tagged);
  github.state.branches.set('main', { commit: commits.base, protected: true });
  const payload = { ref: 'refs/tags/v1.2.3', repository: { default_branch: 'main' } };
  const event = { name, payload };
  const inputs = { mode: 'release' };
  return runActionInProcess({ workspace: repository.directory, event, inputs, apiUrl: github.url });
}

test.each([
  'push',
  'release',
  'deployment',
  'workflow_dispatch',
])('%s: a summary for each image that passed', async (name) => {
  const ended = await release({}, {}, name);
  expect(ended.failure).toBeNull();
  const written = JSON.parse(ended.outputs.attestations ?? '[]');
  const images = ended.report?.images ?? [];
  expect(written.length).toBe(new Set(images.map(({ repository: of, digest }) => `${of}@${digest}`)).size);
  expect(written[0]).toEqual({
    name: images[0]?.repository,
    digest: images[0]?.digest,
    statement: expect.stringMatching(/attestations\/01\.statement\.json$/),
    predicate: expect.stringMatching(/attestations\/01\.predicate\.json$/),
  });
  expect(github.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /repos/acme/shop/branches/main',
  ]);
});

test('a tag on a commit with a weaker policy: the default branch decides', async () => {
  const lax =
    'version: 1\nimages: { digest: off }\nvulnerabilities: { severity: off }\nhardening: { rules: { "*": off } }\n';
  const bad = shopFiles('shop', registry.host);
  const ended = await release({}, { [POLICY_FILE]: lax, 'manifests/worker.yaml': bad['manifests/worker.yaml'] ?? '' });
  expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining(['signature/missing', 'pss/privileged']));
  expect(JSON.parse(ended.outputs.attestations ?? '')).toEqual([]);
});

test('what a laxer policy of the default branch leaves out is asked for: a signature, a digest', async () => {
  const open = policy.replace(/^signatures:[\s\S]*?(?=^\S)/m, '').replace(/digest: \w+/, 'digest: off');
  expect(rulesWith(await release({ [POLICY_FILE]: open }), 'block')).toEqual(['signature/no-policy']);
});

test('an expired exception stands in the way', async () => {
  const exceptions = 'exceptions: [{ rules: [pss/privileged], reason: "old", expires: 2026-01-01 }]\n';
  const ended = await release({ [POLICY_FILE]: `${policy}${exceptions}` });
  expect(rulesWith(ended, 'block')).toEqual(['gate/exception-expired']);
  expect(ended.failure).toContain('Do not deploy');
});

test('GitHub does not say what the default branch holds: nothing is decided', async () => {
  github.fail({ method: 'GET', path: '/branches/', times: 9, answer: { status: 500, message: 'Server Error' } });
  const ended = await release({});
  expect(ended.failure).toMatch(/^Nothing was decided: The tip of the default branch "main"/);
  expect(ended.outputs.attestations).toBeUndefined();
});

test('a pull request is no release', async () => {
  expect((await release({}, {}, 'pull_request')).failure).toContain('which is for tags, releases and deployments');
});
