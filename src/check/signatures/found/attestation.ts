import { dsse } from '@sigstore/core';
import { z } from 'zod';
import type { Descriptor, Digest, Registry, Repository } from '../../../domain/index.ts';
import { decodeBase64, decodeUrlBase64 } from './base64.ts';
import { type BundleKind, openBundle } from './bundle.ts';
import { type Evidence, readAnnotations } from './evidence.ts';
import { type LegacyKind, SIGNATURE } from './legacy.ts';
import { isAbsent, unreadable } from './registry-failure.ts';
import type { RejectedSignature, Signed, UnreadableSignature } from './signature.ts';
import { objectToSubject, readStatement, type Statement } from './statement.ts';
import { parseWrittenOnce, spelled } from './written-once.ts';

/** An attestation that could be read. Nothing of it is verified yet, and what it says counts for nothing before. */
export interface ReadAttestation {
  readonly status: 'read';
  /** One for each signature of the envelope: any one is enough. */
  readonly signatures: readonly [Signed, ...Signed[]];
  readonly statement: Statement;
  /** It speaks of another image: a clause. Null: of this one. */
  readonly objection: string | null;
  /** The digest of what the registry holds. */
  readonly digest: Digest | null;
  readonly isBundle: boolean;
}

export type FoundAttestation = ReadAttestation | RejectedSignature | UnreadableSignature;

/**
 * A bill of materials of a large image has some megabytes. cosign reads up to 128 MiB; a larger one than this is said to
 * be unchecked, never missing.
 */
export const MAX_ATTESTATION_BYTES = 16 * 1024 * 1024;
const MAX_SIGNATURES_EACH = 16;

/** secure-systems-lab/dsse, envelope.md. */
const Envelope = spelled({
  payload: z.string(),
  payloadType: z.string(),
  signatures: z.array(spelled({ sig: z.string() })).min(1),
});

/** Attestations in cosign's first format: `<prefix>sha256-<hex>.att`, each layer's blob a DSSE envelope. */
export const LEGACY_ATTESTATIONS: LegacyKind<FoundAttestation> = {
  suffix: 'att',
  noun: 'attestations',
  readLayer,
};

async function readLayer(
  registry: Registry,
  repository: Repository,
  layer: Descriptor,
  digest: Digest,
): Promise<FoundAttestation> {
  // Empty for an attestation, whose signature is in the envelope; cosign wants it to be there all the same.
  if (layer.annotations[SIGNATURE] === undefined) {
    return { status: 'rejected', reason: `it has no annotation ${SIGNATURE}` };
  }
  const evidence = readAnnotations(layer.annotations);
  if ('problem' in evidence) return { status: 'rejected', reason: evidence.problem };
  try {
    const bytes = await registry.blob(repository, layer.digest, MAX_ATTESTATION_BYTES);
    return readEnvelope(bytes, evidence, digest, layer.digest);
  } catch (error) {
    if (isAbsent(error)) return { status: 'rejected', reason: `${layer.digest} is not in the registry` };
    return unreadable(error);
  }
}

/** An envelope as `.att` manifests hold it. `at` is the digest of its bytes. */
export function readEnvelope(
  bytes: Uint8Array,
  evidence: Evidence,
  digest: Digest,
  at: Digest | null = null,
): FoundAttestation {
  const reject = (reason: string): RejectedSignature => ({ status: 'rejected', reason });
  const envelope = Envelope.safeParse(parseWrittenOnce(bytes));
  if (!envelope.success) return reject('it is not a DSSE envelope');
  const { payload: encoded, payloadType, signatures } = envelope.data;
  const payload = decodeBase64(encoded);
  if (payload === null) return reject('the payload of its envelope is not base64');
  if (signatures.length > MAX_SIGNATURES_EACH) return reject(`its envelope has ${signatures.length} signatures`);
  const signed = dsse.preAuthEncoding(payloadType, Buffer.from(payload));
  const [first, ...others] = signatures.flatMap(({ sig }): Signed[] => {
    const signature = decodeBase64(sig) ?? decodeUrlBase64(sig);
    return signature === null ? [] : [{ signed, signature, payload, evidence, stamped: bytes }];
  });
  if (first === undefined) return reject('the signature of its envelope is not base64');
  return judgeStatement(readStatement(payloadType, payload), [first, ...others], digest, at);
}

/** Attestations as sigstore bundles: referrers of the image, as signatures are. */
export function bundleAttestations(predicateTypes: readonly string[]): BundleKind<FoundAttestation> {
  return {
    noun: 'attestations',
    wants: (predicate) => predicate === undefined || predicateTypes.includes(predicate),
    maxBytes: MAX_ATTESTATION_BYTES,
    read: readAttestationBundle,
  };
}

/** The attestation in the bytes of a bundle. */
export function readAttestationBundle(bytes: Uint8Array, digest: Digest): FoundAttestation {
  const opened = openBundle(bytes);
  if (opened.status !== 'opened') return opened;
  return judgeStatement(readStatement(opened.payloadType, opened.signed.payload), [opened.signed], digest, null);
}

function judgeStatement(
  statement: Statement | string,
  signatures: readonly [Signed, ...Signed[]],
  digest: Digest,
  at: Digest | null,
): FoundAttestation {
  if (typeof statement === 'string') return { status: 'rejected', reason: statement };
  return {
    status: 'read',
    signatures,
    statement,
    objection: objectToSubject(statement, digest),
    digest: at,
    isBundle: at === null,
  };
}
