import type { ReadSignature } from '../found/signature.ts';
import type { KeyAuthority } from './authority.ts';
import { BUNDLES_UNSEEN, BUNDLES_WITH_KEY, describeCaveat } from './cluster.ts';
import type { JudgedImage, Means } from './means.ts';
import { askForSignature, type PlainDemand } from './plain.ts';
import { canVerify, type PublicKey } from './public-key.ts';
import type { AuthorityResult } from './result.ts';
import type { Judgement } from './search.ts';
import type { Trust } from './trust.ts';
import { verifyWithKey } from './verify.ts';

/** Any signature made with the key is enough; the controller cannot verify a bundle with a key. */
export async function askKey(authority: KeyAuthority, image: JudgedImage, means: Means): Promise<AuthorityResult> {
  if (!canVerify(authority.key)) return neverVerifies(authority.key);
  return askForSignature(authority, image, means, {
    judge: (trust, found) => judgeSignature(authority, trust, found, means.now),
    wanted: wantedBy(authority),
    bundlesDiffer: { asked: BUNDLES_WITH_KEY, unasked: BUNDLES_UNSEEN },
  });
}

/** Neither cosign nor the controller has a verifier for it, so that a cluster refuses whatever the policy matches. */
export function neverVerifies(key: PublicKey): AuthorityResult {
  return {
    status: 'fail',
    rule: 'signature/invalid',
    found: `has an ${key.algorithm} key with ${key.hash}, which nothing can be verified with`,
    reasons: [],
    remedy: 'Write another hashAlgorithm into the policy: the one that the images are signed with.',
  };
}

/** The signature comes first, since what an unverified payload says is worth nothing. */
function judgeSignature({ key }: KeyAuthority, trust: Trust, found: ReadSignature, now: Date): Judgement {
  const verified = verifyWithKey(key, found, trust, now);
  if (verified.status === 'unreadable') return verified;
  const reason = verified.status === 'refused' ? verified.reason : found.objection;
  if (verified.status === 'refused' || reason !== null) {
    return { status: 'refused', reason: reason ?? '', otherIdentity: false };
  }
  return {
    status: 'accepted',
    clusterDiffers: trust.clusterDiffers ?? describeCaveat(verified),
  };
}

function wantedBy({ key, demands }: KeyAuthority): PlainDemand['wanted'] {
  const logged = demands.log === null ? '' : ' and an entry in a transparency log';
  return {
    wants: `wants a signature made with its key (${key.algorithm}, ${key.fingerprint})${logged}`,
    remedies: {
      missing:
        'Sign it where it is built (cosign sign --new-bundle-format=false --key KEY IMAGE@DIGEST), or use an image that is signed.',
      refused: REFUSED,
      otherIdentity: REFUSED,
    },
  };
}

const REFUSED =
  'Find out who built and signed this image before it runs anywhere; then sign it with the right key, or correct the key in the policy.';
