import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import pLimit from 'p-limit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSignatures, createConditionEvaluator } from '../../src/check/signatures/index.ts';
import { type RegistryServer, startRegistry } from '../../src/demo/registry/index.ts';
import type { Ports, Registry, ResolvedImage } from '../../src/domain/index.ts';
import { createPorts } from '../../src/io/ports.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { attest, attestKeyless, PREDICATES, putBundleReferrer } from '../support/attestations.ts';
import { arbitraryPair, STRANGER, TEAM, URI, write } from '../support/attested-pairs.ts';
import { createTestRegistry, putImage } from '../support/registry/index.ts';
import {
  ALONE,
  putSignatures,
  resolvedImage,
  signPayload,
  simpleSigning,
  type TestSignature,
} from '../support/signatures.ts';
import { type SigstoreServices, startSigstore } from '../support/sigstore.ts';
import { signKeylessBundle } from '../support/sigstore-bundles.ts';
import { trustRootText } from '../support/sigstore-documents.ts';
import { requireTool } from '../support/tools.ts';

/**
 * The controller's own code (policy-tester) and the gate on generated policies with attestations and conditions in CUE
 * and Rego. ATTESTATION_PAIRS and ATTESTATION_SEED choose another amount and another seed.
 *
 * Known differences, which the generator leaves out: bundles where the controller does not look for them (a pass here,
 * with a warning), a statement whose `_type` is none of in-toto's (the controller does not look at it, the gate refuses
 * it), and whatever the gate answers with "unknown".
 */
const PAIRS = Number(process.env.ATTESTATION_PAIRS ?? '400');
const SEED = Number(process.env.ATTESTATION_SEED ?? '7');

let server: RegistryServer;
let client: { readonly registry: Registry; close(): Promise<void> };
let services: SigstoreServices;
let ports: Ports & { close(): Promise<void> };
let tester = '';
let programs: Readonly<Record<'cue' | 'opa', string>>;
let scratch = '';
const images: Record<string, ResolvedImage> = {};

const VULN = {
  invocation: { uri: 'https://ci.example/1', event_id: '1', 'builder.id': 'b' },
  scanner: { uri: 'pkg:trivy', version: '0.69.3', db: { uri: '', version: '' }, result: { findings: 0 } },
  metadata: { scanStartedOn: '2026-01-01T00:00:00Z', scanFinishedOn: '2026-01-01T00:01:00.500Z' },
};
const SLSA = {
  builder: { id: 'https://ci.example/builder' },
  buildType: 'https://ci.example/type',
  invocation: { configSource: { uri: 'git+https://git.example/api', entryPoint: 'release.yml' } },
  materials: [{ uri: 'git+https://git.example/api', digest: { sha1: '0'.repeat(40) } }],
};

