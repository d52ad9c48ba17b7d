import { type Digest, type Repository, repositoryOf } from '../../../domain/index.ts';
import type { SignatureFinder } from '../found/finder.ts';
import type { FoundSignature, Listing, UnreadableSignature } from '../found/signature.ts';
import type { KeyAuthority } from './authority.ts';
import { canVerify, type PublicKey } from './public-key.ts';
import type { AuthorityResult } from './result.ts';
import { verifySignature } from './verify.ts';

/** The image that is judged, by digest: a tag takes no part in it. */
export interface JudgedImage {
  readonly repository: Repository;
  readonly digest: Digest;
}

/** What looking through one list of signatures came to. */
interface Search {
  readonly verified: boolean;
  readonly count: number;
  /** Signatures that were there and were not enough. */
  readonly rejected: readonly string[];
  readonly unreadable: readonly UnreadableSignature[];
}

/**
 * Any signature made with the key is enough. cosign's `.sig` manifest is looked at first, since the controller looks at
 * nothing else for a key; then sigstore bundles, which it cannot verify with a key (policy-controller v0.13 to v0.15),
 * so that one found there is a pass here and a warning about the cluster.
 */
export async function askKey(
  authority: KeyAuthority,
  image: JudgedImage,
  finder: SignatureFinder,
): Promise<AuthorityResult> {
  if (!canVerify(authority.key)) return neverVerifies(authority.key);
  const { repository, tagPrefix } = authority.source;
  const at = { repository: repository ?? image.repository, digest: image.digest };
  const legacy = authority.format === 'legacy' ? await search(authority, await finder.legacy(at, tagPrefix)) : NOTHING;
  if (legacy.verified) return { status: 'pass', clusterDiffers: null };
  const bundles = await search(authority, await finder.bundles(at));
  if (bundles.verified) return { status: 'pass', clusterDiffers: differs(authority) };
  return conclude(authority, [legacy, bundles]);
}

/** Neither cosign nor the controller has a verifier for it, so that a cluster refuses whatever the policy matches. */
function neverVerifies(key: PublicKey): AuthorityResult {
  return {
    status: 'fail',
    rule: 'signature/invalid',
    found: `has an ${key.algorithm} key with ${key.hash}, which nothing can be verified with`,
    reasons: [],
    remedy: 'Write another hashAlgorithm into the policy: the one that the images are signed with.',
  };
}

const NOTHING: Search = { verified: false, count: 0, rejected: [], unreadable: [] };

async function search(authority: KeyAuthority, listing: Listing): Promise<Search> {
  if (listing.status === 'rejected') return { ...NOTHING, count: 1, rejected: [listing.reason] };
  if (listing.status === 'unreadable') return { ...NOTHING, unreadable: [listing] };
  const rejected: string[] = [];
  const unreadable: UnreadableSignature[] = [];
  for (let index = 0; index < listing.count; index++) {
    const found = await listing.read(index);
    const objection = object(authority, found);
    if (objection === null) return { verified: true, count: listing.count, rejected, unreadable };
    const name = `signature ${index + 1} of ${listing.count} in ${listing.where}`;
    if (found.status === 'unreadable') unreadable.push({ ...found, reason: `${name}: ${objection}` });
    else rejected.push(`${name}: ${objection}`);
  }
  return { verified: false, count: listing.count, rejected, unreadable };
}

/** Null: verified. The signature comes first, since what an unverified payload says is worth nothing. */
function object(authority: KeyAuthority, found: FoundSignature): string | null {
  if (found.status !== 'read') return found.reason;
  if (!verifySignature(authority.key, found.signed, found.signature)) {
    return 'it was not made with this key, or was changed afterwards';
  }
  return found.objection ?? found.expired;
}

function differs(authority: KeyAuthority): string {
  return authority.format === 'bundle'
    ? 'its authority asks for bundles with a key, a combination that policy-controller (v0.13 to v0.15) always refuses'
    : 'the signature is in the sigstore bundle format, and policy-controller (v0.13 to v0.15) looks for a key only at the older .sig tag';
}

function elsewhere({ source }: KeyAuthority): string {
  return source.repository === null
    ? ''
    : ` in ${repositoryOf(source.repository)}, where the policy says that they are`;
}

function conclude(authority: KeyAuthority, searches: readonly Search[]): AuthorityResult {
  const rejected = searches.flatMap((one) => one.rejected);
  const unreadable = searches.flatMap((one) => one.unreadable);
  const wants = `wants a signature made with its key (${authority.key.algorithm}, ${authority.key.fingerprint})`;
  const [first] = unreadable;
  if (first !== undefined) {
    return {
      status: 'unknown',
      cause: unreadable.some((one) => one.cause === 'content') ? 'content' : 'infrastructure',
      found: `${wants}, and the signatures could not be read`,
      reasons: [...unreadable.map((one) => one.reason), ...rejected],
      remedy: first.remedy,
    };
  }
  if (rejected.length === 0) {
    return {
      status: 'fail',
      rule: 'signature/missing',
      found: `${wants}, and there is none${elsewhere(authority)}`,
      reasons: [],
      remedy:
        'Sign it where it is built (cosign sign --new-bundle-format=false --key KEY IMAGE@DIGEST), or use an image that is signed.',
    };
  }
  return {
    status: 'fail',
    rule: 'signature/invalid',
    found: `${wants}, and ${rejected.length === 1 ? 'the one that is there is not' : `none of the ${rejected.length} that are there is`}`,
    reasons: rejected,
    remedy:
      'Find out who built and signed this image before it runs anywhere; then sign it with the right key, or correct the key in the policy.',
  };
}
