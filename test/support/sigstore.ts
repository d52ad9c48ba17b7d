import { createHash, type KeyObject, sign } from 'node:crypto';
import { dsse } from '@sigstore/core';
import { initializeCA, initializeCTLog, initializeTLog, initializeTSA } from '@sigstore/mock';
import { z } from 'zod';
import { createKey, SIGN_PREDICATE, simpleSigning, type TestKey, type TestSignature } from './signatures.ts';

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

export interface LeafOptions {
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

const LogEntry = z.object({
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

async function enter(tlog: SigstoreServices['tlog'], proposed: object) {
  return LogEntry.parse(Object.values(await tlog.log(proposed))[0]);
}

function hashedrekord(payload: Uint8Array, signature: Uint8Array, signer: string): object {
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

async function requestTimestamp(tsa: SigstoreServices['tsa'], signature: Uint8Array): Promise<Buffer> {
  const der = await tsa.timestamp({
    artifactHash: createHash('sha256').update(signature).digest(),
    hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
    nonce: 1,
    policyOID: '1.2.3.4.1',
    certReq: true,
  });
  return bytesOf(der);
}

export type BundleVersion = '0.1' | '0.2' | '0.3';

export interface BundleOptions extends KeylessOptions {
  readonly version?: BundleVersion;
  readonly predicateType?: string;
  /** Entries of Rekor v2 have no time of their own. */
  readonly rekor?: 1 | 2;
}

/** A sigstore bundle with a DSSE envelope, as `cosign sign` of cosign 3 makes it without a key. */
export async function signKeylessBundle(
  services: SigstoreServices,
  digest: string,
  options: BundleOptions = {},
): Promise<string> {
  const { version = '0.3', predicateType = SIGN_PREDICATE, log = true, rekor = 1 } = options;
  const { timestamp = rekor === 2 } = options;
  const leaf = options.leaf ?? (await issueLeaf(services.ca, options));
  const [algorithm = '', hex = ''] = digest.split(':');
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ digest: { [algorithm]: hex } }],
    predicateType,
  };
  const payload = Buffer.from(options.payload ?? JSON.stringify(statement));
  const payloadType = 'application/vnd.in-toto+json';
  const signature = sign('sha256', dsse.preAuthEncoding(payloadType, payload), leaf.key.privateKey);
  const certificate = { rawBytes: leaf.der.toString('base64') };
  const entry =
    rekor === 1
      ? logEnvelope(services, payload, signature, leaf)
      : logEnvelopeV2(services, payload, signature, leaf.der);
  return JSON.stringify({
    mediaType:
      version === '0.3'
        ? 'application/vnd.dev.sigstore.bundle.v0.3+json'
        : `application/vnd.dev.sigstore.bundle+json;version=${version}`,
    verificationMaterial: {
      ...(version === '0.3' ? { certificate } : { x509CertificateChain: { certificates: [certificate] } }),
      tlogEntries: log ? [await entry] : [],
      timestampVerificationData: {
        rfc3161Timestamps: timestamp
          ? [{ signedTimestamp: (await requestTimestamp(services.tsa, signature)).toString('base64') }]
          : [],
      },
    },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType,
      signatures: [{ sig: signature.toString('base64') }],
    },
  });
}

/** A sigstore bundle with a signature over the bytes themselves: for an image, those of its manifest. */
export async function signMessageBundle(services: SigstoreServices, message: Buffer): Promise<string> {
  const leaf = await issueLeaf(services.ca);
  const signature = sign('sha256', message, leaf.key.privateKey);
  const entry = await enter(services.tlog, hashedrekord(message, signature, toPem('CERTIFICATE', leaf.der)));
  return JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: leaf.der.toString('base64') },
      tlogEntries: [toBundleEntry(entry, 'hashedrekord')],
    },
    messageSignature: {
      messageDigest: { algorithm: 'SHA2_256', digest: createHash('sha256').update(message).digest('base64') },
      signature: signature.toString('base64'),
    },
  });
}

async function logEnvelope(
  { tlog }: SigstoreServices,
  payload: Buffer,
  signature: Buffer,
  leaf: Leaf,
): Promise<object> {
  const value = createHash('sha256').update(payload).digest('hex');
  const verifier = Buffer.from(toPem('CERTIFICATE', leaf.der)).toString('base64');
  const entry = await enter(tlog, {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: { algorithm: 'sha256', value },
      payloadHash: { algorithm: 'sha256', value },
      signatures: [{ signature: signature.toString('base64'), verifier }],
    },
  });
  return toBundleEntry(entry, 'dsse');
}

function toBundleEntry(entry: z.output<typeof LogEntry>, kind: string): object {
  const proof = entry.verification.inclusionProof;
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: Buffer.from(entry.logID, 'hex').toString('base64') },
    kindVersion: { kind, version: '0.0.1' },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp: entry.verification.signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: Buffer.from(proof.rootHash, 'hex').toString('base64'),
      treeSize: String(proof.treeSize),
      hashes: [],
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: entry.body,
  };
}

