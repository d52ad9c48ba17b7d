import type { Ports, Repository } from '../domain/index.ts';
import type { Credential } from './credential.ts';

/** What the policy's allow and deny lists say, on canonical names. It is asked before any connection. */
export interface Admission {
  admits(repository: Repository): boolean;
  /** Does the policy name this host (with its port) letter for letter, without a wildcard? */
  namesHostLiterally(host: string): boolean;
}

export interface RegistryOptions {
  readonly ports: Pick<Ports, 'http' | 'clock' | 'random' | 'env' | 'exec' | 'files' | 'log'>;
  /** Only `mirrors`: canonical registry host to the mirrors that are asked first, `host[:port][/prefix]`. */
  readonly policy: { readonly mirrors: Readonly<Record<string, readonly string[]>> };
  readonly admission: Admission;
  /** Hosts (with their port) that speak plain http though they are not loopback. They never get credentials. */
  readonly insecureHosts: readonly string[];
  /** No connection at all: what `cache` has not recorded is unknown. */
  readonly offline: boolean;
  /** An absolute directory where answers are kept from run to run; null: nowhere. */
  readonly cache: string | null;
  /** A pull request's run: private addresses are contacted only where the policy names the host literally. */
  readonly pullRequest: boolean;
  /** Credentials from the caller (action inputs), by canonical registry; they win over the Docker configuration. */
  readonly credentials?: ReadonlyMap<string, Credential>;
}
