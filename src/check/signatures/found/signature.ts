import type { UnknownCause } from '../../../domain/index.ts';
import type { Evidence } from './evidence.ts';

/** A signature as it travels: what was signed, and what stands beside it. Nothing of it is verified yet. */
export interface Signed {
  /** What the signature was made over. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** What is inside a DSSE envelope, whose signature is over more than that; null where there is no envelope. */
  readonly payload: Uint8Array | null;
  /** What its timestamps are of, where that is not the signature: cosign stamps the whole envelope of a `.att` layer. */
  readonly stamped?: Uint8Array;
  readonly evidence: Evidence;
}

/** What a signature says once it was read: the bytes that were signed, and what they are a statement about. */
export interface ReadSignature extends Signed {
  readonly status: 'read';
  /** Checked only after the signature itself: what it says counts for nothing before. Null: it speaks of this image. */
  readonly objection: string | null;
}

/** Why a signature is not one: it is there, and cannot be what the policy asks for. */
export interface RejectedSignature {
  readonly status: 'rejected';
  readonly reason: string;
}

/** A signature that could not be looked at. */
export interface UnreadableSignature {
  readonly status: 'unreadable';
  readonly cause: UnknownCause;
  readonly reason: string;
  readonly remedy: string;
}

export type FoundSignature = ReadSignature | RejectedSignature | UnreadableSignature;

/** A place where signatures (or attestations) of an image were looked for. */
export type Listing<Found = FoundSignature> =
  /** `read` fetches the signature at `index`, from 0; `where` names the place for a person: "the .sig tag of ghcr.io/acme/api". */
  | {
      readonly status: 'listed';
      readonly where: string;
      readonly count: number;
      readonly read: (index: number) => Promise<Found>;
    }
  | RejectedSignature
  | UnreadableSignature;

/** cosign's own limit of signatures in one `.sig` manifest (pkg/oci/remote, maxLayers). */
export const MAX_SIGNATURES = 1000;

/**
 * A payload names an image, and perhaps some annotations. cosign's own limit is 128 MiB; one above this was not made
 * for checking signatures, and is said to be unchecked, never unsigned.
 */
export const MAX_PAYLOAD_BYTES = 1024 * 1024;
