import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RegistryServer, startRegistry } from '../src/demo/registry/index.ts';
import type { Digest } from '../src/domain/index.ts';
import { ReportSchema } from '../src/report/index.ts';
import { runActionInProcess } from './support/action-in-process.ts';
import { PREDICATES, statementOf } from './support/attestations.ts';
import { type Fault, type GithubDouble, startGithubDouble } from './support/github/server.ts';
import type { AttestationState } from './support/github/state.ts';
import { expectGolden } from './support/golden.ts';
import { type Changes, POLICY_FILE, PullRequestRepository, pullRequestEvent } from './support/pull-request.ts';
import { putImage } from './support/registry/index.ts';
import { type Cli, openCli } from './support/run-cli.ts';
import { sha256 } from './support/signatures.ts';
import { ISSUER, type SigstoreServices, SUBJECT, startSigstore } from './support/sigstore.ts';
import { signKeylessBundle } from './support/sigstore-bundles.ts';
import { trustRootText } from './support/sigstore-documents.ts';

/** An image whose only attestation is kept by GitHub: the action, and the command line with a token. */

const STRANGER = 'https://ci.example/stranger/.github/workflows/release.yml@refs/heads/main';
const MEGABYTE = 1024 * 1024;

let registry: RegistryServer;
let services: SigstoreServices;
let cli: Cli;
let github: GithubDouble;
let digest: Digest;
let own: string;

beforeAll(async () => {
  registry = await startRegistry();
  services = await startSigstore();
  cli = await openCli();
  ({ digest } = putImage(registry.store, 'acme/shop', '1.2.3'));
  own = await provenance(digest);
});
afterAll(() => Promise.all([registry.close(), cli.close()]));
beforeEach(async () => {
  github = await startGithubDouble();
});
afterEach(async () => {
  await github.close();
  github.assertClean();
});

function provenance(of: Digest, subject = SUBJECT): Promise<string> {
  const predicate = {
    buildDefinition: { buildType: 'https://actions.github.io/buildtypes/workflow/v1', externalParameters: {} },
    runDetails: { builder: { id: SUBJECT } },
  };
  const payload = statementOf(of, {
    predicateType: PREDICATES.slsa1,
    predicate,
    type: 'https://in-toto.io/Statement/v1',
  });
  return signKeylessBundle(services, of, { subject, payload });
}

const inline = (bundle: string): AttestationState => ({ digest, bundle, kept: 'inline' });

/** What a repository holds that wants provenance from `scope`. */
function files(scope: string): Changes {
  const signedBy = `{ issuer: "${ISSUER}", subject: "${SUBJECT}", trustRoot: ours }`;
  const policy = [
    'version: 1',
    `images: { allow: ["${registry.host}/acme/**"] }`,
    'signatures:',
    '  policies: ["policy/*.yaml"]',
    '  noMatch: allow',
    `  attestations: [{ predicate: provenance, github: ${scope}, signedBy: ${signedBy} }]`,
    'vulnerabilities: { severity: off }',
    'hardening: { podSecurity: { level: privileged }, rules: { "*": off } }',
    '',
  ];
  return { [POLICY_FILE]: policy.join('\n'), 'policy/root.yaml': trustRootText(services) };
}

function pod(): Changes {
  const image = `${registry.host}/acme/shop@${digest}`;
  return {
    'deploy/pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec: {containers: [{name: shop, image: "${image}"}]}\n`,
  };
}

/** The verdict, and what is said of attestations, with what changes from run to run left out. */
async function inAction(scope = 'acme/shop'): Promise<readonly string[]> {
  const repository = new PullRequestRepository(files(scope));
  try {
    const commits = repository.propose(pod());
    github.state.branches.set('main', { commit: commits.base, protected: true });
    github.state.pull.base = { ref: 'main', commit: commits.base };
    github.state.pull.head = commits.head;
    github.state.pull.files = [...repository.files(commits)];
    const event = { name: 'pull_request', payload: pullRequestEvent(commits) };
    const { report, failure } = await runActionInProcess({
      workspace: repository.directory,
      event,
      apiUrl: github.url,
      ports: ({ clock }) => ({ clock: { ...clock, sleep: async () => {} } }),
    });
    return said(report ?? failure);
  } finally {
    repository.remove();
  }
}

async function inCli(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'scg-github-attestations-'));
  try {
    for (const [path, text] of Object.entries({ ...files('acme/shop'), ...pod() })) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), text ?? '');
    }
    const args = ['check', 'deploy', '--format', 'json'];
    const { code, stdout, stderr } = await cli.run(directory, args, { GITHUB_API_URL: github.url, ...env });
    return [`exit ${code}`, ...said(stdout === '' ? stderr : JSON.parse(stdout))];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function said(written: unknown): readonly string[] {
  const parsed = ReportSchema.safeParse(written);
  if (!parsed.success) return [String(written)];
  const { verdict, findings } = parsed.data;
  const about = findings.filter(({ rule }) => rule.startsWith('attestation/') || rule.startsWith('signature/'));
  return [verdict, ...about.map(({ rule, message }) => `${rule}: ${message.replaceAll(digest, 'DIGEST')}`)];
}

const asked = (): readonly string[] =>
  github.requests
    .filter(({ path }) => path.includes('attestation'))
    .map(({ path, status }) => `${status} ${path.replace(/\?.*/, '').replace(digest, 'DIGEST')}`);

