import type { Location } from '../../../domain/index.ts';
import type { Authority } from '../authority/authority.ts';
import type { Condition } from '../condition/condition.ts';
import type { TrustRootContent } from '../trust-root/document.ts';
import type { ImageGlob } from './glob.ts';
import type { ResourceMatch, WrittenPolicy } from './schema.ts';

/** A ClusterImagePolicy that the controller would take, ready to be asked about images. */
export interface SignaturePolicy {
  readonly name: string;
  /** Of its name, for messages. */
  readonly location: Location;
  readonly mode: 'enforce' | 'warn';
  readonly globs: readonly ImageGlob[];
  /** Which objects it is about; all of them where empty. */
  readonly match: readonly ResourceMatch[];
  /** Any one that passes is enough. */
  readonly authorities: readonly Authority[];
  /** CUE or Rego over what the authorities found. */
  readonly condition: Condition | null;
}

/** Keys and certificates that authorities refer to by name (`trustRootRef`). */
export interface TrustRootDocument {
  readonly name: string;
  /** Of its name, for messages. */
  readonly location: Location;
  /** Of `spec.sigstoreKeys`, `spec.repository` or `spec.remote`. */
  readonly contentLocation: Location;
  readonly content: TrustRootContent;
}

/** A policy as it is written, with where: what the lint reads. */
export interface LocatedPolicy {
  readonly written: WrittenPolicy;
  readonly locate: (path: readonly (string | number)[]) => Location;
}
