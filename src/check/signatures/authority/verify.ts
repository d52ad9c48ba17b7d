import { crypto } from '@sigstore/core';
import { type SignedEntity, type TrustMaterial, VerificationError, Verifier } from '@sigstore/verify';
import type { PublicKey } from './public-key.ts';

/** No log entry and no timestamp: as the controller, which checks neither for a key without `ctlog`. */
const THRESHOLDS = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 };
const HINT = 'key.data';

/** Was `signature` made over `signed` with this key? All cryptography is @sigstore/verify's. */
export function verifySignature(key: PublicKey, signed: Uint8Array, signature: Uint8Array): boolean {
  const material: TrustMaterial = {
    certificateAuthorities: [],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
    publicKey: () => ({ publicKey: key.object, validFor: () => true }),
  };
  try {
    new Verifier(material, THRESHOLDS).verify(entityOf(key, Buffer.from(signed), Buffer.from(signature)));
    return true;
  } catch (error) {
    if (error instanceof VerificationError) return false;
    throw error;
  }
}

function entityOf(key: PublicKey, signed: Buffer, signature: Buffer): SignedEntity {
  const algorithm = key.object.asymmetricKeyType === 'ed25519' ? undefined : key.hash;
  return {
    key: { $case: 'public-key', hint: HINT },
    tlogEntries: [],
    timestamps: [],
    signature: {
      signature,
      verifySignature: (candidate) => crypto.verify(signed, candidate, signature, algorithm),
      compareSignature: (other) => crypto.bufferEqual(other, signature),
      compareDigest: (digest) => crypto.bufferEqual(digest, crypto.digest('sha256', signed)),
      compareSignedDigest: (digest) => crypto.bufferEqual(digest, crypto.digest('sha256', signed)),
    },
  };
}