describe('the action finds it', () => {
  test('in the list of the repository', async () => {
    github.state.attestations.push(inline(own));
    expect(await inAction()).toEqual(['pass']);
    expect(asked()).toEqual(['200 /repos/acme/shop/attestations/DIGEST']);
  });

  test('compressed, where the list says that it is kept', async () => {
    github.state.attestations.push({ digest, bundle: own, kept: 'compressed' });
    expect(await inAction()).toEqual(['pass']);
    expect(asked()).toEqual(['200 /repos/acme/shop/attestations/DIGEST', '200 /attestation-storage/0.json.sn']);
  });

  test.each(['Organization', 'User'] as const)('in the list of the owner: %s', async (type) => {
    github.state.ownerType = type;
    github.state.attestations.push(inline(own));
    expect(await inAction('acme')).toEqual(['pass']);
    expect(asked().at(-1)).toBe(`200 /${type === 'User' ? 'users' : 'orgs'}/acme/attestations/DIGEST`);
  });

  test('on the second page, after a hundred of a stranger', async () => {
    const other = inline(await provenance(digest, STRANGER));
    github.state.attestations.push(...Array.from({ length: 100 }, () => other), inline(own));
    expect(await inAction()).toEqual(['pass']);
    expect(asked()).toEqual(Array(2).fill('200 /repos/acme/shop/attestations/DIGEST'));
  });
});

const LIST = '/attestations/sha256:';
const fault = (answer: Fault['answer'], path = LIST): Fault => ({ method: 'GET', path, times: 3, answer });

describe('what it says where it is not enough', () => {
  test.each<[string, () => Promise<void> | void]>([
    ['none', () => {}],
    ['another identity', async () => void github.state.attestations.push(inline(await provenance(digest, STRANGER)))],
    [
      'of another image',
      async () => void github.state.attestations.push(inline(await provenance(sha256('another image')))),
    ],
    ['a bundle that was cut short', () => keep((bytes) => bytes.subarray(0, bytes.length / 2))],
    ['a bundle that says that it holds 1 GiB', () => keep(() => Buffer.from([0x80, 0x80, 0x80, 0x80, 0x04, 0, 0]))],
    ['a bundle of 17 MiB', () => keep(() => Buffer.alloc(17 * MEGABYTE))],
    ['a bundle that is another file', () => keep(() => Buffer.from('{}'))],
    ['a token without the permission', () => github.fail(fault({ status: 403, message: 'Resource not accessible' }))],
    ['too many requests', () => github.fail(fault({ status: 429, message: 'Too many requests' }))],
    ['an API that is down', () => github.fail(fault({ status: 502, message: 'Bad gateway' }))],
    ['a lost connection', () => github.fail(fault('lose-answer'))],
    [
      'a storage that is down',
      () => {
        keep((bytes) => bytes);
        github.fail(fault({ status: 503, message: 'Unavailable' }, '/attestation-storage/'));
      },
    ],
  ])('%s', async (name, prepare) => {
    await prepare();
    const lines = await inAction();
    const text = lines.join('\n').replaceAll(registry.host, 'REGISTRY').replaceAll(new URL(github.url).host, 'API');
    expectGolden(`github-attestations/${name.replaceAll(' ', '-')}.txt`, `${text}\n`);
  });
});

describe('what passes is asked for again', () => {
  test.each<[string, Fault]>([
    ['too many requests', fault({ status: 429, message: 'Too many requests', headers: { 'retry-after': '7' } })],
    ['a secondary limit', fault({ status: 403, message: 'Secondary limit', headers: { 'retry-after': '20' } })],
    ['a server that fails', fault({ status: 502, message: 'Bad gateway' })],
    ['a lost connection', fault('lose-answer')],
    ['a storage that fails', fault({ status: 503, message: 'Unavailable' }, '/attestation-storage/')],
  ])('%s', async (_, passing) => {
    keep((bytes) => bytes);
    github.fail({ ...passing, times: 1 });
    expect(await inAction()).toEqual(['pass']);
  });

  test('but not a token without the permission', async () => {
    keep((bytes) => bytes);
    github.fail(fault({ status: 403, message: 'Resource not accessible' }));
    await inAction();
    expect(asked()).toEqual(['403 /repos/acme/shop/attestations/DIGEST']);
  });
});

function keep(kept: (compressed: Uint8Array) => Uint8Array): void {
  github.state.attestations.push({ digest, bundle: own, kept });
}

describe('the command line', () => {
  test('with a token', async () => {
    github.state.attestations.push(inline(own));
    expect(await inCli({ GITHUB_TOKEN: 'ghp_x' })).toEqual(['exit 0', 'pass']);
    expect(await inCli({ GH_TOKEN: 'ghp_x' })).toEqual(['exit 0', 'pass']);
  });

  test('by a stranger', async () => {
    github.state.attestations.push(inline(await provenance(digest, STRANGER)));
    expect(await inCli({ GITHUB_TOKEN: 'ghp_x' })).toEqual([
      'exit 1',
      'fail',
      expect.stringContaining('attestation/untrusted-identity: '),
    ]);
  });

  test('without a token, where GitHub wants one', async () => {
    github.state.attestations.push(inline(own));
    expect(await inCli({})).toEqual([
      'exit 3',
      'unknown',
      expect.stringContaining("GitHub's attestations of acme/shop could not be read: the answer was 401"),
    ]);
  });
});
