import type { ReadSignature } from '../found/signature.ts';
import type { KeylessAuthority } from './authority.ts';
import { describeCaveat, KEYLESS_BUNDLES_REFUSED, KEYLESS_BUNDLES_UNSEEN } from './cluster.ts';
import { describeCertificate, describeIdentities, matchesIdentity } from './identity.ts';
import { elsewhere, type JudgedImage, type Means } from './key.ts';
import type { AuthorityResult } from './result.ts';
import { conclude, type Judgement, NOTHING, search, type Wanted } from './search.ts';
import { gatherTrust, type Trust } from './trust.ts';
import { verifyKeyless } from './verify.ts';

/**
 * Any signature by one of the identities is enough. As for keys, the `.sig` manifest first, which is all that the
 * controller looks at for a plain signature; then bundles, which are a pass here and a warning about the cluster.
 */
export async function askKeyless(
  authority: KeylessAuthority,
  image: JudgedImage,
  { finder, roots, now, exhaustive }: Means,
): Promise<AuthorityResult> {
  if (authority.neverVerifies) return NEVER_VERIFIES;
  const wanted = wantedBy(authority);
  const { repository, tagPrefix } = authority.source;
  const at = { repository: repository ?? image.repository, digest: image.digest };
  const judge = async (found: ReadSignature): Promise<Judgement> => {
    const trust = await gatherTrust(authority.demands, roots);
    return trust.status === 'unreadable' ? trust : judgeSignature(authority, trust, found, now);
  };
  const legacy =
    authority.format === 'legacy' ? await search(await finder.legacy(at, tagPrefix), judge, exhaustive) : NOTHING;
  if (legacy.accepted !== null)
    return { status: 'pass', clusterDiffers: legacy.accepted.clusterDiffers, facts: { signatures: legacy.facts } };
  const bundles = await search(await finder.bundles(at), judge, exhaustive);
  if (bundles.accepted === null) return conclude(wanted, [legacy, bundles]);
  const differs = authority.format === 'bundle' ? KEYLESS_BUNDLES_REFUSED : KEYLESS_BUNDLES_UNSEEN;
  return { status: 'pass', clusterDiffers: differs, facts: { signatures: bundles.facts } };
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

function wantedBy({ identities, source }: KeylessAuthority): Wanted {
  return {
    wants: `wants a signature by ${describeIdentities(identities)}`,
    elsewhere: elsewhere(source),
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
