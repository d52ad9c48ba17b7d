import type { KeyObject } from 'node:crypto';
import type { Signed } from '../found/signature.ts';

/** The hash that goes with a curve in sigstore's registry of algorithms. */
const CURVE_HASH: Readonly<Record<string, string>> = { secp384r1: 'sha384', secp521r1: 'sha512' };

/**
 * The hashes that a certificate's key may have signed with; undefined for Ed25519, which signs the message itself.
 * cosign's own format is SHA-256 whatever the curve; bundles take the curve's.
 */
export function candidateHashes(key: KeyObject, { payload }: Signed): readonly (string | undefined)[] {
  if (key.asymmetricKeyType === 'ed25519') return [undefined];
  // Asking for the curve takes as long as a hash: only where it counts.
  const own = payload === null ? undefined : CURVE_HASH[key.asymmetricKeyDetails?.namedCurve ?? ''];
  return own === undefined ? ['sha256'] : [own, 'sha256'];
}
