import { createHash, sign } from 'node:crypto';
import { dsse } from '@sigstore/core';
import { z } from 'zod';
import type { ContentStore } from '../../src/demo/registry/index.ts';
import { BUNDLE_TYPE, type TestKey, type TestSignature } from './signatures.ts';
import { bytesOf, issueLeaf, type KeylessOptions, type SigstoreServices, stampSignature, toPem } from './sigstore.ts';

/** Attestations as cosign and GitHub make them, for tests: no program, no network. */

export const PREDICATES = {
  custom: 'https://cosign.sigstore.dev/attestation/v1',
  slsa02: 'https://slsa.dev/provenance/v0.2',
  slsa1: 'https://slsa.dev/provenance/v1',
  spdx: 'https://spdx.dev/Document',
  cyclonedx: 'https://cyclonedx.org/bom',
  vuln: 'https://cosign.sigstore.dev/attestation/vuln/v1',
} as const;

export interface StatementOptions {
  readonly predicateType?: string;
  readonly predicate?: unknown;
  readonly type?: string;
}

export function statementOf(
  digest: string,
  {
    predicateType = PREDICATES.custom,
    predicate = { Data: 'tested' },
    type = 'https://in-toto.io/Statement/v0.1',
  }: StatementOptions = {},
): string {
  const [algorithm = '', hex = ''] = digest.split(':');
  const subject = [{ name: 'registry.example/any', digest: { [algorithm]: hex } }];
  return JSON.stringify({ _type: type, predicateType, subject, predicate });
}

const IN_TOTO = 'application/vnd.in-toto+json';

export interface EnvelopeOptions {
  readonly payloadType?: string;
  /** More signatures, before the right one. */
  readonly before?: readonly TestKey[];
}

export function envelopeOf(
  key: Pick<TestKey, 'privateKey'>,
  payload: string,
  { payloadType = IN_TOTO, before = [] }: EnvelopeOptions = {},
): { readonly bytes: Buffer; readonly signature: Buffer } {
  const bytes = Buffer.from(payload);
  const encoded = dsse.preAuthEncoding(payloadType, bytes);
  const made = [...before, key].map(({ privateKey }) =>
    sign(privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256', encoded, privateKey),
  );
  const signatures = made.map((signature) => ({ keyid: '', sig: signature.toString('base64') }));
  const envelope = JSON.stringify({ payloadType, payload: bytes.toString('base64'), signatures });
  return { bytes: Buffer.from(envelope), signature: made.at(-1) ?? Buffer.alloc(0) };
}

/** One layer of a `.att` manifest, as `cosign attest --key` makes it. */
export function attest(
  key: TestKey,
  digest: string,
  statement: StatementOptions = {},
  envelope: EnvelopeOptions = {},
): TestSignature {
  const { bytes } = envelopeOf(key, statementOf(digest, statement), envelope);
  return {
    payload: bytes,
    annotations: { 'dev.cosignproject.cosign/signature': '', predicateType: statement.predicateType ?? '' },
  };
}

/** A bundle v0.3 with a key, as `cosign attest --key` of cosign 3 makes it. */
export function attestBundle(key: TestKey, digest: string, statement: StatementOptions = {}): string {
  const { bytes } = envelopeOf(key, statementOf(digest, { type: 'https://in-toto.io/Statement/v1', ...statement }));
  const dsseEnvelope = JSON.parse(bytes.toString('utf8'));
  return JSON.stringify({
    mediaType: BUNDLE_TYPE,
    verificationMaterial: { publicKey: { hint: 'none' } },
    dsseEnvelope,
  });
}

const LogEntry = z.object({
  body: z.string(),
  integratedTime: z.number(),
  logID: z.string(),
  logIndex: z.number(),
  verification: z.looseObject({ signedEntryTimestamp: z.string() }),
});

/** One layer of a `.att` manifest, as `cosign attest` makes it without a key. */
export async function attestKeyless(
  services: SigstoreServices,
  digest: string,
  statement: StatementOptions = {},
  options: KeylessOptions = {},
): Promise<TestSignature> {
  const { log = true, timestamp = false } = options;
  const leaf = options.leaf ?? (await issueLeaf(services.ca, options));
  const text = statementOf(digest, statement);
  const { bytes, signature } = envelopeOf(leaf.key, text);
  const certificate = toPem('CERTIFICATE', leaf.der);
  const hash = (value: string | Buffer) => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(value).digest('hex'),
  });
  const entry = async (): Promise<string> => {
    const verifier = Buffer.from(certificate).toString('base64');
    const proposed = {
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        envelopeHash: hash(bytes),
        payloadHash: hash(text),
        signatures: [{ signature: signature.toString('base64'), verifier }],
      },
    };
    const made = LogEntry.parse(Object.values(await services.tlog.log(proposed))[0]);
    const { body, integratedTime, logIndex, logID, verification } = made;
    const SignedEntryTimestamp = verification.signedEntryTimestamp;
    return JSON.stringify({ SignedEntryTimestamp, Payload: { body, integratedTime, logIndex, logID } });
  };
  return {
    payload: bytes,
    annotations: {
      'dev.cosignproject.cosign/signature': '',
      'dev.sigstore.cosign/certificate': certificate,
      'dev.sigstore.cosign/chain': toPem('CERTIFICATE', bytesOf(services.ca.rootCertificate)),
      ...(log ? { 'dev.sigstore.cosign/bundle': await entry() } : {}),
      ...(timestamp ? { 'dev.sigstore.cosign/rfc3161timestamp': await stampSignature(services, bytes) } : {}),
    },
  };
}

/** The lines of `attestations` of an authority. */
export function wantedText(predicateTypes: readonly string[], condition = ''): string {
  return [
    'attestations:',
    ...predicateTypes.flatMap((type, index) => [`  - name: wanted-${index}`, `    predicateType: "${type}"`]),
    ...(condition === '' ? [] : [`    policy:\n      ${condition.trim().replaceAll('\n', '\n      ')}`]),
  ].join('\n');
}

/** A referrer of the image with one bundle, as cosign 3 and GitHub push it. */
export function putBundleReferrer(
  store: ContentStore,
  repository: string,
  image: { readonly digest: string; readonly size: number },
  bundle: string,
  annotations: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(bundle);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const empty = Buffer.from('{}');
  const emptyType = 'application/vnd.oci.empty.v1+json';
  const manifest = {
    schemaVersion: 2,
    mediaType,
    artifactType: BUNDLE_TYPE,
    config: { mediaType: emptyType, digest: store.putBlob(repository, empty), size: empty.length },
    layers: [{ mediaType: BUNDLE_TYPE, digest: store.putBlob(repository, bytes), size: bytes.length }],
    subject: { mediaType, digest: image.digest, size: image.size },
    annotations,
  };
  store.putManifest(repository, Buffer.from(JSON.stringify(manifest)), mediaType, null);
}
