import type { TufStart } from './document.ts';
import { SHIPPED } from './shipped.ts';

/** A service whose trust root this program knows. */
export interface Shipped {
  /** In the report and in `signatures.trustRootMirrors`. */
  readonly label: 'sigstore' | 'github';
  /** For sentences. */
  readonly title: string;
  /** Where its TUF repository is. */
  readonly mirror: string;
  readonly start: TufStart;
  /** The trusted root as it was when this program was made, in JSON; null: it must be fetched. */
  readonly trustedRoot: string | null;
  /** RFC 3339. */
  readonly publishedAt: string;
}

function startFrom(root: string): TufStart {
  return { root: Buffer.from(root), targets: 'targets', target: 'trusted_root.json' };
}

export const PUBLIC_GOOD: Shipped = {
  label: 'sigstore',
  title: "sigstore's public services",
  mirror: 'https://tuf-repo-cdn.sigstore.dev/',
  start: startFrom(SHIPPED.sigstore.root),
  trustedRoot: SHIPPED.sigstore.trustedRoot,
  publishedAt: SHIPPED.sigstore.publishedAt,
};

/**
 * GitHub's services for private repositories. Only the beginning of its TUF repository is shipped: its intermediate
 * certificates last some months, and no package that is released carries the current ones.
 */
export const GITHUB: Shipped = {
  label: 'github',
  title: "GitHub's own services",
  mirror: 'https://tuf-repo.github.com/',
  start: startFrom(SHIPPED.github.root),
  trustedRoot: null,
  publishedAt: SHIPPED.github.publishedAt,
};
