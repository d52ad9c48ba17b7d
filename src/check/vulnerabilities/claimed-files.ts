import type { TrivyReport } from './trivy-report.ts';

/** Of systems whose policy keeps their own packages out of these places (Filesystem Hierarchy Standard, Debian's policy 9.1). */
const FAMILIES: ReadonlySet<string> = new Set(['alpine', 'debian', 'ubuntu']);
const OF_OTHERS = /^\/?(?:app|data|home|opt|root|srv|usr\/local|usr\/src|workspace)\//;
/** What Trivy knows a library by, where it lies as a file of its own (pkg/fanal/analyzer/language). */
const LIBRARY =
  /\/(?:package\.json|METADATA|PKG-INFO|installed\.json|[^/]+\.(?:dist-info|egg|egg-info|gemspec|deps\.json|jar|war|ear|par))$/;

/**
 * Trivy passes over libraries that a package of the system says it installed, since the system's advisories speak of those. A
 * package of somebody else says so too, and no advisory speaks of it: those are in places where no package of the system is.
 */
export function claimedLibraries({ Metadata, Results }: TrivyReport): readonly string[] {
  if (!FAMILIES.has(Metadata.OS?.Family ?? '')) return [];
  return Results.filter(({ Class }) => Class === 'os-pkgs')
    .flatMap(({ Packages }) => Packages.flatMap(({ InstalledFiles }) => InstalledFiles))
    .filter((file) => OF_OTHERS.test(file) && LIBRARY.test(file));
}
