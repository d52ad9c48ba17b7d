import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle';
import { z } from 'zod';
import { decodeBase64 } from './base64.ts';
import { readPemBlocks } from './pem.ts';
import { parseWrittenOnce, spelled } from './written-once.ts';

/** What travels with a signature to show who made it, and when. */
export interface Evidence {
  /** How it travels: in annotations of cosign's first format, or in a sigstore bundle. */
  readonly format: 'annotations' | 'bundle';
  /** A bundle below v0.3. The cluster's reader skips it (cosign pkg/oci/remote/signatures.go, MinVersion). */
  readonly isOld: boolean;
  /** Of the signer, in DER. */
  readonly certificate: Uint8Array | null;
  /** Entries of transparency logs. */
  readonly entries: readonly TransparencyLogEntry[];
  /** RFC 3161 time-stamp responses, in DER. */
  readonly timestamps: readonly Uint8Array[];
}

const CERTIFICATE = 'dev.sigstore.cosign/certificate';
const CHAIN = 'dev.sigstore.cosign/chain';
const BUNDLE = 'dev.sigstore.cosign/bundle';
const TIMESTAMP = 'dev.sigstore.cosign/rfc3161timestamp';

/** cosign, pkg/cosign/bundle: the entry as Rekor signed it. */
const RekorBundle = spelled({
  SignedEntryTimestamp: z.string(),
  Payload: spelled({
    body: z.string(),
    integratedTime: z.int().nonnegative(),
    logIndex: z.int().nonnegative(),
    logID: z.string().regex(/^[0-9a-f]*$/i),
  }),
});
const TimestampBundle = spelled({ SignedRFC3161Timestamp: z.string() });
const EntryBody = spelled({ kind: z.string(), apiVersion: z.string() });

/** What the annotations of a layer hold beside a signature (cosign, specs/SIGNATURE_SPEC.md); else why it cannot be read. */
export function readAnnotations(
  annotations: Readonly<Record<string, string>>,
): Evidence | { readonly problem: string } {
  const written = (name: string): string | undefined => annotations[name] || undefined;
  const pem = written(CERTIFICATE);
  const certificate = pem === undefined ? null : (readCertificates(pem)?.[0] ?? undefined);
  if (certificate === undefined) return { problem: 'the certificate beside it cannot be read' };
  const chain = written(CHAIN);
  if (chain !== undefined && readCertificates(chain) === null) {
    return { problem: 'the certificate chain beside it cannot be read' };
  }
  const bundle = written(BUNDLE);
  const entry = bundle === undefined ? null : readRekorBundle(bundle);
  if (entry === undefined) return { problem: 'the log entry beside it cannot be read' };
  const stamp = written(TIMESTAMP);
  const timestamp = stamp === undefined ? null : readTimestamp(stamp);
  if (timestamp === undefined) return { problem: 'the timestamp beside it cannot be read' };
  return {
    format: 'annotations',
    isOld: false,
    certificate,
    entries: entry === null ? [] : [entry],
    timestamps: timestamp === null ? [] : [timestamp],
  };
}

function readCertificates(pem: string): readonly Uint8Array[] | null {
  const blocks = readPemBlocks(pem);
  if (blocks.length === 0 || blocks.some(({ label }) => label !== 'CERTIFICATE')) return null;
  return blocks.map(({ der }) => der);
}

function readRekorBundle(text: string): TransparencyLogEntry | undefined {
  const parsed = RekorBundle.safeParse(parseWrittenOnce(Buffer.from(text)));
  if (!parsed.success) return undefined;
  const { SignedEntryTimestamp, Payload } = parsed.data;
  const promise = decodeBase64(SignedEntryTimestamp);
  const body = decodeBase64(Payload.body);
  const head = body === null ? null : EntryBody.safeParse(parseWrittenOnce(body));
  if (promise === null || body === null || head?.success !== true) return undefined;
  return {
    logIndex: String(Payload.logIndex),
    logId: { keyId: Buffer.from(Payload.logID, 'hex') },
    kindVersion: { kind: head.data.kind, version: head.data.apiVersion },
    integratedTime: String(Payload.integratedTime),
    inclusionPromise: { signedEntryTimestamp: Buffer.from(promise) },
    inclusionProof: undefined,
    canonicalizedBody: Buffer.from(body),
  };
}

function readTimestamp(text: string): Uint8Array | undefined {
  const parsed = TimestampBundle.safeParse(parseWrittenOnce(Buffer.from(text)));
  return parsed.success ? (decodeBase64(parsed.data.SignedRFC3161Timestamp) ?? undefined) : undefined;
}

/** What a sigstore bundle, of any version, holds beside its signature. */
export function readBundleEvidence({ mediaType, verificationMaterial: material }: Bundle): Evidence {
  const { content } = material;
  const certificate =
    content.$case === 'certificate'
      ? content.certificate.rawBytes
      : content.$case === 'x509CertificateChain'
        ? (content.x509CertificateChain.certificates[0]?.rawBytes ?? null)
        : null;
  return {
    format: 'bundle',
    isOld: /[=.]v?0\.[12]\b/.test(mediaType),
    certificate,
    entries: material.tlogEntries,
    timestamps: material.timestampVerificationData?.rfc3161Timestamps.map((one) => one.signedTimestamp) ?? [],
  };
}
