import type { Location, Repository } from '../../../domain/index.ts';
import type { WantedAttestations } from '../attestation/wanted.ts';
import type { Demands } from './demands.ts';
import type { Identity } from './identity.ts';
import type { PublicKey } from './public-key.ts';

interface Named {
  /** As written, else `authority-<index>`, as the controller names it. */
  readonly name: string;
  readonly location: Location;
}

/** Signatures made with one key that is written in the policy. */
export interface KeyAuthority extends Named {
  readonly kind: 'key';
  readonly key: PublicKey;
  readonly source: SignatureSource;
  /** What the controller looks at. `bundle` with a key is a combination that it refuses to evaluate. */
  readonly format: 'legacy' | 'bundle';
  readonly demands: Demands;
  /** Null: a plain signature is wanted. */
  readonly attestations: WantedAttestations | null;
}

/** Signatures made with a certificate for an identity, which a certificate authority gave out for a few minutes. */
export interface KeylessAuthority extends Named {
  readonly kind: 'keyless';
  /** Any one is enough. */
  readonly identities: readonly Identity[];
  readonly source: SignatureSource;
  readonly format: 'legacy' | 'bundle';
  readonly demands: Demands;
  /** Null: a plain signature is wanted. */
  readonly attestations: WantedAttestations | null;
  /** `ca-cert` in place of a `url`: the controller then refuses every image. */
  readonly neverVerifies: boolean;
}

/** Passes or fails whatever the image is. */
export interface StaticAuthority extends Named {
  readonly kind: 'static';
  readonly action: 'pass' | 'fail';
  readonly message: string | null;
}

/** What the gate cannot evaluate: never a pass. */
export interface UnsupportedAuthority extends Named {
  readonly kind: 'unsupported';
  /** A noun phrase: "a key in a KMS". */
  readonly what: string;
  readonly remedy: string;
}

export type Authority = KeyAuthority | KeylessAuthority | StaticAuthority | UnsupportedAuthority;

/** Where signatures of an image are looked up. */
export interface SignatureSource {
  /** Null: beside the image. */
  readonly repository: Repository | null;
  /** Before `sha256-<hex>.sig`. */
  readonly tagPrefix: string;
}
