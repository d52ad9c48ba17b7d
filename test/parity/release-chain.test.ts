import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type RegistryServer, reply } from '../../src/demo/registry/index.ts';
import { type LoopbackServer, serveLoopback } from '../../src/io/http-server.ts';
import { Act, type ActRun, exampleWorkflows } from '../support/act.ts';
import { runToEnd } from '../support/action-run.ts';
import { type GithubDouble, startGithubDouble } from '../support/github/server.ts';
import { type Changes, POLICY_FILE, PullRequestRepository, shopFiles, shopPolicy } from '../support/pull-request.ts';
import { startScanRegistry } from '../support/scanning.ts';
import { type SigstoreServices, startSigstore } from '../support/sigstore.ts';
import { identityToken, type SigstoreServer, serveSigstore } from '../support/sigstore-server.ts';
import { requireTool } from '../support/tools.ts';
import { makeTufRepository, type TufRepository, trustedRootJson } from '../support/tuf-repository.ts';

/**
 * The whole way of a release, with the files of docs/examples: act runs release-gate.yaml on a tag, its `cosign attest` is
 * the real cosign, which asks the runner for its identity, and the controller's own code (policy-tester) admits by
 * admit-only-gated.yaml what was attested, and nothing else. Of the policy only the images are others. Fulcio, Rekor and the
 * issuer of identities are the test's: both programs learn of them by a TUF repository, as they do of sigstore's own.
 */

const WORKFLOW = '.github/workflows/release-gate.yaml';
const ISSUER = 'https://token.actions.githubusercontent.com';
const TAG = 'refs/tags/v1.2.3';
const Example = z.looseObject({ spec: z.looseObject({ images: z.array(z.unknown()) }) });

let act: Act;
let tester: string;
let services: SigstoreServices;
let sigstore: SigstoreServer;
/** The TUF repository, and the endpoint that gives a job its identity. */
let runner: LoopbackServer;
let ref = TAG;
let registry: RegistryServer;
let github: GithubDouble;
let good: Changes;
let repository: PullRequestRepository;

