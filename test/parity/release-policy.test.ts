import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type RegistryServer, startRegistry } from '../../src/demo/registry/index.ts';
import { summaries, VSA_PREDICATE_TYPE } from '../../src/release/index.ts';
import { attest } from '../support/attestations.ts';
import { report } from '../support/reports.ts';
import { putFiles } from '../support/scanning.ts';
import { createKey, putSignatures, type TestSignature } from '../support/signatures.ts';
import { requireTool } from '../support/tools.ts';

/**
 * docs/examples/admit-only-gated.yaml in the controller's own code: what passed the release gate is admitted, and nothing
 * else. The example's keyless authority stands on GitHub's and sigstore's services, so a key stands in for it here; its
 * attestation and its condition are the example's own.
 */

const TEAM = createKey();
const STRANGER = createKey();
const Example = z.looseObject({
  spec: z.looseObject({
    authorities: z.tuple([z.looseObject({ name: z.string(), attestations: z.array(z.unknown()) })]),
  }),
});

let server: RegistryServer;
let scratch: string;
let tester: string;

beforeAll(async () => {
  tester = await requireTool('policy-tester');
  server = await startRegistry();
  scratch = await mkdtemp(join(tmpdir(), 'scg-release-policy-'));
  const example = Example.parse(parse(await readFile('docs/examples/admit-only-gated.yaml', 'utf8')));
  const [{ name, attestations }] = example.spec.authorities;
  const authority = { name, key: { data: TEAM.pem }, attestations };
  const images = [{ glob: `${server.host}/**` }];
  const policy = { ...example, spec: { ...example.spec, images, authorities: [authority] } };
  await writeFile(join(scratch, 'policy.yaml'), JSON.stringify(policy));
});
afterAll(async () => {
  await server.close();
  await rm(scratch, { recursive: true, force: true });
});

/** The predicate that the gate writes for an image that passed. */
function predicateOf(digest: string): Readonly<Record<string, unknown>> {
  const repository = `${server.host}/acme/api`;
  const checks = { allowlist: 'pass', signatures: 'pass', vulnerabilities: 'pass' } as const;
  const image = { reference: `${repository}@${digest}`, repository, tag: null, digest, pinned: true, uses: [], checks };
  const context = {
    now: new Date('2026-11-26T12:00:00Z'),
    toolVersion: '0.1.0',
    repositoryUrl: 'https://github.com/acme/shop',
    policyCommit: '1'.repeat(40),
  };
  const [summary] = summaries({ ...report(), images: [image] }, context);
  if (summary === undefined) throw new Error('no summary was made');
  return { ...summary.predicate };
}

const vsa = (digest: string, changes: object = {}) => ({
  predicateType: VSA_PREDICATE_TYPE,
  predicate: { ...predicateOf(digest), ...changes },
  type: 'https://in-toto.io/Statement/v1',
});

test.each<[string, boolean, (digest: string) => readonly TestSignature[]]>([
  ['an image that passed the gate', true, (digest) => [attest(TEAM, digest, vsa(digest))]],
  ['one that was never gated', false, () => []],
  [
    'one that the gate failed',
    false,
    (digest) => [attest(TEAM, digest, vsa(digest, { verificationResult: 'FAILED' }))],
  ],
  [
    'one that another verifier passed',
    false,
    (digest) => [attest(TEAM, digest, vsa(digest, { verifier: { id: 'x' } }))],
  ],
  ['one that a stranger attested', false, (digest) => [attest(STRANGER, digest, vsa(digest))]],
  ['another image’s summary', false, (digest) => [attest(TEAM, `sha256:${'0'.repeat(64)}`, vsa(digest))]],
])(
  '%s: admitted %s',
  async (name, admitted, make) => {
    const digest = await putFiles(server.store, 'acme/api', name.replaceAll(/\W+/g, '-'), { 'etc/name': name });
    const made = make(digest);
    if (made.length > 0) putSignatures(server.store, 'acme/api', digest, made, '', 'att');
    const args = ['--policy', join(scratch, 'policy.yaml'), '--image', `${server.host}/acme/api@${digest}`];
    const env = { HOME: scratch, TUF_ROOT: join(scratch, 'tuf') };
    const ended = await new Promise<{ code: number; said: string }>((resolve) => {
      execFile(tester, [...args, '--log-level', 'error'], { timeout: 120_000, env }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : 1, said: `${stdout}${stderr}` });
      });
    });
    expect(ended.said).toMatch(admitted ? /^(?!.*"errors")/s : /"errors"/);
    expect(ended.code).toBe(admitted ? 0 : 1);
  },
  130_000,
);