beforeAll(async () => {
  const [path, cue, opa] = await Promise.all([requireTool('policy-tester'), requireTool('cue'), requireTool('opa')]);
  [tester, programs] = [path, { cue, opa }];
  services = await startSigstore(new Date(Math.ceil(Date.now() / 1000) * 1000 + 2 * 3_600_000));
  const strangers = await startSigstore(services.clock);
  server = await startRegistry();
  client = createTestRegistry({ wrapHttp: (http) => http });
  ports = createPorts({ progress: () => {}, info: () => {}, warn: () => {} });
  scratch = await mkdtemp(join(tmpdir(), 'scg-attestation-policies-'));
  await writeFile(join(scratch, 'trust-root.yaml'), trustRootText(services));

  const add = async (
    name: string,
    make: (digest: string) => readonly (TestSignature | Promise<TestSignature>)[],
    bundles: (digest: string) => readonly Promise<string>[] = () => [],
  ): Promise<void> => {
    const tag = name.replaceAll(/[^a-z0-9]+/g, '-');
    const { digest } = putImage(server.store, 'team/app', tag, tag);
    const attestations = await Promise.all(make(digest));
    if (attestations.length > 0) putSignatures(server.store, 'team/app', digest, attestations, '', 'att');
    for (const bundle of await Promise.all(bundles(digest))) {
      putBundleReferrer(server.store, 'team/app', { digest, size: 2 }, bundle);
    }
    images[name] = resolvedImage(`${server.host}/team/app:${tag}`, digest);
  };
  const other = `sha256:${'0'.repeat(64)}`;
  await add('none', () => []);
  await add('custom', (digest) => [attest(TEAM, digest)]);
  await add('custom by a stranger', (digest) => [attest(STRANGER, digest)]);
  await add('custom by both', (digest) => [attest(STRANGER, digest), attest(TEAM, digest)]);
  await add('two signatures in one', (digest) => [attest(TEAM, digest, {}, { before: [STRANGER] })]);
  await add('of another image', (digest) => [attest(TEAM, other), attest(TEAM, digest, { predicateType: URI })]);
  await add('statement v1', (digest) => [
    attest(TEAM, digest, { type: 'https://in-toto.io/Statement/v1', predicate: { n: 4 } }),
  ]);
  await add('two custom', (digest) => [1, 7].map((n) => attest(TEAM, digest, { predicate: { Data: 'x', n } })));
  await add('many types', (digest) => [
    attest(TEAM, digest, { predicateType: URI, predicate: { n: 3 } }),
    attest(TEAM, digest, { predicateType: PREDICATES.vuln, predicate: VULN }),
    attest(TEAM, digest, { predicateType: PREDICATES.slsa02, predicate: SLSA }),
    attest(TEAM, digest, { predicateType: PREDICATES.spdx, predicate: { spdxVersion: 'SPDX-2.3' } }),
  ]);
  await add('predicates not of their type', (digest) => [
    attest(TEAM, digest, { predicateType: PREDICATES.vuln, predicate: { metadata: { scanStartedOn: 'yesterday' } } }),
    attest(TEAM, digest, { predicateType: PREDICATES.slsa02, predicate: { builder: 'nobody' } }),
    attest(TEAM, digest, { predicateType: PREDICATES.spdx, predicate: 'text' }),
    attest(TEAM, digest, { predicateType: URI, predicate: null }),
  ]);
  await add('malformed', (digest) => [
    attest(TEAM, digest, {}, { payloadType: 'text/plain' }),
    { ...attest(TEAM, digest), payload: Buffer.from('{}') },
    { ...attest(TEAM, digest), payload: Buffer.from('garbage') },
  ]);
  await add('keyless', (digest) => [attestKeyless(services, digest, { predicateType: URI, predicate: { n: 3 } })]);
  await add('keyless, stamped', (digest) => [
    attestKeyless(services, digest, { predicateType: URI }, { log: false, timestamp: true }),
  ]);
  await add('keyless, of another image', () => [attestKeyless(services, other, { predicateType: URI })]);
  await add('keyless by a stranger', (digest) => [attestKeyless(strangers, digest, { predicateType: URI })]);
  await add('keyless by another', (digest) => [
    attestKeyless(services, digest, { predicateType: URI }, { subject: 'https://ci.example/other' }),
  ]);
  await add(
    'bundle',
    () => [],
    (digest) => [signKeylessBundle(services, digest, { predicateType: URI })],
  );
  await add(
    'bundle without a log entry',
    () => [],
    (digest) => [signKeylessBundle(services, digest, { predicateType: URI, log: false })],
  );
  await add(
    'bundle by another',
    () => [],
    (digest) => [signKeylessBundle(services, digest, { predicateType: URI, subject: 'https://ci.example/other' })],
  );
  await add(
    'bundle of another image',
    () => [],
    () => [signKeylessBundle(services, other, { predicateType: URI })],
  );
  await add(
    'bundle by a stranger',
    () => [],
    (digest) => [signKeylessBundle(strangers, digest, { predicateType: URI })],
  );
  // Signed as well, for policies with more than one authority.
  for (const name of ['custom', 'many types']) {
    const image = images[name];
    if (image === undefined) throw new Error('there is no such image');
    putSignatures(server.store, 'team/app', image.digest, [signPayload(TEAM, simpleSigning(image.digest))]);
  }
}, 600_000);
afterAll(async () => {
  await Promise.all([client.close(), server.close(), ports.close()]);
  await rm(scratch, { recursive: true, force: true });
});