export function logEnvelopeV2(
  { keys }: Pick<SigstoreServices, 'keys'>,
  payload: Buffer,
  signature: Buffer,
  certificate: Buffer,
): object {
  const digest = createHash('sha256').update(payload).digest('base64');
  const verifier = {
    x509Certificate: { rawBytes: certificate.toString('base64') },
    keyDetails: 'PKIX_ECDSA_P256_SHA_256',
  };
  const body = Buffer.from(
    JSON.stringify({
      apiVersion: '0.0.2',
      kind: 'dsse',
      spec: {
        dsseV002: {
          payloadHash: { algorithm: 'SHA2_256', digest },
          signatures: [{ content: signature.toString('base64'), verifier }],
        },
      },
    }),
  );
  const root = createHash('sha256')
    .update(Buffer.from([0]))
    .update(body)
    .digest();
  return {
    logIndex: '0',
    logId: { keyId: checkpointId(keys.tlog).toString('base64') },
    kindVersion: { kind: 'dsse', version: '0.0.2' },
    integratedTime: '0',
    inclusionProof: {
      logIndex: '0',
      rootHash: root.toString('base64'),
      treeSize: '1',
      hashes: [],
      checkpoint: { envelope: checkpoint(keys.tlog, root) },
    },
    canonicalizedBody: body.toString('base64'),
  };
}

function checkpoint(key: TestKey, root: Buffer): string {
  const host = new URL(REKOR).host;
  const note = `${host}\n1\n${root.toString('base64')}\n`;
  const plain = key.publicKey.asymmetricKeyType === 'ed25519';
  const signature = sign(plain ? null : 'sha256', Buffer.from(note), key.privateKey);
  const hinted = Buffer.concat([checkpointId(key).subarray(0, 4), signature]);
  return `${note}\n\u2014 ${host} ${hinted.toString('base64')}\n`;
}

/** Of a signed note: for Ed25519 the log's name is part of it (C2SP, signed-note). */
function checkpointId({ publicKey }: TestKey): Buffer {
  if (publicKey.asymmetricKeyType !== 'ed25519') return logId(publicKey);
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return createHash('sha256')
    .update(`${new URL(REKOR).host}\n`)
    .update(Buffer.from([1]))
    .update(key)
    .digest();
}

export function logId(key: KeyObject): Buffer {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest();
}

/** A TrustRoot document with the keys of the services. */
/** `chain`: certificates of a second authority, in PEM. */
export function trustRootText(services: SigstoreServices, name = 'ours', chain: string | null = null): string {
  const base64 = (pem: string): string => Buffer.from(pem).toString('base64');
  const authority = (uri: string, ...views: ArrayBufferView[]): readonly string[] =>
    authorityOf(uri, views.map((view) => toPem('CERTIFICATE', bytesOf(view))).join(''));
  const authorityOf = (uri: string, pem: string): readonly string[] => [
    '      - subject:',
    '          organization: sigstore.mock',
    '          commonName: mock',
    `        uri: ${uri}`,
    `        certChain: ${base64(pem)}`,
  ];
  const log = (url: string, key: TestKey): readonly string[] => [
    `      - baseURL: ${url}`,
    '        hashAlgorithm: sha-256',
    `        publicKey: ${base64(key.pem)}`,
  ];
  return [
    'apiVersion: policy.sigstore.dev/v1alpha1',
    'kind: TrustRoot',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    '  sigstoreKeys:',
    '    certificateAuthorities:',
    ...authority('https://fulcio.sigstore.mock', services.ca.rootCertificate),
    ...(chain === null ? [] : authorityOf('https://second.sigstore.mock', chain)),
    '    tLogs:',
    ...log(REKOR, services.keys.tlog),
    '    ctLogs:',
    ...log('https://ctfe.sigstore.mock', services.keys.ctlog),
    '    timestampAuthorities:',
    ...authority('https://tsa.sigstore.mock', services.tsa.intCertificate, services.tsa.rootCertificate),
    '',
  ].join('\n');
}

export interface KeylessText {
  readonly name?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly issuerRegExp?: string;
  readonly subjectRegExp?: string;
  /** Of the TrustRoot; null leaves it out. */
  readonly trustRoot?: string | null;
  /** More lines below `keyless`. */
  readonly keyless?: string;
  /** More lines of the authority. */
  readonly extra?: string;
}

/** The lines of a keyless authority. */
export function keylessAuthority({
  name = 'ci',
  issuer,
  subject,
  issuerRegExp,
  subjectRegExp,
  trustRoot = 'ours',
  keyless = '',
  extra = '',
}: KeylessText = {}): string {
  const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const anyIssuer =
    issuerRegExp === undefined ? `issuer: ${quote(issuer ?? ISSUER)}` : `issuerRegExp: ${quote(issuerRegExp)}`;
  const anySubject =
    subjectRegExp === undefined ? `subject: ${quote(subject ?? SUBJECT)}` : `subjectRegExp: ${quote(subjectRegExp)}`;
  return [
    `name: ${name}`,
    'keyless:',
    ...(trustRoot === null ? [] : [`  trustRootRef: ${trustRoot}`]),
    ...(keyless === '' ? [] : [`  ${keyless}`]),
    '  identities:',
    `    - ${anyIssuer}`,
    `      ${anySubject}`,
    ...(extra === '' ? [] : [extra]),
  ].join('\n');
}

/** `ctlog` and `rfc3161timestamp` of an authority, against the same TrustRoot. */
export const LOGGED = `ctlog:\n  url: ${REKOR}\n  trustRootRef: ours`;
export const STAMPED = 'rfc3161timestamp:\n  trustRootRef: ours';
