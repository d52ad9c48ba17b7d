import type { Artifacts, Finding, Manifest, Ports, Toolbox, Tree } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';

export interface RenderContext {
  readonly tree: Tree;
  readonly policy: Policy;
  readonly toolbox: Toolbox;
  readonly ports: Ports;
  /** False: objects only, one render a source; every place is then a whole file. For proofs, which compare objects. */
  readonly origins: boolean;
  /** Fetches what is pinned in another repository. Left out: nothing is fetched. */
  readonly artifacts?: Artifacts;
}

/** What one source came to. `complete: false`: it did not render, or not all of it. */
export interface Rendered {
  readonly manifests: readonly Manifest[];
  readonly findings: readonly Finding[];
  /** Every file of the tree that had a part, whether or not it shows. */
  readonly files: readonly string[];
  /** Those of `files` that were there and took no part. Left out: none. */
  readonly unread?: readonly string[];
  readonly complete: boolean;
}
