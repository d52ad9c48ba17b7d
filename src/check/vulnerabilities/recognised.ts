import { otherOrigin } from './package-origins.ts';
import { hasRelease, missingPlatforms } from './platforms.ts';
import type { Problem } from './scan-result.ts';
import type { TrivyReport } from './trivy-report.ts';
import { unjudgedPackages } from './unjudged-packages.ts';

/**
 * What Trivy warns of (pkg/detector/ospkg) when it has nothing, or the wrong thing, to compare packages with; it then
 * ends well and finds little or nothing. An image can bring that about on purpose, with a false os-release or apk
 * repositories file.
 */
const NOT_COMPARED = /Unsupported os\b|Mixing Alpine versions is unsupported/;
/** Said of the newest releases too, since Trivy's list of them ends before: the database may well have those. */
const NOT_LISTED = /This OS version is not on the EOL list/;
/** Nothing is compared at all, and the packages are not even listed. */
const NOT_JUDGED = /Unsupported os\b/;
/**
 * Releases that the database has of systems of which Trivy takes others for ones too: any of Azure Linux (trivy-db,
 * pkg/vulnsrc/azure), and Red Hat's 10, of which Red Hat publishes nothing in the form that Trivy reads (trivy-db, pkg/vulnsrc/redhat-oval).
 */
