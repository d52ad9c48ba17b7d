import type { TrustMaterial } from '@sigstore/verify';
import type { TrustRootName } from '../authority/demands.ts';
import type { UnreadableSignature } from '../found/signature.ts';

/** Certificate authorities, logs and timestamp authorities whose word counts. */
export interface TrustRoot {
  readonly name: TrustRootName;
  readonly material: TrustMaterial;
  /** Tells it from one that holds anything else: a hash of what it was read from. */
  readonly identity: string;
  /** Authorities that came later are not in it, since no newer one could be had. Left out: it is the newest there is. */
  readonly outdated?: OutdatedTrustRoot;
}

/** A trust root as it was shipped, in place of what could not be fetched. */
export interface OutdatedTrustRoot {
  readonly publishedAt: Date;
  /** "no newer one could be fetched from tuf-repo.github.com: ..." */
  readonly reason: string;
  readonly remedy: string;
}

/** One trust root, or why it is not to be had: then what it would verify is unknown, and never unsigned. */
export type TrustRootAnswer = { readonly status: 'available'; readonly root: TrustRoot } | UnreadableSignature;

/** Where a trust root came from, for the report. */
export interface TrustRootUse {
  /** `sigstore`, `github`, else the name of the TrustRoot document. */
  readonly name: string;
  /**
   * `shipped` with this program, `fetched` from a TUF repository in this run, `cached` by an earlier one, or written in the
   * `policy`.
   */
  readonly source: 'shipped' | 'fetched' | 'cached' | 'policy';
  /** When what is used was published, or fetched, in RFC 3339; null for keys that the policy holds itself. */
  readonly updatedAt: string | null;
}

/** Looks trust roots up, each once a run, and only when a signature needs it. */
export interface TrustRoots {
  get(name: TrustRootName): Promise<TrustRootAnswer>;
  /** Those that were needed so far, by name. */
  used(): readonly TrustRootUse[];
}
