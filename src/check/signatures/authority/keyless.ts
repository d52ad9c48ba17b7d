import type { ReadSignature } from '../found/signature.ts';
import type { KeylessAuthority } from './authority.ts';
import { describeCaveat, KEYLESS_BUNDLES_REFUSED, KEYLESS_BUNDLES_UNSEEN } from './cluster.ts';
import { describeCertificate, describeIdentities, matchesIdentity } from './identity.ts';
import type { JudgedImage, Means } from './means.ts';
import { askForSignature, type PlainDemand } from './plain.ts';
import type { AuthorityResult } from './result.ts';
import type { Judgement } from './search.ts';
import type { Trust } from './trust.ts';
import { verifyKeyless } from './verify.ts';

/** Any signature by one of the identities is enough. */
export async function askKeyless(
  authority: KeylessAuthority,
  image: JudgedImage,
  means: Means,
): Promise<AuthorityResult> {
  if (authority.neverVerifies) return NEVER_VERIFIES;
  return askForSignature(authority, image, means, {
    judge: (trust, found) => judgeSignature(authority, trust, found, means.now),
    wanted: wantedBy(authority),
    bundlesDiffer: { asked: KEYLESS_BUNDLES_REFUSED, unasked: KEYLESS_BUNDLES_UNSEEN },
  });
}

export const NEVER_VERIFIES: AuthorityResult = {
  status: 'fail',
  rule: 'signature/invalid',
  found: 'has a ca-cert and no url, with which policy-controller refuses every image',
  reasons: [],
  remedy: 'Give the authority trustRootRef, and a TrustRoot document with the certificate authority.',
};

/** First whether it is a signature at all, then for what, then by whom. */
function judgeSignature(authority: KeylessAuthority, trust: Trust, found: ReadSignature, now: Date): Judgement {
  const verified = verifyKeyless(found, trust, now);
  if (verified.status === 'unreadable') return verified;
  const refuse = (reason: string, otherIdentity = false): Judgement => ({ status: 'refused', reason, otherIdentity });
  if (verified.status === 'refused') return refuse(verified.reason);
  if (found.objection !== null) return refuse(found.objection);
  const { identity } = verified;
  if (identity === null || !matchesIdentity(authority.identities, identity)) {
    const who = identity === null ? 'nobody' : describeCertificate(identity);
    return refuse(`it was signed by another identity, ${who}`, true);
  }
  return { status: 'accepted', clusterDiffers: trust.clusterDiffers ?? describeCaveat(verified) };
}

function wantedBy({ identities }: KeylessAuthority): PlainDemand['wanted'] {
  return {
    wants: `wants a signature by ${describeIdentities(identities)}`,
    remedies: {
      missing:
        'Sign it in the workflow that the policy names (cosign sign --new-bundle-format=false IMAGE@DIGEST), or use an image that is signed.',
      refused:
        'Find out who built and signed this image before it runs anywhere; then sign it again in the workflow that the policy names, or correct the trust root.',
      otherIdentity:
        'Build and sign it in the workflow that the policy names, or add the identity to the policy if it is one of yours.',
    },
  };
}
