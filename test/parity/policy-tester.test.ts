import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pLimit from 'p-limit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSignatures } from '../../src/check/signatures/index.ts';
import { type ResolvedImage, UsageError } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { imageUse, manifest, manifestRef } from '../support/findings.ts';
import { makeOddChains } from '../support/odd-chains.ts';
import { arbitraryPair, fittingPair, POD_LABELS, type World, writePolicies } from '../support/policy-pairs.ts';
import { readDemoKey, type SampleRegistry, serveSampleImages } from '../support/sample-images.ts';
import { ALONE, createKey, policyText } from '../support/signatures.ts';
import { collectImages, type Subject } from '../support/signed-images.ts';
import { type SigstoreServices, startSigstore } from '../support/sigstore.ts';
import { keylessAuthority, LOGGED, trustRootText } from '../support/sigstore-documents.ts';
import { requireTool } from '../support/tools.ts';
import { describedTargets, makeTufRepository, packTufRepository } from '../support/tuf-repository.ts';

/**
 * The controller's own code (policy-tester) and the gate on generated pairs of policies and image.
 *
 * SIGNATURE_PAIRS and SIGNATURE_SEED choose another amount and another seed. Known differences, which the generator
 * leaves out: a policy without authorities (the cluster admits, the gate does not); what the gate verifies and the
 * controller cannot, and is a pass with a warning: bundles, RSA-PSS signatures, and logs of a TrustRoot whose keys are
 * not ECDSA; and whatever the gate answers with "unknown".
 */

const PAIRS = Number(process.env.SIGNATURE_PAIRS ?? '1000');
const SEED = Number(process.env.SIGNATURE_SEED ?? '5');
const CONCURRENCY = 3;

let samples: SampleRegistry;
let tester = '';
let scratch = '';
let world: World;
let images: Record<string, Subject>;
let services: SigstoreServices;
let ownRoot = '';

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', labels: POD_LABELS },
  spec: { containers: [] },
};

beforeAll(async () => {
  tester = await requireTool('policy-tester');
  scratch = await mkdtemp(join(tmpdir(), 'scg-policy-tester-'));
  samples = await serveSampleImages();
  const made = { 'P-384': createKey('P-384'), RSA: createKey('RSA'), Ed25519: createKey('Ed25519') };
  const [shop, stranger] = [{ pem: await readDemoKey('shop') }, { pem: await readDemoKey('stranger') }];
  world = { host: samples.host, keys: { shop, stranger, ...made, unused: createKey() } };
  // Certificates that are not valid yet when anybody asks: without a log entry or a timestamp they count for nothing.
  const clock = new Date(Math.ceil(Date.now() / 1000) * 1000 + 2 * 3_600_000);
  services = await startSigstore(clock);
  const { chain, leaves } = await makeOddChains(clock);
  images = await collectImages(samples, made, services, leaves);
  ownRoot = trustRootText(services, 'ours', chain);
  await writeFile(join(scratch, 'trust-root.yaml'), ownRoot);
  await writeFile(join(scratch, 'pod.json'), JSON.stringify(POD));
});
afterAll(async () => {
  await samples.close();
  await rm(scratch, { recursive: true, force: true });
});

/**
 * What the gate does not claim to know, and the tester denies: a TrustRoot that is in the cluster alone, and an entry that
 * the tester would search for in the log, which is not there.
 */
const UNKNOWN_TO_THE_GATE = /is in none of the files of signatures\.policies|does not search the log/;

type Verdict = 'admit' | 'deny' | 'invalid policy';

async function askController(
  text: string,
  image: ResolvedImage,
  id: number | string,
  trustRoot = 'trust-root.yaml',
): Promise<Verdict> {
  const file = join(scratch, `policy-${id}.yaml`);
  await writeFile(file, text);
  const { registry, path } = image.reference;
  const args = [
    '--policy',
    file,
    '--image',
    `${registry}/${path}@${image.digest}`,
    '--resource',
    join(scratch, 'pod.json'),
    '--trustroot',
    join(scratch, trustRoot),
  ];
  return new Promise((resolve, reject) => {
    const options = { timeout: 120_000, env: { HOME: scratch, TUF_ROOT: join(scratch, 'tuf') }, maxBuffer: 2 ** 24 };
    execFile(tester, [...args, '--log-level', 'error'], options, (error, stdout, stderr) => {
      if (error === null) resolve('admit');
      else if (stdout.includes('"errors"')) resolve('deny');
      else if (/invalid value|missing field|expected exactly one|unable to unmarshal|CIP is invalid/.test(stderr)) {
        resolve('invalid policy');
      } else reject(new Error(`policy-tester ended otherwise than by a verdict: ${stdout}${stderr}`));
    });
  });
}

