import { describe, expect, test } from 'vitest';
import { PREDICATES, statementOf } from '../../../../test/support/attestations.ts';
import { startGithubServices } from '../../../../test/support/github-services.ts';
import { issueOdd } from '../../../../test/support/odd-certificates.ts';
import { ALONE, FakeRegistry, resolvedImage, sha256 } from '../../../../test/support/signatures.ts';
import { ISSUER, SUBJECT } from '../../../../test/support/sigstore.ts';
import { type BundleOptions, signKeylessBundle } from '../../../../test/support/sigstore-bundles.ts';
import { completePolicy } from '../../../policy/schema.ts';
import { createExpectations } from '../expectation/expect-of-image.ts';
import { readAttestationBundle } from '../found/attestation.ts';
import { createSignatureFinder } from '../found/finder.ts';
import { createTrustRoots, type TrustRootOptions } from '../trust-root/create.ts';
import { GITHUB } from '../trust-root/services.ts';
import type { Demands } from './demands.ts';
import { gatherTrust, type Trust } from './trust.ts';
import { verifyKeyless } from './verify.ts';

/** GitHub's services with a certificate authority that the shipped trust root does not know, and no network. */

const DAY = 86_400_000;
const PUBLISHED = Date.parse(GITHUB.publishedAt);
const [BEFORE, AFTER] = [new Date(PUBLISHED - 20 * DAY), new Date(PUBLISHED + 20 * DAY)];
const NOW = new Date(PUBLISHED + 30 * DAY);
const OPTIONS: TrustRootOptions = {
  documents: [],
  now: NOW,
  maxAge: 180 * DAY,
  mirrors: { sigstore: null, github: null },
  ...ALONE,
  offline: true,
};
const REPOSITORY = 'ghcr.io/acme/api';
const DIGEST = sha256('api 1.2.3');
/** The name that each of GitHub's issuing certificates has. */
const NAME = 'Fulcio Intermediate l2';

interface Made extends BundleOptions {
  readonly at?: Date;
  readonly by?: string;
}

async function bundle({ at = AFTER, by = NAME, ...options }: Made = {}): Promise<string> {
  const services = await startGithubServices(at, by);
  const statement = { predicateType: PREDICATES.spdx, predicate: { spdxVersion: 'SPDX-2.3' } };
  const payload = statementOf(DIGEST, { ...statement, type: 'https://in-toto.io/Statement/v1' });
  const leaf = await issueOdd(services, {});
  return signKeylessBundle(services, DIGEST, { payload, log: false, timestamp: true, leaf, ...options });
}

async function shipped(kind: 'github' | 'public-good' = 'github'): Promise<Trust> {
  const demands: Demands = { certificates: { kind }, ignoreSct: true, log: null, logUrl: null, timestamps: { kind } };
  const trust = await gatherTrust(demands, createTrustRoots(OPTIONS));
  if (trust.status === 'unreadable') throw new Error(trust.reason);
  return trust;
}

function read(text: string) {
  const found = readAttestationBundle(Buffer.from(text), DIGEST);
  if (found.status !== 'read') throw new Error(found.reason);
  return found.signatures[0];
}

const day = (one: Date | number): string => new Date(one).toISOString().slice(0, 10);

test('by an authority that may have come later it is unknown, and nothing softens that', async () => {
  expect(verifyKeyless(read(await bundle()), await shipped(), NOW)).toEqual({
    status: 'unreadable',
    cause: 'content',
    reason: expect.stringContaining(
      `its certificate of ${day(AFTER)} is by none of the authorities that the trust root of ${day(PUBLISHED)} holds, perhaps by one that came later, and no newer trust root could be fetched from tuf-repo.github.com: `,
    ),
    remedy: 'Let the gate reach tuf-repo.github.com once, or update the gate.',
  });
});

describe('is refused', () => {
  test.each<[what: string, made: Made]>([
    ['what is older than the trust root', { at: BEFORE }],
    ['what names another authority', { by: 'Fulcio' }],
    ['what names one that gives out no certificates', { by: 'Internal Services Root' }],
    ['what nothing shows the time of', { timestamp: false }],
  ])('%s', async (_, made) => {
    expect(verifyKeyless(read(await bundle(made)), await shipped(), NOW).status).toBe('refused');
  });

  test('what was changed', async () => {
    const signed = read(await bundle());
    const changed = { ...signed, signed: Buffer.from(signed.signed) };
    changed.signed[60] = (changed.signed[60] ?? 0) ^ 1;
    expect(verifyKeyless(changed, await shipped(), NOW).status).toBe('refused');
  });

  test('what the newest trust root does not know', async () => {
    const { outdated, ...newest } = await shipped();
    expect(outdated?.publishedAt.getTime()).toBe(PUBLISHED);
    expect(verifyKeyless(read(await bundle()), newest, NOW).status).toBe('refused');
  });

  test('what the public services are asked for, whose authorities stay', async () => {
    expect(verifyKeyless(read(await bundle()), await shipped('public-good'), NOW).status).toBe('refused');
  });
});

test('an image that only has such an attestation is unknown by its content', async () => {
  const registry = new FakeRegistry();
  registry.putBundle(REPOSITORY, DIGEST, await bundle());
  const signedBy = { issuer: ISSUER, subject: SUBJECT };
  const policy = completePolicy({ version: 1, signatures: { attestations: [{ predicate: 'spdx', signedBy }] } });
  const means = { finder: createSignatureFinder(registry), roots: createTrustRoots(OPTIONS), github: null, now: NOW };
  const judged = await createExpectations(policy, means)(resolvedImage(`${REPOSITORY}:1`, DIGEST));
  expect(judged.outcome).toBe('unknown');
  expect(judged.findings.map(({ rule, result }) => ({ rule, result }))).toEqual([
    { rule: 'attestation/invalid', result: { outcome: 'unknown', cause: 'content' } },
  ]);
  expect(judged.findings[0]?.message).toContain('Let the gate reach tuf-repo.github.com once');
});
