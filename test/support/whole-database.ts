import { type Advisory, PLATFORMS, type Platform } from '../../scripts/trivy-db/advisory.ts';
import { buildDatabase } from '../../scripts/trivy-db/build.ts';
import { DEMO_ADVISORIES } from '../../scripts/trivy-db/catalogue.ts';

function isPlatform(name: string): name is Platform {
  return Object.hasOwn(PLATFORMS, name);
}

/**
 * The demo's advisories and these, and one on every other platform, of a package that no image has: what a scan finds is the
 * demo's, or of these.
 */
export function wholeDatabase(more: readonly Advisory[] = []): Promise<Uint8Array> {
  const named = [...DEMO_ADVISORIES, ...more];
  const known = new Set<string>(named.map(({ platform }) => platform));
  const others = Object.keys(PLATFORMS)
    .filter(isPlatform)
    .filter((platform) => !known.has(platform))
    .map((platform, index): Advisory => {
      const id = `CVE-2000-${1000 + index}`;
      const common = { title: '', severity: 'LOW', fixed: '1', published: '2000-01-01', references: [] } as const;
      return { id, platform, package: 'in-no-image', ...common };
    });
  return buildDatabase([...named, ...others]);
}
