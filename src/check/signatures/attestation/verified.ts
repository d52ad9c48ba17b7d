import type { KeyAuthority, KeylessAuthority } from '../authority/authority.ts';
import type { CertificateIdentity } from '../authority/certificate.ts';
import { BUNDLE_TOO_OLD, describeCaveat } from '../authority/cluster.ts';
import { describeCertificate, matchesIdentity } from '../authority/identity.ts';
import type { Trust } from '../authority/trust.ts';
import { verifyKeyless, verifyWithKey } from '../authority/verify.ts';
import type { FoundAttestation, ReadAttestation } from '../found/attestation.ts';
import type { Listing, Signed, UnreadableSignature } from '../found/signature.ts';
import type { Statement } from '../found/statement.ts';

/** Whose word counts: of an authority, only who signs. */
export type Signer =
  | Pick<KeyAuthority, 'kind' | 'key'>
  | Pick<KeylessAuthority, 'kind' | 'identities' | 'neverVerifies'>;

/** An attestation of this image, signed as the policy wants. */
export interface VerifiedAttestation {
  readonly statement: Statement;
  readonly signed: Signed;
  /** Whose certificate it was; null for a key. */
  readonly identity: CertificateIdentity | null;
  readonly digest: ReadAttestation['digest'];
  readonly isBundle: boolean;
  readonly clusterDiffers: string | null;
}

/** One that is there and does not count. */
export interface RefusedAttestation {
  /** As it says itself; null where it could not be read at all. */
  readonly predicateType: string | null;
  readonly reason: string;
  /** It is sound, and by somebody else. */
  readonly otherIdentity: boolean;
}

/** What a place holds, as far as it is of the types that are wanted. */
export interface Gathered {
  readonly verified: readonly VerifiedAttestation[];
  readonly refused: readonly RefusedAttestation[];
  readonly unreadable: readonly UnreadableSignature[];
  /** Types of attestations that nobody asked for; what they say of themselves. */
  readonly otherTypes: ReadonlySet<string>;
}

export const NOTHING_THERE: Gathered = { verified: [], refused: [], unreadable: [], otherTypes: new Set() };

/** Reads a list and verifies those attestations whose type is wanted; the signature first, then of what, then by whom. */
export async function gatherVerified(
  listing: Listing<FoundAttestation>,
  wanted: ReadonlySet<string>,
  verify: {
    readonly signer: Signer;
    readonly trust: (signed: Signed) => Promise<Trust | UnreadableSignature>;
    readonly now: Date;
    readonly clusterDiffers: string | null;
  },
): Promise<Gathered> {
  if (listing.status === 'unreadable') return { ...NOTHING_THERE, unreadable: [listing] };
  if (listing.status === 'rejected') {
    const refused = [{ predicateType: null, reason: listing.reason, otherIdentity: false }];
    return { ...NOTHING_THERE, refused };
  }
  const verified: VerifiedAttestation[] = [];
  const refused: RefusedAttestation[] = [];
  const unreadable: UnreadableSignature[] = [];
  const otherTypes = new Set<string>();
  for (let index = 0; index < listing.count; index++) {
    const found = await listing.read(index);
    const name = `attestation ${index + 1} of ${listing.count} in ${listing.where}`;
    if (found.status === 'unreadable') unreadable.push({ ...found, reason: `${name}: ${found.reason}` });
    else if (found.status === 'rejected') {
      refused.push({ predicateType: null, reason: `${name}: ${found.reason}`, otherIdentity: false });
    } else if (!wanted.has(found.statement.predicateType)) otherTypes.add(found.statement.predicateType);
    else {
      const judged = await judgeAttestation(found, verify);
      if (judged.status === 'verified') verified.push(judged);
      else if (judged.status === 'unreadable') unreadable.push({ ...judged, reason: `${name}: ${judged.reason}` });
      else {
        const { predicateType } = found.statement;
        refused.push({ predicateType, reason: `${name}: ${judged.reason}`, otherIdentity: judged.otherIdentity });
      }
    }
  }
  return { verified, refused, unreadable, otherTypes };
}

type Judged =
  | ({ readonly status: 'verified' } & VerifiedAttestation)
  | { readonly status: 'refused'; readonly reason: string; readonly otherIdentity: boolean }
  | UnreadableSignature;

/** Any signature of the envelope is enough. */
async function judgeAttestation(
  found: ReadAttestation,
  { trust: lookUp, ...verify }: Parameters<typeof gatherVerified>[2],
): Promise<Judged> {
  let refusal: Judged | null = null;
  for (const signed of found.signatures) {
    const trust = await lookUp(signed);
    const judged = trust.status === 'unreadable' ? trust : judgeSigned(found, signed, { ...verify, trust });
    if (judged.status === 'verified') return judged;
    refusal = refusal === null || judged.status === 'unreadable' ? judged : refusal;
  }
  return refusal ?? { status: 'refused', reason: 'it has no signature', otherIdentity: false };
}

function judgeSigned(
  found: ReadAttestation,
  signed: Signed,
  {
    signer,
    trust,
    now,
    clusterDiffers,
  }: Omit<Parameters<typeof gatherVerified>[2], 'trust'> & { readonly trust: Trust },
): Judged {
  const refuse = (reason: string, otherIdentity = false): Judged => ({ status: 'refused', reason, otherIdentity });
  const result =
    signer.kind === 'key' ? verifyWithKey(signer.key, signed, trust, now) : verifyKeyless(signed, trust, now);
  if (result.status === 'unreadable') return result;
  if (result.status === 'refused') return refuse(result.reason);
  if (found.objection !== null) return refuse(found.objection);
  const { identity } = result;
  if (signer.kind === 'keyless' && (identity === null || !matchesIdentity(signer.identities, identity))) {
    const who = identity === null ? 'nobody' : describeCertificate(identity);
    return refuse(`it was signed by another identity, ${who}`, true);
  }
  return {
    status: 'verified',
    statement: found.statement,
    signed,
    identity,
    digest: found.digest,
    isBundle: found.isBundle,
    clusterDiffers:
      clusterDiffers ??
      trust.clusterDiffers ??
      (signed.evidence.isOld ? BUNDLE_TOO_OLD : null) ??
      describeCaveat(result),
  };
}
