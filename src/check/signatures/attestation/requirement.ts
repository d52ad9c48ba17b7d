import type { Trust } from '../authority/trust.ts';
import type { Evaluation } from '../condition/evaluator.ts';
import type { FoundAttestation } from '../found/attestation.ts';
import type { Listing, Signed, UnreadableSignature } from '../found/signature.ts';
import { type Gathered, gatherVerified, NOTHING_THERE, type Signer, type VerifiedAttestation } from './verified.ts';

/** One thing that must be attested. */
export interface Requirement {
  /** Predicate types that may show it, as URIs. */
  readonly uris: ReadonlySet<string>;
  /** For a sentence: "vuln (https://cosign.sigstore.dev/attestation/vuln/v1)". */
  readonly label: string;
  /** Is what a verified attestation says enough? */
  readonly satisfies: (attestation: VerifiedAttestation) => Promise<Evaluation>;
}

/** Where attestations are looked for, and by whose word they count there. */
export interface AttestationPlace {
  readonly list: (predicateTypes: readonly string[]) => Promise<Listing<FoundAttestation>>;
  /** Looked up only where there is something to verify. */
  readonly trust: (signed: Signed) => Promise<Trust | UnreadableSignature>;
  /** Why the cluster would not count what is found here; null where it would. */
  readonly clusterDiffers: string | null;
}

/** What became of one requirement. */
export interface Met {
  readonly requirement: Requirement;
  /** Attestations that are enough; empty: it is not met. */
  readonly by: readonly VerifiedAttestation[];
  /** Verified, of its type, and what they say is not enough: why. */
  readonly unsatisfied: readonly string[];
  readonly undecided: readonly UnreadableSignature[];
}

export interface Search {
  readonly met: readonly Met[];
  /** What all the places that were looked at hold together. */
  readonly gathered: Gathered;
}

/**
 * Looks from place to place until every requirement is met, for the cluster too. For one requirement any one attestation
 * is enough (policy-controller, ValidatePolicyAttestationsForAuthority).
 */
export async function meet(
  requirements: readonly Requirement[],
  places: readonly AttestationPlace[],
  { signer, now }: { readonly signer: Signer; readonly now: Date },
): Promise<Search> {
  const uris = new Set(requirements.flatMap((one) => [...one.uris]));
  let gathered = NOTHING_THERE;
  let met: readonly Met[] = requirements.map((requirement) => ({
    requirement,
    by: [],
    unsatisfied: [],
    undecided: [],
  }));
  for (const { list, trust, clusterDiffers } of places) {
    const found = await gatherVerified(await list([...uris]), uris, { signer, trust, now, clusterDiffers });
    gathered = together(gathered, found);
    met = await Promise.all(met.map((one) => add(one, found.verified)));
    const enough = met.every(({ by }) => by.some((one) => one.clusterDiffers === null));
    if (enough) break;
  }
  return { met, gathered };
}

async function add(so: Met, verified: readonly VerifiedAttestation[]): Promise<Met> {
  const by = [...so.by];
  const unsatisfied = [...so.unsatisfied];
  const undecided = [...so.undecided];
  for (const attestation of verified) {
    if (!so.requirement.uris.has(attestation.statement.predicateType)) continue;
    const evaluated = await so.requirement.satisfies(attestation);
    if (evaluated.status === 'satisfied') by.push(attestation);
    else if (evaluated.status === 'refused') unsatisfied.push(evaluated.reason);
    else undecided.push(evaluated);
  }
  return { requirement: so.requirement, by, unsatisfied, undecided };
}

function together(a: Gathered, b: Gathered): Gathered {
  return {
    verified: [...a.verified, ...b.verified],
    refused: [...a.refused, ...b.refused],
    unreadable: [...a.unreadable, ...b.unreadable],
    otherTypes: new Set([...a.otherTypes, ...b.otherTypes]),
  };
}

/** Why a cluster would refuse what is met here; null where it would not. */
export function differenceOf(met: readonly Met[]): string | null {
  for (const { by } of met) {
    const [first] = by;
    if (first !== undefined && by.every((one) => one.clusterDiffers !== null)) return first.clusterDiffers;
  }
  return null;
}