const RELEASES: ReadonlyMap<string, RegExp> = new Map([
  ['azurelinux', /^3\./],
  ['cbl-mariner', /^[12]\./],
  ['redhat', /^[4-9](?:\.|$)/],
]);
/** An entry of a package database that Trivy passes over (pkg/fanal/analyzer/pkg); the package is there all the same. */
const PASSED_OVER =
  /\bWARN\s+\[(?:dpkg\] (?:Parse error\s+file_path="var\/lib\/dpkg\/status|Invalid (?:source )?version\b)|apk\] Invalid version found\b)/g;

/** Packages that Trivy lists and compares with nothing (pkg/detector/library/driver.go). */
const WITHOUT_ADVISORIES: ReadonlySet<string> = new Set(['conda-pkg', 'conda-environment']);

/**
 * Why a scan without complaint says nothing about the image: no system and no packages were recognised, a system whose
 * package database is gone, packages of an unnamed system, or a system that the vulnerability database does not have.
 * Null where there was something to judge. Packages of languages, and Go and Rust programs by their build information,
 * count as recognised. See readPlatforms.
 */
export function unrecognised(
  report: TrivyReport,
  warnings: string,
  reference: string,
  platforms: ReadonlySet<string> | null,
): Problem | null {
  const system = report.Metadata.OS ?? null;
  const ofSystem = report.Results.filter((part) => part.Class === 'os-pkgs');
  // What a file of the image lists (`*.cdx.json`) is not what is installed: its package database says that.
  const installed = ofSystem.flatMap((part) => part.Packages).filter(({ AnalyzedBy }) => AnalyzedBy !== 'sbom');
  const systemPackages = installed.length;
  const otherPackages = report.Results.filter(
    ({ Class, Type }) => Class !== 'os-pkgs' && !WITHOUT_ADVISORIES.has(Type),
  ).reduce((sum, part) => sum + part.Packages.length, 0);
  if (system === null) {
    if (otherPackages > 0) return null;
    return hidden(
      'nothing-recognised',
      `Trivy recognised nothing in ${reference} that there are advisories for: no operating system and no packages of a kind that it can judge. That it found no vulnerability there means nothing.`,
    );
  }
  const name = `${system.Family} ${system.Name}`.trim();
  if (system.Family === 'none') {
    return hidden(
      'system-unnamed',
      `${reference} holds the packages of an operating system, but nothing that tells Trivy which: no os-release, or one that Trivy does not know. They could not be judged.`,
    );
  }
  if (NOT_JUDGED.test(warnings)) {
    return hidden(
      'system-unknown',
      `${reference} is ${name}, a system that Trivy has no advisories for. Its packages could not be judged.`,
    );
  }
  if (systemPackages === 0) {
    return hidden(
      'packages-missing',
      `${reference} is ${name}, but its package database is missing or empty. What is installed could not be judged.`,
    );
  }
  const foreign = installed.map(({ AnalyzedBy }) => AnalyzedBy).filter((by) => isForeign(by, system.Family));
  if (foreign.length > 0) {
    return hidden(
      'system-unknown',
      `${reference} says that it is ${name}, and ${foreign.length} of its packages are in a database of another system's kind (${[...new Set(foreign)].sort().join(', ')}). Nobody writes advisories on those for ${system.Family}: they could not be judged.`,
    );
  }
  const origin = otherOrigin(system.Family, system.Name, installed);
  if (origin !== null) {
    return hidden(
      'system-unknown',
      `${reference} says that it is ${name}, and most of its packages say that they are of ${origin}. Advisories of one system say nothing about packages of another: they could not be judged.`,
    );
  }
  const found = ofSystem.some((part) => part.Vulnerabilities.length > 0);
  const listed =
    RELEASES.get(system.Family)?.test(system.Name) ?? (!NOT_LISTED.test(warnings) || hasRelease(report, platforms));
  if (NOT_COMPARED.test(warnings) || (!found && !listed)) {
    return hidden(
      'system-unknown',
      `${reference} says that it is ${name} or takes packages from another release, which Trivy has no advisories for. Its ${systemPackages} packages could not be judged, or not rightly.`,
    );
  }
  const unjudged = unjudgedPackages(system.Family, installed);
  if (unjudged.length > 0) {
    return hidden(
      'packages-unread',
      `Trivy compares packages of ${name} with advisories by what they say of themselves, and ${unjudged.length} of ${reference} lack a part of that (${unjudged.slice(0, 5).join(', ')}${unjudged.length > 5 ? ', ...' : ''}): a version, a source package, the label of a module, or a processor that advisories are written for. They could not be judged.`,
    );
  }
  const passedOver = warnings.match(PASSED_OVER)?.length ?? 0;
  if (passedOver > 0) {
    return hidden(
      'packages-unread',
      `Trivy passed over ${passedOver} ${passedOver === 1 ? 'entry' : 'entries'} of the package database of ${reference} that it cannot read. Those packages are there, and could not be judged.`,
    );
  }
  return null;
}

/**
 * By what Trivy calls whoever read a package database (pkg/fanal/analyzer/const.go), the families of systems that have one.
 * All others have RPM.
 */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  apk: ['alpine', 'chainguard', 'minimos', 'wolfi'],
  dpkg: ['debian', 'echo', 'ubuntu'],
};
const OF_RPM: ReadonlySet<string> = new Set(['rpm', 'rpmqa', 'rpm-archive']);

function isForeign(analyzer: string, family: string): boolean {
  const families = FAMILIES[analyzer];
  if (families !== undefined) return !families.includes(family);
  return OF_RPM.has(analyzer) && Object.values(FAMILIES).flat().includes(family);
}

/** Why a scan says nothing about packages that the database has no advisories for: it finds none, and that looks like a pass. */
export function notInDatabase(
  report: TrivyReport,
  platforms: ReadonlySet<string> | null,
  reference: string,
): Problem | null {
  const missing = platforms === null ? [] : missingPlatforms(report, platforms);
  if (missing.length === 0) return null;
  return {
    what: 'not-in-database',
    // An image can say that it is of any release.
    cause: 'content',
    message: `${reference} holds packages of ${missing.join(', ')}, and the vulnerability database has no advisories for those at all. They could not be judged.`,
    remedy:
      'Name a repository of a whole database under vulnerabilities.databaseRepositories, build the image on a release that is in it, or name this digest in an exception for vulnerability/unscannable.',
  };
}

/** Libraries, and no system: a single program, or a system that Trivy does not know. */
export function hasNoSystem({ Metadata, Results }: TrivyReport): boolean {
  return (Metadata.OS ?? null) === null && Results.some((part) => part.Packages.length > 0);
}

export function hidden(what: string, message: string): Problem {
  return {
    what,
    cause: 'content',
    message,
    remedy:
      'Build the image on a base that Trivy knows and leave its package database in place, or name this digest in an exception for vulnerability/unscannable.',
  };
}

/**
 * An empty layer, which an image may have in several forms: as it is, by Docker, by BuildKit, by Buildah and Podman, and by
 * these with zstd. Another that is said to be empty may hold anything.
 */
export const EMPTY_LAYERS: ReadonlySet<string> = new Set([
  'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
  'sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4',
  'sha256:4f4fb700ef54461cfa02571ae0db9a0dc1e0cdb5577484a6d75e68dc38e8acc1',
  'sha256:bd9ddc54bea929a22b334e73e026d4136e5b73f5cc29942896c72e4ece69b13d',
  'sha256:2c1ce468d9f3d941396801f6e3afc8921466650dd05430fe644cd3537713d27f',
]);

/**
 * Trivy finds layers by what the image's configuration says that they hold unpacked. A configuration that says the same of two
 * layers hides one of them; containerd does not start such an image.
 */
export function hiddenLayer({ Metadata }: TrivyReport, layers: readonly string[], reference: string): Problem | null {
  const seen = new Map<string, string>();
  for (const [index, content] of Metadata.DiffIDs.entries()) {
    const named = layers[index];
    if (named === undefined) continue;
    const layer = EMPTY_LAYERS.has(named) ? 'empty' : named;
    const other = seen.get(content) ?? layer;
    if (other !== layer) {
      return hidden(
        'layers-misnamed',
        `The configuration of ${reference} says that two of its layers hold the same, and they are not the same: Trivy looked at one of them alone.`,
      );
    }
    seen.set(content, layer);
  }
  return null;
}
