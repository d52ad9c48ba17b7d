import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALONE } from '../../../../test/support/signatures.ts';
import { gatherTrust } from '../authority/trust.ts';
import { verifyKeyless } from '../authority/verify.ts';
import { createTrustRoots } from '../trust-root/create.ts';
import { PUBLIC_GOOD } from '../trust-root/services.ts';
import { readAttestationBundle } from './attestation.ts';

/**
 * Bundles of sigstore-go's own tests (v1.3.0, pkg/testing/data/bundles, Apache-2.0), signed by sigstore's public services.
 * Of the assets of sigstore-conformance itself two cases can be had: conformance.test.ts.
 */
function read(name: string) {
  const url = new URL(`../../../../fixtures/signatures/sigstore-go/${name}.sigstore.json`, import.meta.url);
  return readAttestationBundle(readFileSync(url), `sha256:${'0'.repeat(64)}`);
}

test('a provenance that a person signed, logged as intoto 0.0.2, verifies with the root that is shipped', async () => {
  const found = read('dsse');
  if (found.status !== 'read') throw new Error('it could not be read');
  const now = new Date(PUBLIC_GOOD.publishedAt);
  const mirrors = { sigstore: null, github: null };
  const roots = createTrustRoots({ documents: [], now, maxAge: 86_400_000, mirrors, ...ALONE });
  const root = { kind: 'public-good' } as const;
  const trust = await gatherTrust(
    { certificates: root, ignoreSct: false, log: root, logUrl: null, timestamps: null },
    roots,
  );
  if (trust.status === 'unreadable') throw new Error(trust.reason);
  expect(verifyKeyless(found.signatures[0], trust, now)).toMatchObject({
    status: 'verified',
    identity: { issuer: 'https://github.com/login/oauth' },
  });
  // It names something by its sha512, and no image.
  expect(found.objection).toContain('it was made for another image');
});

test('two signatures in one bundle are refused, as the specification of bundles has it', () => {
  expect(read('dsse-2sigs').status).toBe('rejected');
});
