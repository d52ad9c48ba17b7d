import type { JsonObject } from '../../../domain/index.ts';
import { signatureFacts } from '../condition/facts.ts';
import type { FoundSignature, Listing, ReadSignature, UnreadableSignature } from '../found/signature.ts';
import type { AuthorityResult } from './result.ts';

/** What an authority says of one signature that could be read. */
export type Judgement =
  | { readonly status: 'accepted'; readonly clusterDiffers: string | null }
  /** `otherIdentity`: the signature is sound, and by somebody else. */
  | { readonly status: 'refused'; readonly reason: string; readonly otherIdentity: boolean }
  | UnreadableSignature;

/** Judges a signature that could be read; trust roots are looked up only when there is one. */
export type Judge = (found: ReadSignature) => Promise<Judgement>;

/** What looking through one list of signatures came to. */
export interface Search {
  /** The first that is enough, for the cluster too where there is one. */
  readonly accepted: Extract<Judgement, { status: 'accepted' }> | null;
  /** Signatures that were there and were not enough. */
  readonly rejected: readonly string[];
  readonly otherIdentity: boolean;
  readonly unreadable: readonly UnreadableSignature[];
  /** Every one that is enough, as a policy's own condition reads them; empty unless all were asked for. */
  readonly facts: readonly JsonObject[];
}

export const NOTHING: Search = { facts: [], accepted: null, rejected: [], otherIdentity: false, unreadable: [] };

/** Looks through a list until a signature is enough, or to its end. */
export async function search(listing: Listing, judge: Judge, exhaustive: boolean): Promise<Search> {
  if (listing.status === 'rejected') return { ...NOTHING, rejected: [listing.reason] };
  if (listing.status === 'unreadable') return { ...NOTHING, unreadable: [listing] };
  const rejected: string[] = [];
  const unreadable: UnreadableSignature[] = [];
  let otherIdentity = false;
  const facts: JsonObject[] = [];
  let accepted: Search['accepted'] = null;
  for (let index = 0; index < listing.count; index++) {
    const found = await listing.read(index);
    const judged = await judgeFound(found, judge);
    const name = `signature ${index + 1} of ${listing.count} in ${listing.where}`;
    if (judged.status === 'accepted') {
      accepted = accepted === null || judged.clusterDiffers === null ? judged : accepted;
      if (exhaustive && found.status === 'read')
        facts.push(signatureFacts(found.evidence.certificate, found.signature));
      if (judged.clusterDiffers === null && !exhaustive) break;
    } else if (judged.status === 'unreadable') unreadable.push({ ...judged, reason: `${name}: ${judged.reason}` });
    else {
      rejected.push(`${name}: ${judged.reason}`);
      otherIdentity ||= judged.otherIdentity;
    }
  }
  return { accepted, rejected, otherIdentity, unreadable, facts };
}

async function judgeFound(found: FoundSignature, judge: Judge): Promise<Judgement> {
  if (found.status === 'read') return judge(found);
  return found.status === 'unreadable' ? found : { status: 'refused', reason: found.reason, otherIdentity: false };
}

/** The sentence's parts that differ between authorities. */
export interface Wanted {
  /** "wants a signature made with its key (ECDSA P-256, SHA256:...)" */
  readonly wants: string;
  /** "" or " in ghcr.io/acme/signatures, where the policy says that they are". */
  readonly elsewhere: string;
  readonly remedies: { readonly missing: string; readonly refused: string; readonly otherIdentity: string };
}

/** What searches without a signature that is enough come to: what could not be read makes a failure unknown. */
export function conclude({ wants, elsewhere, remedies }: Wanted, searches: readonly Search[]): AuthorityResult {
  const rejected = searches.flatMap((one) => one.rejected);
  const unreadable = searches.flatMap((one) => one.unreadable);
  const [first] = unreadable;
  if (first !== undefined) {
    return {
      status: 'unknown',
      about: 'signature',
      cause: unreadable.some((one) => one.cause === 'content') ? 'content' : 'infrastructure',
      found: `${wants}, and the signatures could not be read`,
      reasons: [...unreadable.map((one) => one.reason), ...rejected],
      remedy: first.remedy,
    };
  }
  if (rejected.length === 0) {
    const found = `${wants}, and there is none${elsewhere}`;
    return { status: 'fail', rule: 'signature/missing', found, reasons: [], remedy: remedies.missing };
  }
  const otherIdentity = searches.some((one) => one.otherIdentity);
  return {
    status: 'fail',
    rule: otherIdentity ? 'signature/untrusted-identity' : 'signature/invalid',
    found: `${wants}, and ${rejected.length === 1 ? 'the one that is there is not' : `none of the ${rejected.length} that are there is`}`,
    reasons: rejected,
    remedy: otherIdentity ? remedies.otherIdentity : remedies.refused,
  };
}
