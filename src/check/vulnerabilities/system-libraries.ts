import { isOfOwnVendor } from './package-origins.ts';
import type { TrivyReport } from './trivy-report.ts';

type Result = TrivyReport['Results'][number];
type Package = Result['Packages'][number];

/** Has Trivy list libraries that a package of the system says it installed: by default it passes over them, whoever's package that is. */
export const WITH_SYSTEM_LIBRARIES = '--detection-priority=comprehensive';

/** Where systems put what their own packages install (Filesystem Hierarchy Standard 3.0; Debian's policy 9.1; Alpine's abuild). */
const PLACES = /^(?:usr\/(?!local\/|src\/)|lib(?:32|64|x32)?\/|s?bin\/|boot\/|etc\/|var\/(?:cache|lib)\/)/;
/** Systems with RPM have packages of their own there too (Red Hat's collections, Amazon's agents, network plugins of Azure Linux and Photon). */
const PLACES_OF_RPM = new RegExp(`${PLACES.source}|^opt/`);
/** SUSE's packages of web applications. */
const PLACES_OF_SUSE = new RegExp(`${PLACES_OF_RPM.source}|^srv/www/`);

const BY_FAMILY: ReadonlyMap<string, RegExp> = new Map([
  ...['alpine', 'debian', 'echo', 'ubuntu'].map((family) => [family, PLACES] as const),
  ...['alma', 'amazon', 'azurelinux', 'cbl-mariner', 'centos', 'oracle', 'photon', 'redhat', 'rocky'].map(
    (family) => [family, PLACES_OF_RPM] as const,
  ),
  ...['opensuse-leap', 'opensuse-tumbleweed', 'slem', 'sles'].map((family) => [family, PLACES_OF_SUSE] as const),
]);

/**
 * The report without the libraries that are the system's own: its vendor repairs them without raising their version, and its
 * advisories speak of the packages that they are in. Of any other library a package may say that it installed it, and no advisory of the
 * system speaks of it. Systems that keep their packages to no places (Wolfi, Chainguard) are believed everywhere.
 *
 * It goes by the packages that are in the image in the end. What one of a lower layer said, that is gone, does not count, nor does a
 * library that a later layer put over theirs.
 */
export function withoutSystemLibraries(report: TrivyReport): TrivyReport {
  const { Results } = report;
  if (Results.every(({ Class }) => Class === 'os-pkgs')) return report;
  const installed = installedFiles(report);
  if (installed.size === 0) return report;
  const kept = Results.flatMap((part): Result[] => {
    if (part.Class === 'os-pkgs' || part.Packages.length === 0) return [part];
    const { Target, Packages, Vulnerabilities } = part;
    const isOther = (path: string, layer: string): boolean =>
      !isIn(installed, path, layer) && !(Target.includes('/') && isIn(installed, Target, layer));
    const left = Packages.filter(({ FilePath, Layer }) => isOther(FilePath, Layer.DiffID));
    if (left.length === 0) return [];
    const found = Vulnerabilities.filter(({ PkgPath, Layer }) => isOther(PkgPath, Layer.DiffID));
    return [{ ...part, Packages: left, Vulnerabilities: found }];
  });
  return { ...report, Results: kept };
}

/** By file, without a slash before it, as Trivy names libraries: the layers in which it is of the package that installed it. */
type InstalledFiles = ReadonlyMap<string, ReadonlySet<string>>;

/** What packages of the system's own vendor installed, in places of the system. */
function installedFiles({ Metadata: { OS, DiffIDs }, Results }: TrivyReport): InstalledFiles {
  const family = OS?.Family ?? '';
  const places = BY_FAMILY.get(family) ?? null;
  const packages = Results.filter(({ Class }) => Class === 'os-pkgs').flatMap(({ Packages }) => Packages);
  const layers = layersOf(packages, DiffIDs);
  const files = new Map<string, ReadonlySet<string>>();
  for (const one of packages.filter((each) => isOfOwnVendor(family, each))) {
    const own = layers(one);
    for (const written of one.InstalledFiles) {
      const file = written.replace(/^\//, '');
      if (file === '' || (places !== null && !places.test(file))) continue;
      const others = files.get(file);
      files.set(file, others === undefined || others === own ? own : new Set([...others, ...own]));
    }
  }
  return files;
}

/**
 * A package installs its files in the layer that it came with, over what was there: Trivy says of a library the lowest layer that had it in
 * the same version, as an earlier version of the package did. Who writes there in a layer above, as `npm install -g` does, is somebody
 * else, except that databases of apk and RPM say in each layer that installs something whose all files are.
 */
function layersOf(packages: readonly Package[], all: readonly string[]): (one: Package) => ReadonlySet<string> {
  const came = [...new Set(packages.map(({ Layer }) => Layer.DiffID))];
  const below = new Map(came.map((layer) => [layer, new Set([layer, ...all.slice(0, all.indexOf(layer) + 1)])]));
  const anywhere = new Map([...below].map(([layer, lower]) => [layer, new Set([...lower, ...came])]));
  return ({ AnalyzedBy, Layer }) => (AnalyzedBy === 'dpkg' ? below : anywhere).get(Layer.DiffID) ?? new Set();
}

/** Of an archive in an archive Trivy names both: `usr/share/a.war/WEB-INF/lib/b.jar`. RPM lists folders too, and who has a folder has not all in it. */
const ARCHIVE = /\.[ejpw]ar(?=\/)/gi;

function isIn(files: InstalledFiles, path: string, layer: string): boolean {
  const isOne = (file: string): boolean => files.get(file)?.has(layer) ?? false;
  return (
    isOne(path) || [...path.matchAll(ARCHIVE)].some(({ 0: found, index }) => isOne(path.slice(0, index + found.length)))
  );
}
