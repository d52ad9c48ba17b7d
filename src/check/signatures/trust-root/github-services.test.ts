import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ALONE } from '../../../../test/support/signatures.ts';
import type { Demands } from '../authority/demands.ts';
import { gatherTrust, type Trust } from '../authority/trust.ts';
import { verifyKeyless } from '../authority/verify.ts';
import { readAttestationBundle } from '../found/attestation.ts';
import type { Signed } from '../found/signature.ts';
import { createTrustRoots, type TrustRootOptions } from './create.ts';
import { GITHUB } from './services.ts';

/** What GitHub's own services signed, against the trust root that the gate comes with, without a network. */

const DAY = 86_400_000;
const PUBLISHED = Date.parse(GITHUB.publishedAt);
const OPTIONS: TrustRootOptions = {
  documents: [],
  now: new Date(PUBLISHED + 30 * DAY),
  maxAge: 180 * DAY,
  mirrors: { sigstore: null, github: null },
  ...ALONE,
  offline: true,
};
/** These certificates are good for a year. */
const LATER = new Date('2028-01-01T00:00:00Z');
const ROOT = { kind: 'github' } as const;
const DEMANDS: Demands = { certificates: ROOT, ignoreSct: true, log: null, logUrl: null, timestamps: ROOT };

async function shippedTrust(): Promise<Trust> {
  const trust = await gatherTrust(DEMANDS, createTrustRoots(OPTIONS));
  if (trust.status === 'unreadable') throw new Error(trust.reason);
  return trust;
}

function read(year: string): Signed {
  const url = new URL(`../../../../fixtures/signatures/github/release-${year}.sigstore.json`, import.meta.url);
  const found = readAttestationBundle(readFileSync(url), `sha256:${'0'.repeat(64)}`);
  if (found.status !== 'read') throw new Error(found.reason);
  return found.signatures[0];
}

describe.each([
  '2025',
  '2026',
])("a release that GitHub's services signed, by the certificate authority of %s", (year) => {
  test('verifies with what is shipped', async () => {
    expect(verifyKeyless(read(year), await shippedTrust(), OPTIONS.now)).toMatchObject({
      status: 'verified',
      identity: { names: ['https://dotcom.releases.github.com'] },
    });
  });

  test('is refused with anything of what was signed changed', async () => {
    const signed = read(year);
    const changed = { ...signed, signed: Buffer.from(signed.signed) };
    changed.signed[60] = (changed.signed[60] ?? 0) ^ 1;
    expect(verifyKeyless(changed, await shippedTrust(), OPTIONS.now).status).toBe('refused');
  });

  test('counts by its timestamp when the certificate has expired, and is refused without it', async () => {
    const [signed, trust] = [read(year), await shippedTrust()];
    expect(verifyKeyless(signed, trust, LATER).status).toBe('verified');
    const without = { ...signed, evidence: { ...signed.evidence, timestamps: [] } };
    expect(verifyKeyless(without, trust, LATER).status).toBe('refused');
  });

  test("is refused by sigstore's public services", async () => {
    const other = { kind: 'public-good' } as const;
    const demands = { ...DEMANDS, certificates: other, timestamps: other };
    const trust = await gatherTrust(demands, createTrustRoots(OPTIONS));
    if (trust.status === 'unreadable') throw new Error(trust.reason);
    expect(verifyKeyless(read(year), trust, OPTIONS.now).status).toBe('refused');
  });
});

test('the report says that it was shipped, and of when', async () => {
  const roots = createTrustRoots(OPTIONS);
  expect((await roots.get(ROOT)).status).toBe('available');
  expect(roots.used()).toEqual([{ name: 'github', source: 'shipped', updatedAt: GITHUB.publishedAt }]);
});

test('past signatures.trustRootMaxAge it is unknown', async () => {
  const answer = await createTrustRoots({ ...OPTIONS, maxAge: 29 * DAY }).get(ROOT);
  expect(answer).toMatchObject({
    status: 'unreadable',
    reason: expect.stringContaining('older than signatures.trustRootMaxAge allows'),
  });
});
