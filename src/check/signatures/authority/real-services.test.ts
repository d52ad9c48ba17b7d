import { readFileSync } from 'node:fs';
import { bundleFromJSON } from '@sigstore/bundle';
import { expect, test } from 'vitest';
import { ALONE } from '../../../../test/support/signatures.ts';
import { readBundle } from '../found/bundle.ts';
import type { ReadSignature } from '../found/signature.ts';
import { createTrustRoots } from '../trust-root/create.ts';
import { PUBLIC_GOOD } from '../trust-root/services.ts';
import { parseCertificate, readIdentity } from './certificate.ts';
import type { Demands } from './demands.ts';
import { gatherTrust, type Trust } from './trust.ts';
import { verifyKeyless } from './verify.ts';

/** What sigstore's own services signed, against the trust root that the gate comes with. */

const DEMANDS: Demands = {
  certificates: { kind: 'public-good' },
  ignoreSct: false,
  log: { kind: 'public-good' },
  logUrl: null,
  timestamps: null,
};
const NOW = new Date(PUBLIC_GOOD.publishedAt);

async function shippedTrust(demands = DEMANDS): Promise<Trust> {
  const roots = createTrustRoots({
    documents: [],
    now: NOW,
    maxAge: 86_400_000,
    mirrors: { sigstore: null, github: null },
    ...ALONE,
  });
  const trust = await gatherTrust(demands, roots);
  if (trust.status === 'unreadable') throw new Error(trust.reason);
  return trust;
}

function fixture(name: string): URL {
  return new URL(`../../../../fixtures/signatures/${name}`, import.meta.url);
}

function readFixture(name: string): ReadSignature {
  const found = readBundle(readFileSync(fixture(name)), 'sha256:0');
  if (found.status !== 'read') throw new Error(found.reason);
  return found;
}

test("the provenance of an npm package, signed in GitHub's workflow in 2023", async () => {
  const verified = verifyKeyless(readFixture('sigstore-js-2.0.0-provenance.json'), await shippedTrust(), NOW);
  expect(verified).toEqual({
    status: 'verified',
    identity: {
      issuer: 'https://token.actions.githubusercontent.com',
      names: ['https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main'],
    },
    until: null,
    pss: false,
  });
});

test('the same with any byte of its log entry changed', async () => {
  const found = readFixture('sigstore-js-2.0.0-provenance.json');
  const [entry] = found.evidence.entries;
  if (entry === undefined) throw new Error('it has no entry');
  const canonicalizedBody = Buffer.from(entry.canonicalizedBody);
  canonicalizedBody[40] = (canonicalizedBody[40] ?? 0) ^ 1;
  const changed = { ...found, evidence: { ...found.evidence, entries: [{ ...entry, canonicalizedBody }] } };
  expect(verifyKeyless(changed, await shippedTrust(), NOW).status).toBe('refused');
});

test('the same where a log entry counts for nothing: the certificate expired long ago', async () => {
  const trust = await shippedTrust({ ...DEMANDS, log: null });
  expect(verifyKeyless(readFixture('sigstore-js-2.0.0-provenance.json'), trust, NOW)).toMatchObject({
    status: 'refused',
    reason: expect.stringContaining('its certificate had expired'),
  });
});

test('a certificate whose name is of a kind that only Fulcio uses', () => {
  const bundle = bundleFromJSON(JSON.parse(readFileSync(fixture('other-name.json'), 'utf8')));
  const { content } = bundle.verificationMaterial;
  if (content.$case !== 'certificate') throw new Error('it has no certificate');
  const certificate = parseCertificate(content.certificate.rawBytes);
  expect(certificate === null ? null : readIdentity(certificate, 'bundle')).toEqual({
    issuer: 'http://oidc.local:8080',
    names: ['foo!oidc.local'],
  });
});
