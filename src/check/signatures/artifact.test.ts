import { beforeAll, describe, expect, test } from 'vitest';
import { createPorts } from '../../../test/support/ports.ts';
import { sha256 } from '../../../test/support/signatures.ts';
import {
  ISSUER,
  LATER,
  SIGNED,
  type SigstoreServices,
  SUBJECT,
  startSigstore,
} from '../../../test/support/sigstore.ts';
import { signKeylessBundle, signMessageBundle } from '../../../test/support/sigstore-bundles.ts';
import { trustRootText } from '../../../test/support/sigstore-documents.ts';
import type { ArtifactVerdict } from './artifact.ts';
import { parseSignaturePolicies } from './policy/parse.ts';
import { createTrustRoots } from './trust-root/create.ts';
import { verifyArtifact } from './verify-artifact.ts';

const ARCHIVE = Buffer.from('trivy_0.69.9_Linux-64bit.tar.gz');
const OTHER = Buffer.from('trivy_0.69.4_Linux-64bit.tar.gz');

let services: SigstoreServices;
let strangers: SigstoreServices;

beforeAll(async () => {
  services = await startSigstore(SIGNED);
  strangers = await startSigstore(SIGNED);
});

async function verify(
  bundle: string,
  { bytes = ARCHIVE, signer = { issuer: ISSUER, subject: SUBJECT }, name = 'ours' } = {},
): Promise<ArtifactVerdict> {
  const { trustRoots } = parseSignaturePolicies([{ file: 'root.yaml', text: trustRootText(services) }]);
  const roots = createTrustRoots({
    documents: trustRoots,
    http: createPorts({}).http,
    now: LATER,
    offline: true,
    maxAge: 1,
    mirrors: { sigstore: null, github: null },
  });
  const root = { kind: 'named', name } as const;
  return verifyArtifact({ bytes, digest: sha256(bytes.toString()), bundle: Buffer.from(bundle) }, signer, {
    roots,
    root,
    now: LATER,
  });
}

/** The status, and why. */
async function said(verdict: Promise<ArtifactVerdict>): Promise<string> {
  const answer = await verdict;
  return answer.status === 'verified' ? 'verified' : `${answer.status}: ${answer.reason}`;
}

/** A bundle with one of its fields changed. */
function changed(bundle: string, change: (parsed: Record<string, Record<string, unknown>>) => void): string {
  const parsed: Record<string, Record<string, unknown>> = JSON.parse(bundle);
  change(parsed);
  return JSON.stringify(parsed);
}

describe('a signature of a file', () => {
  test('of its bytes', async () => {
    expect(await said(verify(await signMessageBundle(services, ARCHIVE)))).toBe('verified');
  });
  test('as an attestation about its digest', async () => {
    const bundle = await signKeylessBundle(services, sha256(ARCHIVE.toString()));
    expect(await said(verify(bundle))).toBe('verified');
  });
  test('as an attestation with an entry of Rekor v2 and a timestamp', async () => {
    const bundle = await signKeylessBundle(services, sha256(ARCHIVE.toString()), { rekor: 2 });
    expect(await said(verify(bundle))).toBe('verified');
  });

  test('of other bytes', async () => {
    expect(await said(verify(await signMessageBundle(services, OTHER)))).toMatch(/^rejected: /);
  });
  test('as an attestation about another file', async () => {
    const bundle = await signKeylessBundle(services, sha256(OTHER.toString()));
    expect(await said(verify(bundle))).toBe('rejected: what it attests is of another file');
  });
  test.each([
    ['another workflow', { issuer: ISSUER, subject: `${SUBJECT}s` }],
    [
      'the same workflow of another tag',
      { issuer: ISSUER, subject: SUBJECT.replace('refs/heads/main', 'refs/tags/v1') },
    ],
    ['a subject of which the wanted is a part', { issuer: ISSUER, subject: SUBJECT.slice(0, -1) }],
    ['another issuer', { issuer: 'https://issuer.example', subject: SUBJECT }],
  ])('by %s', async (_, signer) => {
    const bundle = await signMessageBundle(services, ARCHIVE);
    expect(await said(verify(bundle, { signer }))).toBe(`rejected: it was signed by ${SUBJECT} (issued by ${ISSUER})`);
  });
  test('by an authority that the trust root does not have', async () => {
    expect(await said(verify(await signMessageBundle(strangers, ARCHIVE)))).toMatch(/^rejected: /);
  });
  test('without an entry in the log', async () => {
    const bundle = changed(await signMessageBundle(services, ARCHIVE), ({ verificationMaterial }) => {
      if (verificationMaterial !== undefined) verificationMaterial.tlogEntries = [];
    });
    expect(await said(verify(bundle))).toMatch(/^rejected: it /);
  });
  test('without a certificate', async () => {
    const bundle = changed(await signMessageBundle(services, ARCHIVE), ({ verificationMaterial }) => {
      if (verificationMaterial !== undefined) {
        delete verificationMaterial.certificate;
        verificationMaterial.publicKey = { hint: 'x' };
      }
    });
    expect(await said(verify(bundle))).toMatch(/^rejected: it has no certificate/);
  });
  test.each([
    ['nothing', ''],
    ['a page', '<html>Not found</html>'],
    ['JSON', '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}'],
  ])('in %s', async (_, bundle) => {
    expect(await said(verify(bundle))).toBe('rejected: it is not a sigstore bundle that can be read');
  });
  test('where the trust root is not to be had: not judged', async () => {
    const bundle = await signMessageBundle(services, ARCHIVE);
    expect(await said(verify(bundle, { name: 'nobody' }))).toMatch(/^unreadable: /);
  });
});
