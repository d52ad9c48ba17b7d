import { type Digest, type Repository, repositoryOf } from '../../../domain/index.ts';
import type { ConditionEvaluator } from '../condition/evaluator.ts';
import type { ImageConfigs } from '../condition/image-configs.ts';
import type { SignatureFinder } from '../found/finder.ts';
import type { ReadSignature } from '../found/signature.ts';
import type { TrustRoots } from '../trust-root/trust-roots.ts';
import type { KeyAuthority, SignatureSource } from './authority.ts';
import { BUNDLES_UNSEEN, BUNDLES_WITH_KEY, describeCaveat } from './cluster.ts';
import { canVerify, type PublicKey } from './public-key.ts';
import type { AuthorityResult } from './result.ts';
import { conclude, type Judgement, NOTHING, search } from './search.ts';
import { gatherTrust, type Trust } from './trust.ts';
import { verifyWithKey } from './verify.ts';

/** The image that is judged, by digest: a tag takes no part in it. */
export interface JudgedImage {
  readonly repository: Repository;
  readonly digest: Digest;
}

/** What an authority needs to look at signatures. */
export interface Means {
  readonly finder: SignatureFinder;
  readonly roots: TrustRoots;
  readonly conditions: ConditionEvaluator;
  /** For conditions that read them. */
  readonly configs: ImageConfigs;
  readonly now: Date;
  /** Look at all there is, for the policy's own condition, and not until something is enough. */
  readonly exhaustive: boolean;
}

/**
 * Any signature made with the key is enough. cosign's `.sig` manifest is looked at first, since the controller looks at
 * nothing else for a key; then sigstore bundles, which it cannot verify with a key (policy-controller v0.13 to v0.15),
 * so that one found there is a pass here and a warning about the cluster.
 */
export async function askKey(
  authority: KeyAuthority,
  image: JudgedImage,
  { finder, roots, now, exhaustive }: Means,
): Promise<AuthorityResult> {
  if (!canVerify(authority.key)) return neverVerifies(authority.key);
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
  const clusterDiffers = authority.format === 'bundle' ? BUNDLES_WITH_KEY : BUNDLES_UNSEEN;
  return { status: 'pass', clusterDiffers, facts: { signatures: bundles.facts } };
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

function wantedBy({ key, source, demands }: KeyAuthority) {
  const logged = demands.log === null ? '' : ' and an entry in a transparency log';
  return {
    wants: `wants a signature made with its key (${key.algorithm}, ${key.fingerprint})${logged}`,
    elsewhere: elsewhere(source),
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

export function elsewhere({ repository }: SignatureSource): string {
  return repository === null ? '' : ` in ${repositoryOf(repository)}, where the policy says that they are`;
}