async function askGate(text: string, image: ResolvedImage, trustRoot = ownRoot): Promise<Verdict> {
  const ref = manifestRef({ apiVersion: 'v1', kind: 'Pod' });
  const use = { ...imageUse(image.written), manifest: { ...manifest(ref), object: POD } };
  try {
    const { findings } = await checkSignatures([{ ...image, uses: [use] }], {
      policy: completePolicy({ version: 1, signatures: { policies: ['p.yaml'], noMatch: 'deny' } }),
      documents: [
        { file: 'p.yaml', text },
        { file: 'trust-root.yaml', text: trustRoot },
      ],
      registry: samples.registry,
      now: new Date(),
      ...ALONE,
    });
    const unknown = findings.find(
      ({ result, message }) => result.outcome === 'unknown' && !UNKNOWN_TO_THE_GATE.test(message),
    );
    if (unknown !== undefined) throw new Error(`the gate could not decide: ${unknown.message}`);
    return findings.some((finding) => finding.enforcement === 'block') ? 'deny' : 'admit';
  } catch (error) {
    if (error instanceof UsageError) return 'invalid policy';
    throw error;
  }
}

/** Images with signatures of every kind that the policy made for them must admit, or the comparison would say little. */
const ADMITTED = [
  'api:1.4.0',
  'by Ed25519',
  'keyless, logged',
  'keyless, stamped',
  'keyless, logged and stamped',
  'keyless, by two, one of them right',
  'keyless, certificate in no log, which is right',
  'with a key, logged',
  'with a key, stamped',
  'certificate with two names',
  'certificate for servers and code',
  'certificate with a P-384 key',
  'certificate with the older issuer alone',
  'chain straight from the root',
  'chain through another authority',
  'chain through two',
  'chain through one that may sign for code',
];

test(`policy-tester and the gate agree on ${PAIRS} generated pairs (seed ${SEED})`, async () => {
  const sampled = fc.sample(arbitraryPair(Object.keys(images)), { numRuns: PAIRS, seed: SEED });
  const pairs = [...sampled, ...Object.keys(images).map(fittingPair)];
  const limit = pLimit(CONCURRENCY);
  const counts: Record<Verdict, number> = { admit: 0, deny: 0, 'invalid policy': 0 };
  const admitted = new Set<string>();
  const disagreements: string[] = [];
  await Promise.all(
    pairs.map((pair, id) =>
      limit(async () => {
        const subject = images[pair.subject];
        if (subject === undefined) throw new Error(`there is no image ${pair.subject}`);
        const { image, fits } = subject;
        const text = writePolicies(pair, fits, world);
        const [controller, gate] = await Promise.all([askController(text, image, id), askGate(text, image)]);
        counts[controller] += 1;
        if (controller === 'admit' && id >= PAIRS) admitted.add(pair.subject);
        if (controller !== gate) {
          disagreements.push(`${pair.subject}: the controller says ${controller}, the gate ${gate}\n${text}`);
        }
      }),
    ),
  );
  expect(disagreements.slice(0, 3).join('\n\n')).toBe('');
  // The generator must reach every answer often enough to mean something.
  for (const verdict of ['admit', 'deny', 'invalid policy'] as const) {
    expect(counts[verdict], verdict).toBeGreaterThan(PAIRS / 20);
  }
  expect([...admitted]).toEqual(expect.arrayContaining(ADMITTED));
});

// The tester, unlike the controller, does not look for a trusted_root.json: the repository is of the older kind.
test.each(['pass', 'expired'] as const)('a TrustRoot with a TUF repository: %s', async (kind) => {
  const expires = new Date(Date.now() + (kind === 'expired' ? -1 : 30) * 86_400_000);
  const made = makeTufRepository({ target: describedTargets(services), expires });
  const archive = await packTufRepository(made);
  const trustRoot = [
    'apiVersion: policy.sigstore.dev/v1alpha1\nkind: TrustRoot\nmetadata:\n  name: ours\nspec:\n  repository:',
    `root: ${made.root.toString('base64')}`,
    'targets: targets',
    `mirrorFS: ${archive.toString('base64')}\n`,
  ].join('\n    ');
  await writeFile(join(scratch, `${kind}.yaml`), trustRoot);
  const subject = images['keyless, logged'];
  if (subject === undefined) throw new Error('there is no such image');
  const text = policyText({ authorities: [keylessAuthority({ extra: LOGGED })] });
  const controller = askController(text, subject.image, kind, `${kind}.yaml`);
  const gate = askGate(text, subject.image, trustRoot);
  if (kind === 'pass') expect([await controller, await gate]).toEqual(['admit', 'admit']);
  else {
    // Neither has keys: the tester ends at once, a cluster denies, and the gate does not know.
    const settled = await Promise.allSettled([controller, gate]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    for (const one of settled) expect(one.status === 'rejected' ? String(one.reason) : '').toMatch(/expired/);
  }
});
