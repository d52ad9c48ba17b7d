import { createHash, type KeyObject } from 'node:crypto';
import { crypto } from '@sigstore/core';
import { readPemBlocks } from '../found/pem.ts';

export const HASHES = ['sha224', 'sha256', 'sha384', 'sha512'] as const;
export type Hash = (typeof HASHES)[number];

/** A public key and how the signatures made with it are checked. */
export interface PublicKey {
  readonly object: KeyObject;
  /** The same in DER. */
  readonly spki: Uint8Array;
  /** For ECDSA and RSA; Ed25519 signs the message itself. */
  readonly hash: Hash;
  /** `ECDSA P-256`, `RSA 3072`, `Ed25519`. */
  readonly algorithm: string;
  /** `SHA256:` and the first 16 hexadecimal digits of the hash of its DER form: enough to tell keys apart by eye. */
  readonly fingerprint: string;
  /** Only the first PEM block counts, for the controller too. */
  readonly ignoredBlocks: number;
}

const CURVES: Readonly<Record<string, string>> = {
  secp224r1: 'P-224',
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

/**
 * Reads `key.data` as the controller does (sigstore/pkg/cryptoutils, UnmarshalPEMToPublicKey): the first PEM block,
 * `PUBLIC KEY` (SPKI) or `RSA PUBLIC KEY` (PKCS#1). `problem` completes "key.data ...".
 */
export function readPublicKey(pem: string, hash: Hash): PublicKey | { readonly problem: string } {
  const blocks = readPemBlocks(pem);
  const [first] = blocks;
  if (first === undefined) return { problem: 'holds no PEM block' };
  const { label, der } = first;
  if (label !== 'PUBLIC KEY' && label !== 'RSA PUBLIC KEY') {
    return { problem: `starts with a PEM block of type "${label}", and not with a public key` };
  }
  let object: KeyObject;
  try {
    object = crypto.createPublicKey(Buffer.from(der), label === 'PUBLIC KEY' ? 'spki' : 'pkcs1');
  } catch {
    return { problem: 'is not a public key that can be read' };
  }
  const algorithm = nameAlgorithm(object);
  if (algorithm === null) return { problem: 'is a key of a kind that cosign does not sign with' };
  const spki = object.export({ format: 'der', type: 'spki' });
  const digest = createHash('sha256').update(spki).digest('hex');
  return {
    object,
    spki,
    hash,
    algorithm,
    fingerprint: `SHA256:${digest.slice(0, 16)}`,
    ignoredBlocks: blocks.length - 1,
  };
}

/** sigstore/pkg/signature has no verifier for RSA with SHA-224 (rsapss.go, rsaSupportedHashFuncs). */
export function canVerify({ object, hash }: Pick<PublicKey, 'object' | 'hash'>): boolean {
  return object.asymmetricKeyType !== 'rsa' || hash !== 'sha224';
}

function nameAlgorithm(key: KeyObject): string | null {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ed25519') return 'Ed25519';
  if (type === 'rsa') return `RSA ${details?.modulusLength ?? ''}`.trim();
  const curve = type === 'ec' ? CURVES[details?.namedCurve ?? ''] : undefined;
  return curve === undefined ? null : `ECDSA ${curve}`;
}