beforeAll(async () => {
  const [opened, cosign, found] = await Promise.all([Act.open(), requireTool('cosign'), requireTool('policy-tester')]);
  [act, tester] = [opened, found];
  services = await startSigstore();
  sigstore = await serveSigstore(services);
  const tuf = describeServices();
  let refused = false;
  runner = await serveLoopback(async ({ path, query }) => {
    const file = tuf.files.get(path.replace(/^\/(tuf|older)\//, ''));
    // cosign asks the older library, which is the controller's, only where its own gets no trusted root.
    if (path.startsWith('/older/targets/') && path.endsWith('trusted_root.json') && !refused) {
      refused = true;
      return reply(404);
    }
    if (file !== undefined) return reply(200, {}, file);
    if (path !== '/identity' || query.get('audience') !== 'sigstore') return reply(404);
    const value = identityToken(`https://github.com/acme/shop/${WORKFLOW}@${ref}`, ISSUER);
    return reply(200, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify({ value })));
  });
  const root = join(act.directory, 'root.json');
  writeFileSync(root, tuf.root);
  for (const mirror of ['tuf', 'older'] as const) {
    const args = ['initialize', '--mirror', `${runner.url}/${mirror}`, '--root', root];
    const { code, stdout, stderr } = await runToEnd(cosign, args, { cwd: act.directory, env: home(mirror) });
    if (code !== 0) throw new Error(`cosign initialize failed: ${stdout}${stderr}`);
  }
  act.addProgram('cosign', `#!/bin/sh\nexec '${cosign}' "$@"\n`);
});
afterAll(async () => {
  act.close();
  await Promise.all([sigstore.close(), runner.close()]);
});
beforeEach(async () => {
  registry = await startScanRegistry();
  github = await startGithubDouble();
  const policy = await shopPolicy(registry.host);
  good = { ...shopFiles('shop-repaired', registry.host), ...exampleWorkflows(), [POLICY_FILE]: policy };
  const example = Example.parse(parse(readFileSync('docs/examples/admit-only-gated.yaml', 'utf8')));
  const spec = { ...example.spec, images: [{ glob: `${registry.host}/**` }] };
  writeFileSync(join(act.directory, 'policy.yaml'), JSON.stringify({ ...example, spec }));
});
afterEach(async () => {
  ref = TAG;
  repository.remove();
  await registry.close();
  await github.close();
  github.assertClean();
});

/** Where cosign (`tuf`) and the controller (`older`) keep what they know of sigstore's services. */
function home(mirror: 'tuf' | 'older'): Readonly<Record<string, string>> {
  return { HOME: act.directory, TUF_ROOT: join(act.directory, mirror) };
}

function describeServices(): TufRepository {
  const service = {
    url: sigstore.url,
    majorApiVersion: 1,
    validFor: { start: '2020-01-01T00:00:00Z' },
    operator: 'test',
  };
  const signingConfig = {
    mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
    caUrls: [service],
    rekorTlogUrls: [service],
    rekorTlogConfig: { selector: 'ANY' },
    tsaConfig: { selector: 'ANY' },
  };
  return makeTufRepository({
    target: [
      { usage: 'Unknown', name: 'trusted_root.json', content: trustedRootJson(services) },
      { usage: 'Unknown', name: 'signing_config.v0.2.json', content: JSON.stringify(signingConfig) },
    ],
  });
}

/** Runs the example on a commit with these changes; for `release` it is started by that event. */
async function release(changes: Changes, name: 'push' | 'release' = 'push'): Promise<ActRun> {
  const text = good[WORKFLOW] ?? '';
  const started = name === 'push' ? text : text.replace('push:\n    tags: ["v*"]', 'release:\n    types: [published]');
  expect(started === text).toBe(name === 'push');
  repository = new PullRequestRepository({ ...good, [WORKFLOW]: started });
  const commits = repository.propose(changes);
  repository.git('checkout', '--quiet', commits.head);
  repository.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  github.state.branches.set('main', { commit: commits.base, protected: true });
  const about = name === 'push' ? { ref } : { action: 'published', release: { tag_name: 'v1.2.3' } };
  const event = { name, payload: { ...about, repository: { full_name: 'acme/shop', default_branch: 'main' } } };
  const env = {
    ...home('tuf'),
    GITHUB_WORKFLOW_REF: `acme/shop/${WORKFLOW}@${ref}`,
    ACTIONS_ID_TOKEN_REQUEST_URL: `${runner.url}/identity?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'test',
  };
  return act.run({ repository, workflow: WORKFLOW, event, apiUrl: github.url, env });
}

/** Null where the controller admits the image, else what it says. */
async function refusal(name: string, tag: string): Promise<string | null> {
  const digest = registry.store.findManifest(name, tag)?.digest ?? '';
  const image = `${registry.host}/${name}@${digest}`;
  const args = ['--policy', join(act.directory, 'policy.yaml'), '--image', image, '--log-level', 'error'];
  const { code, stdout, stderr } = await runToEnd(tester, args, { cwd: act.directory, env: home('older') });
  if (code === 0) return null;
  if (stdout.includes('"errors"')) return stdout;
  throw new Error(`policy-tester ended otherwise than by a verdict: ${stdout}${stderr}`);
}

/** What the repaired shop deploys. */
const DEPLOYED = [
  ['shop/api', '1.4.0'],
  ['shop/web', '1.4.0'],
  ['shop/worker', '0.9.3'],
  ['shop/legacy', '2.0.10'],
] as const;

test.each([
  'push',
  'release',
] as const)('%s: what the gate passed is attested and admitted; nothing else is', async (name) => {
  const { code, log } = await release({}, name);
  expect(code, log).toBe(0);
  const asked = github.requests.map(({ method, path }) => `${method} ${path}`);
  expect(asked).toEqual(['GET /repos/acme/shop/branches/main']);
  for (const [image, tag] of DEPLOYED) expect(await refusal(image, tag), `${image}:${tag}`).toBeNull();
  // In the same registry, and signed by the same team; no release asked for it.
  expect(await refusal('shop/legacy', '2.0.9')).toContain('no valid bundles exist');
});

test('a release that the gate fails attests nothing, so that nothing of it is admitted', async () => {
  const bad = shopFiles('shop', registry.host)['manifests/worker.yaml'] ?? '';
  const { code, log } = await release({ 'manifests/worker.yaml': bad });
  expect(code).toBe(1);
  expect(log).toContain('Do not deploy');
  for (const [image, tag] of DEPLOYED) expect(await refusal(image, tag), `${image}:${tag}`).not.toBeNull();
});

test('what the same workflow attested on a branch is not admitted', async () => {
  ref = 'refs/heads/proposal';
  const { code, log } = await release({});
  expect(code, log).toBe(0);
  expect(await refusal('shop/api', '1.4.0')).toMatch(/no matching CertificateIdentity|none of the expected identities/);
});
