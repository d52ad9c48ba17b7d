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

/** Systems whose packages keep to no places. */
const ANYWHERE = /^/;

/** Others: as Debian and Alpine have it. */
const BY_FAMILY: ReadonlyMap<string, RegExp> = new Map([
  ...['alma', 'amazon', 'azurelinux', 'cbl-mariner', 'centos', 'oracle', 'photon', 'redhat', 'rocky'].map(
    (family) => [family, PLACES_OF_RPM] as const,
  ),
  ...['opensuse-leap', 'opensuse-tumbleweed', 'slem', 'sles'].map((family) => [family, PLACES_OF_SUSE] as const),
  ...['chainguard', 'minimos', 'wolfi'].map((family) => [family, ANYWHERE] as const),
]);

/**
 * The report without the libraries that are the system's own: its vendor repairs them without raising their version, and its
 * advisories speak of the packages that they are in. Of any other library a package may say that it installed it, and no advisory of the
 * system speaks of it. Systems that keep their packages to no places (Wolfi, Chainguard) are believed everywhere.
 *
 * It goes by the packages that are in the image in the end. What one of a lower layer said, that is gone, does not count, nor does a
 * library that a later layer put over theirs. Of what a bill in the image lists, the bill itself has to be the system's: the places
 * and layers of its libraries are its own words.
 */
export function withoutSystemLibraries(report: TrivyReport): TrivyReport {
  const { Results } = report;
  if (Results.every(({ Class }) => Class === 'os-pkgs')) return report;
  const isInstalled = installedIn(report);
  const kept = Results.flatMap((part): Result[] => {
    if (part.Class === 'os-pkgs' || part.Packages.length === 0) return [part];
    const { Target, Type, Packages, Vulnerabilities } = part;
    const billed = new Set(Packages.filter(isBilled).map(({ Name, FilePath, Layer }) => nameOf(Name, FilePath, Layer)));
    const isOther = (name: string, path: string, layer: Layer): boolean => {
      const isSystems = !billed.has(nameOf(name, path, layer)) && isInstalled(path, layer, Type === 'jar');
      return !isSystems && !(Target.includes('/') && isInstalled(Target, layer, false));
    };
    const left = Packages.filter(({ Name, FilePath, Layer }) => isOther(Name, FilePath, Layer));
    if (left.length === 0) return [];
    const found = Vulnerabilities.filter(({ PkgName, PkgPath, Layer }) => isOther(PkgName, PkgPath, Layer));
    return [{ ...part, Packages: left, Vulnerabilities: found }];
  });
  return { ...report, Results: kept };
}

type Layer = Package['Layer'];

const isBilled = ({ AnalyzedBy }: Package): boolean => AnalyzedBy === 'sbom';
const nameOf = (name: string, path: string, { DiffID }: Layer): string => JSON.stringify([name, path, DiffID]);

/** Where a file is of the package that installed it. */
interface Installed {
  /** In this layer, by its number, and in those below. */
  upTo: number;
  /** In each that installed a package, too. */
  isInAll: boolean;
}

/** Of an archive in an archive Trivy names both: `usr/share/a.war/WEB-INF/lib/b.jar`. */
const ARCHIVE = /\.[ejpw]ar(?=\/)/gi;

const archivesAbove = (path: string): readonly string[] =>
  [...path.matchAll(ARCHIVE)].map(({ 0: found, index }) => path.slice(0, index + found.length));

/**
 * Whether a file, or an archive that it is in, is there by a package of the system's own vendor, in a place of the system, as Trivy names
 * files: without a slash before them.
 *
 * A package installs its files in the layer that it came with, over what was there: Trivy says of a library the lowest layer that had it in
 * the same version, as an earlier version of the package did. Who writes there in a layer above, as `npm install -g` does, is somebody
 * else, except that databases of apk and RPM say in each layer that installs something whose all files are.
 */
function installedIn({ Metadata: { OS, DiffIDs }, Results }: TrivyReport) {
  const family = OS?.Family ?? '';
  const places = BY_FAMILY.get(family) ?? PLACES;
  const packages = Results.filter(({ Class }) => Class === 'os-pkgs')
    .flatMap(({ Packages }) => Packages)
    .filter((one) => !isBilled(one));
  const numbers = new Map(DiffIDs.map((layer, index) => [layer, index]));
  const numberOf = ({ DiffID }: Layer): number | undefined => (DiffIDs.length === 0 ? 0 : numbers.get(DiffID));
  const came = new Set(packages.map(({ Layer }) => Layer.DiffID));

  const files = new Map<string, Installed>();
  /** RPM lists folders too, and who has a folder has not all in it. */
  const folders = new Set<string>();
  for (const one of packages.filter((each) => isOfOwnVendor(family, each))) {
    const upTo = numberOf(one.Layer) ?? -1;
    const isInAll = one.AnalyzedBy !== 'dpkg';
    for (const written of one.InstalledFiles) {
      const file = written.replace(/^\//, '');
      if (file === '' || !places.test(file)) continue;
      for (const folder of archivesAbove(file)) folders.add(folder);
      const known = files.get(file) ?? { upTo, isInAll };
      files.set(file, { upTo: Math.max(upTo, known.upTo), isInAll: isInAll || known.isInAll });
    }
  }

  const isOne = (path: string, layer: Layer): boolean => {
    const file = files.get(path);
    if (file === undefined) return false;
    const number = numberOf(layer);
    return (number !== undefined && number <= file.upTo) || (file.isInAll && came.has(layer.DiffID));
  };
  return (path: string, layer: Layer, mayBeInArchive: boolean): boolean =>
    isOne(path, layer) ||
    (mayBeInArchive && archivesAbove(path).some((archive) => !folders.has(archive) && isOne(archive, layer)));
}
