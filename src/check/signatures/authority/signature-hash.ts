import { crypto } from '@sigstore/core';
import type { Signed } from '../found/signature.ts';

/** The hash that goes with a curve in sigstore's registry of algorithms. */
const CURVE_HASH: Readonly<Record<string, string>> = { secp384r1: 'sha384', secp521r1: 'sha512' };

/**
 * The hashes that a certificate's key may have signed with; undefined for Ed25519, which signs the message itself.
 * cosign's own format is SHA-256 whatever the curve; bundles take the curve's.
 */
export function candidateHashes(publicKey: Buffer, { payload }: Signed): readonly (string | undefined)[] {
  try {
    const key = crypto.createPublicKey(publicKey);
    if (key.asymmetricKeyType === 'ed25519') return [undefined];
    const own = CURVE_HASH[key.asymmetricKeyDetails?.namedCurve ?? ''];
    return own === undefined || payload === null ? ['sha256'] : [own, 'sha256'];
  } catch {
    return [];
  }
}
