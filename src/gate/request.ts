import type { Tree } from '../domain/index.ts';
import type { Credential } from '../registry/index.ts';
import type { TrustRequest } from '../trust/index.ts';

/** What is to be judged, and by whose word. */
export interface GateRequest {
  /** The tree that would be deployed. */
  readonly head: Tree;
  /** What it is compared with; null: everything counts as new. */
  readonly base: Tree | null;
  /** Where the policy comes from: the base branch on a pull request, never the head. */
  readonly policyTree: Tree;
  /** Null for the default file, which may be missing. */
  readonly policyFile: string | null;
  /** The repository itself, for what Argo CD and Flux deploy from it: its address, and the branch merged into. */
  readonly repository?: { readonly address: string | null; readonly branch: string | null };
  /** Replace the policy's sources where there are any. */
  readonly paths: readonly string[];
  /** `action`: programs on PATH are taken by hash, `cli`: by version. */
  readonly mode: 'action' | 'cli';
  /** A pull request's run is hostile input: private addresses only where the policy names them. */
  readonly pullRequest: boolean;
  /** No connection to a registry: what `registryCache` has not recorded is unknown. */
  readonly offline: boolean;
  /** An absolute directory where registries' answers are kept from run to run; null: nowhere. */
  readonly registryCache: string | null;
  /** What results of scans in `registryCache` are signed with; left out or null: none is kept or believed. */
  readonly cacheKey?: string | null;
  /** Which build of the gate this is: what another one found counts for nothing. Left out or null: nobody can say. */
  readonly build?: string | null;
  /** Logins from the caller, by canonical registry; they win over the Docker configuration. */
  readonly credentials: ReadonlyMap<string, Credential>;
  /** For GitHub's attestations API, as whoever runs the gate; empty: what is public. */
  readonly githubToken?: string;
  readonly insecureHosts: readonly string[];
  /** Ask for every digest, whether or not a check needs it: pins are wanted. */
  readonly resolveAll: boolean;
  /** What a pull request may not change unseen; null outside of one. */
  readonly trust: TrustRequest | null;
  /** How long the run may take; see RUN_LIMIT_MS, which it is when left out. */
  readonly runLimitMs?: number;
  /** A release is gated: see policyForRelease. Left out: false. */
  readonly release?: boolean;
}
