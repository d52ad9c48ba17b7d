import type { Manifest, Path } from '../../domain/index.ts';

/** Where an object of Argo CD or Flux has something else from that is deployed. */
export interface Delivery {
  readonly manifest: Manifest;
  /** The address in the object. */
  readonly at: Path;
  /** As written. Null: an object says it that cannot be told among the manifests; `missing` says why. */
  readonly address: string | null;
  readonly missing: string | null;
  readonly what: Content;
  /** Revision, chart version or digest, as written; empty for none. */
  readonly revision: string;
  /** What the object changes of what it deploys: "helm.parameters", "spec.patches". */
  readonly changes: readonly string[];
  /** The source object that says the address, where `manifest` only names it. */
  readonly sourceObject?: Manifest;
  /** The object that says which chart. Left out: `manifest` itself. */
  readonly chart?: Manifest;
}

export type Content =
  /** A directory of a git repository. */
  | { readonly is: 'git'; readonly path: string }
  /** A chart or an artifact of a repository of charts, a registry or a bucket. */
  | { readonly is: 'artifact'; readonly name: string }
  /** Only the address itself: another object says what is taken from it. */
  | { readonly is: 'address'; readonly of: 'git' | 'artifact' };
