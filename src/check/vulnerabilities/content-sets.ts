import { join } from 'node:path';
import type { Ports } from '../../domain/index.ts';
import { keysIn } from './bolt.ts';
import { hidden } from './recognised.ts';
import type { Problem } from './scan-result.ts';
import type { TrivyReport } from './trivy-report.ts';

/** At the end of what newer builds call a content set; Trivy leaves it out (pkg/detector/ospkg/redhat). */
const GENERIC_SUFFIX = /__\d+$/;
/** Some 10,000 are usual, of which a page of 4 KiB takes a dozen or two: room for 200,000. */
const MAX_PAGES = 20_000;

function setsIn({ Metadata, Results }: TrivyReport): readonly (readonly string[])[] {
  const family = Metadata.OS?.Family;
  if (family !== 'redhat' && family !== 'centos') return [];
  return Results.flatMap(({ Packages }) => Packages).flatMap(({ BuildInfo }) =>
    BuildInfo == null ? [] : [BuildInfo.ContentSets.map((set) => set.replace(GENERIC_SUFFIX, ''))],
  );
}

/** Whether an image says by which content sets its packages go. */
export function namesContentSets(report: TrivyReport): boolean {
  return setsIn(report).length > 0;
}

/**
 * Those that a vulnerability database knows, as trivy-db keeps them (pkg/db/redhat_cpe.go); null where they cannot be read.
 * There are many: once a database.
 */
export function readContentSets(
  cacheDirectory: string,
  { files }: Pick<Ports, 'files'>,
): Promise<ReadonlySet<string> | null> {
  const path = join(cacheDirectory, 'db', 'trivy.db');
  const read = async (offset: number, length: number): Promise<Uint8Array> =>
    (await files.readPart(path, offset, length)) ?? new Uint8Array();
  return keysIn(read, ['Red Hat CPE', 'repository'], MAX_PAGES);
}

/** Of a minor release (`rhel-9-for-x86_64-baseos-eus-rpms__9_DOT_2`). */
const OF_MINOR = /__(\d+)_DOT_(\d+)$/;
/** Before a release: there are advisories on next to nothing of those. */
const BEFORE_RELEASE = /-(?:beta|htb)(?:-|$)/;

/** What the system itself is of, by its major release; for how long one is supported makes sets of their own (`-eus`). */
function systemSets(release: string): RegExp {
  const architecture =
    Number(release) >= 8
      ? '(?:for-[a-z\\d_-]+-)?baseos'
      : '(?:server|(?:for-)?atomic|for-(?:power|power-le|power-9|system-z|system-z-a|arm|arm-64))';
  return new RegExp(`^(?:rhel|ubi)-${release}-${architecture}(?:-(?:aus|e4s|els|eus|tus))?(?:-rhui)?-rpms(?:__|$)`);
}

/**
 * Advisories of Red Hat are of content sets, which files of an image name for the packages of a layer: where they name others than
 * those of the release, or one that the database does not know beside one that it does, Trivy finds nothing and says nothing. So
 * each has to name one of the release (`rhocp-4.16-for-rhel-9-x86_64-rpms`), and most packages one of the system itself
 * (`rhel-9-for-aarch64-baseos-eus-rpms__9_DOT_2`, `ubi-9-for-x86_64-baseos-rpms`, `rhel-7-server-rpms`).
 */
export function foreignContentSets(report: TrivyReport, known: ReadonlySet<string> | null): Problem | null {
  if (known === null) return unreadable(report.ArtifactName);
  const { Family: family = '', Name: name = '' } = report.Metadata.OS ?? {};
  const [, release = '', minor = ''] = /^(\d+)(?:\.(\d+))?/.exec(name) ?? [];
  const ofRelease = new RegExp(`\\b(?:rhel|ubi)-${release}-`);
  const ofSystem = systemSets(release);
  const counts = (set: string): boolean => {
    const [suffix, major, ofMinor] = OF_MINOR.exec(set) ?? [];
    return (
      known.has(set) && !BEFORE_RELEASE.test(set) && (suffix === undefined || (major === release && ofMinor === minor))
    );
  };
  const all = setsIn(report);
  const knownOf = (pattern: RegExp) => (sets: readonly string[]) =>
    sets.some((set) => pattern.test(set) && counts(set));
  const foreign = all.find((sets) => !knownOf(ofRelease)(sets));
  const judged = all.filter(knownOf(ofSystem)).length;
  if (foreign === undefined && judged * 2 >= all.length) return null;
  const named = foreign ?? all.find((sets) => !knownOf(ofSystem)(sets)) ?? [];
  return hidden(
    'system-unknown',
    `${report.ArtifactName} is ${family} ${name}, and says that its packages are of ${named.length === 0 ? 'no content sets' : named.slice(0, 4).join(', ')} (root/buildinfo/content_manifests): those are not the ones of ${family} ${name} itself that the vulnerability database knows. They could not be judged.`,
  );
}

function unreadable(image: string): Problem {
  return {
    what: 'content-sets-unread',
    cause: 'infrastructure',
    message: `${image} says by which content sets of Red Hat its packages go, and those that the vulnerability database knows could not be read: the database is broken, or has more than the gate reads. Its packages could not be judged.`,
    remedy: 'Run the gate again, or name another repository under vulnerabilities.databaseRepositories.',
  };
}