type Verdict = 'admit' | 'deny';

async function askController(text: string, image: ResolvedImage, id: number): Promise<Verdict> {
  const file = join(scratch, `policy-${id}.yaml`);
  await writeFile(file, text);
  const { registry, path } = image.reference;
  const args = ['--policy', file, '--image', `${registry}/${path}@${image.digest}`];
  return new Promise((resolve, reject) => {
    const options = { timeout: 120_000, env: { HOME: scratch, TUF_ROOT: join(scratch, 'tuf') }, maxBuffer: 2 ** 24 };
    const all = [...args, '--trustroot', join(scratch, 'trust-root.yaml'), '--log-level', 'error'];
    execFile(tester, all, options, (error, stdout, stderr) => {
      if (error === null) resolve('admit');
      else if (stdout.includes('"errors"')) resolve('deny');
      else reject(new Error(`policy-tester ended otherwise than by a verdict: ${stdout}${stderr}\n${text}`));
    });
  });
}

async function askGate(text: string, image: ResolvedImage): Promise<Verdict | 'unknown'> {
  const { findings } = await checkSignatures([image], {
    policy: completePolicy({ version: 1, signatures: { policies: ['p.yaml'], noMatch: 'deny' } }),
    documents: [
      { file: 'p.yaml', text },
      { file: 'trust-root.yaml', text: trustRootText(services) },
    ],
    registry: client.registry,
    now: new Date(),
    conditions: createConditionEvaluator(ports, async (name) => programs[name]),
    ...ALONE,
  });
  const unknown = findings.find(({ result }) => result.outcome === 'unknown');
  if (unknown !== undefined) {
    if (/does not search the log/.test(unknown.message)) return 'unknown';
    throw new Error(`the gate could not decide: ${unknown.message}\n${text}`);
  }
  // A pass with a warning about the cluster says that the cluster denies.
  const differs = findings.some(({ message }) => message.includes('but a cluster would refuse it'));
  const enforced = !text.includes('mode: warn');
  return findings.some(({ enforcement }) => enforcement === 'block') || (differs && enforced) ? 'deny' : 'admit';
}

test(`policy-tester and the gate agree on ${PAIRS} generated policies with attestations (seed ${SEED})`, async () => {
  expect(dirname(programs.cue)).not.toBe('');
  const pairs = fc.sample(arbitraryPair(Object.keys(images)), { numRuns: PAIRS, seed: SEED });
  const limit = pLimit(3);
  const counts = { admit: 0, deny: 0, unknown: 0 };
  const disagreements: string[] = [];
  await Promise.all(
    pairs.map((pair, id) =>
      limit(async () => {
        const image = images[pair.image];
        if (image === undefined) throw new Error(`there is no image ${pair.image}`);
        const text = write(pair);
        const [controller, gate] = await Promise.all([askController(text, image, id), askGate(text, image)]);
        counts[gate] += 1;
        if (gate !== 'unknown' && controller !== gate) {
          disagreements.push(`${pair.image}: the controller says ${controller}, the gate ${gate}\n${text}`);
        }
      }),
    ),
  );
  console.info(counts, disagreements.length);
  expect(disagreements.slice(0, 4).join('\n\n')).toBe('');
  expect(counts.admit, 'admit').toBeGreaterThan(PAIRS / 20);
  expect(counts.deny, 'deny').toBeGreaterThan(PAIRS / 20);
}, 1_200_000);
