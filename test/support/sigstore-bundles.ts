import { createHash, type KeyObject, sign } from 'node:crypto';
import { dsse } from '@sigstore/core';
import type { z } from 'zod';
import { SIGN_PREDICATE, type TestKey } from './signatures.ts';
import {
  enter,
  hashedrekord,
  issueLeaf,
  type KeylessOptions,
  type Leaf,
  type LogEntry,
  REKOR,
  requestTimestamp,
  type SigstoreServices,
  toPem,
} from './sigstore.ts';

/** Bundles of sigstore, with entries of both versions of Rekor. */

type BundleVersion = '0.1' | '0.2' | '0.3';

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

function logId(key: KeyObject): Buffer {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest();
}
