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
  /** The trusted root as it was when this program was made, in JSON. */
  readonly trustedRoot: string;
  /** RFC 3339. */
  readonly publishedAt: string;
  /** Its intermediate certificates change more often than this program does. */
  readonly renewsAuthorities: boolean;
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
  renewsAuthorities: false,
};

/**
 * GitHub's services for private repositories. Their intermediate certificates last a year, and a new one comes about every
 * six months: what is shipped knows of none that came later, and whether what they certify is good is then unknown, never passed.
 */
export const GITHUB: Shipped = {
  label: 'github',
  title: "GitHub's own services",
  mirror: 'https://tuf-repo.github.com/',
  start: startFrom(SHIPPED.github.root),
  trustedRoot: SHIPPED.github.trustedRoot,
  publishedAt: SHIPPED.github.publishedAt,
  renewsAuthorities: true,
};
