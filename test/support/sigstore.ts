import { createHash, type KeyObject, sign } from 'node:crypto';
import { initializeCA, initializeCTLog, initializeTLog, initializeTSA } from '@sigstore/mock';
import { z } from 'zod';
import { createKey, simpleSigning, type TestKey, type TestSignature } from './signatures.ts';

/** sigstore's services in memory: a certificate authority, its log, a transparency log and a timestamp authority. */
export interface SigstoreServices {
  readonly ca: Awaited<ReturnType<typeof initializeCA>>;
  readonly ctlog: Awaited<ReturnType<typeof initializeCTLog>>;
  readonly tlog: Awaited<ReturnType<typeof initializeTLog>>;
  readonly tsa: Awaited<ReturnType<typeof initializeTSA>>;
  /** When everything happens; undefined: when it does. */
  readonly clock: Date | undefined;
  /** The keys themselves, for what the services would not do. */
  readonly keys: Readonly<Record<'ca' | 'ctlog' | 'tlog' | 'tsa', TestKey>>;
}

export const ISSUER = 'https://token.ci.example';
export const SUBJECT = 'https://ci.example/acme/api/.build/release.yml@refs/heads/main';
export const REKOR = 'https://rekor.sigstore.mock';

/** When the tests sign: the services' own certificates begin with the test. */
export const SIGNED = new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000);
/** Well after a certificate has expired, as it always is when somebody deploys. */
export const LATER = new Date(SIGNED.getTime() + 20 * 86_400_000);

/** All of them give out what they do at `clock`, else at the present. */
export async function startSigstore(clock?: Date): Promise<SigstoreServices> {
  const keys = { ca: createKey(), ctlog: createKey(), tlog: createKey(), tsa: createKey('P-384') };
  const ctlog = await initializeCTLog(keys.ctlog, clock);
  return {
    clock,
    keys,
    ctlog,
    ca: await initializeCA(keys.ca, ctlog, clock),
    tlog: await initializeTLog(REKOR, keys.tlog, clock),
    tsa: await initializeTSA(keys.tsa, clock),
  };
}

export function bytesOf(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

export function toPem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** A certificate for a new key, and that key. */
export interface Leaf {
  readonly key: TestKey;
  readonly der: Buffer;
}

export async function issueLeaf(ca: SigstoreServices['ca'], options: LeafOptions = {}): Promise<Leaf> {
  const key = createKey();
  return { key, der: await issueFor(ca, key.publicKey, options) };
}

export async function issueFor(
  ca: SigstoreServices['ca'],
  key: KeyObject,
  { issuer = ISSUER, subject = SUBJECT }: LeafOptions,
): Promise<Buffer> {
  const publicKey = key.export({ type: 'spki', format: 'der' });
  const extensions = [
    { oid: '1.3.6.1.4.1.57264.1.1', value: issuer, legacy: true },
    { oid: '1.3.6.1.4.1.57264.1.8', value: issuer },
  ];
  return bytesOf(await ca.issueCertificate({ publicKey, subjectAltName: subject, extensions }));
}

interface LeafOptions {
  readonly issuer?: string;
  readonly subject?: string;
}

export interface KeylessOptions extends LeafOptions {
  readonly log?: boolean;
  readonly timestamp?: boolean;
  /** In place of the payload for the digest. */
  readonly payload?: string;
  /** In place of a certificate of the services. */
  readonly leaf?: Leaf;
}

/** One layer of a `.sig` manifest, as cosign makes it without a key. */
export async function signKeyless(
  services: SigstoreServices,
  digest: string,
  options: KeylessOptions = {},
): Promise<TestSignature> {
  const { log = true, timestamp = false, payload = simpleSigning(digest) } = options;
  const leaf = options.leaf ?? (await issueLeaf(services.ca, options));
  const bytes = Buffer.from(payload);
  const signature = sign('sha256', bytes, leaf.key.privateKey);
  const certificate = toPem('CERTIFICATE', leaf.der);
  return {
    payload: bytes,
    annotations: {
      'dev.cosignproject.cosign/signature': signature.toString('base64'),
      'dev.sigstore.cosign/certificate': certificate,
      'dev.sigstore.cosign/chain': toPem('CERTIFICATE', bytesOf(services.ca.rootCertificate)),
      ...(log ? { 'dev.sigstore.cosign/bundle': await logSignature(services, bytes, signature, certificate) } : {}),
      ...(timestamp ? { 'dev.sigstore.cosign/rfc3161timestamp': await stampSignature(services, signature) } : {}),
    },
  };
}

/** The annotation with an entry of Rekor v1; `signer` is PEM: a certificate or a public key. */
export async function logSignature(
  { tlog }: Pick<SigstoreServices, 'tlog'>,
  payload: Uint8Array,
  signature: Uint8Array,
  signer: string,
): Promise<string> {
  const { body, integratedTime, logID, logIndex, verification } = await enter(
    tlog,
    hashedrekord(payload, signature, signer),
  );
  const SignedEntryTimestamp = verification.signedEntryTimestamp;
  return JSON.stringify({ SignedEntryTimestamp, Payload: { body, integratedTime, logIndex, logID } });
}

export const LogEntry = z.object({
  body: z.string(),
  integratedTime: z.number(),
  logID: z.string(),
  logIndex: z.number(),
  verification: z.object({
    signedEntryTimestamp: z.string(),
    inclusionProof: z.object({
      logIndex: z.number(),
      rootHash: z.string(),
      treeSize: z.number(),
      checkpoint: z.string(),
    }),
  }),
});

export async function enter(tlog: SigstoreServices['tlog'], proposed: object) {
  return LogEntry.parse(Object.values(await tlog.log(proposed))[0]);
}

export function hashedrekord(payload: Uint8Array, signature: Uint8Array, signer: string): object {
  const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
  const value = createHash('sha256').update(payload).digest('hex');
  return {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: 'sha256', value } },
      signature: { content: base64(signature), publicKey: { content: base64(signer) } },
    },
  };
}

export async function stampSignature({ tsa }: Pick<SigstoreServices, 'tsa'>, signature: Uint8Array): Promise<string> {
  const SignedRFC3161Timestamp = (await requestTimestamp(tsa, signature)).toString('base64');
  return JSON.stringify({ SignedRFC3161Timestamp });
}

export async function requestTimestamp(tsa: SigstoreServices['tsa'], signature: Uint8Array): Promise<Buffer> {
  const der = await tsa.timestamp({
    artifactHash: createHash('sha256').update(signature).digest(),
    hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
    nonce: 1,
    policyOID: '1.2.3.4.1',
    certReq: true,
  });
  return bytesOf(der);
}
