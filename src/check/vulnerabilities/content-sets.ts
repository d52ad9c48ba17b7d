import { join } from 'node:path';
import type { Ports } from '../../domain/index.ts';
import { keysIn } from './bolt.ts';
import { hidden } from './recognised.ts';
import type { Problem } from './scan-result.ts';
import type { TrivyReport } from './trivy-report.ts';

/** At the end of what newer builds call a content set; Trivy leaves it out (pkg/detector/ospkg/redhat). */
const GENERIC_SUFFIX = /__\d+$/;

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

/** Those that a vulnerability database knows, as trivy-db keeps them (pkg/db/redhat_cpe.go). */
export function readContentSets(cacheDirectory: string, { files }: Pick<Ports, 'files'>): Promise<ReadonlySet<string>> {
  const path = join(cacheDirectory, 'db', 'trivy.db');
  const read = async (offset: number, length: number): Promise<Uint8Array> =>
    (await files.readPart(path, offset, length)) ?? new Uint8Array();
  return keysIn(read, ['Red Hat CPE', 'repository']);
}

/**
 * Advisories of Red Hat are of content sets, which files of an image name for the packages of a layer: where they name others than
 * those of the release, or one that the database does not know beside one that it does, Trivy finds nothing and says nothing. So
 * each has to name one of the release (`rhocp-4.16-for-rhel-9-x86_64-rpms`), and most packages one of the system itself
 * (`rhel-9-for-aarch64-baseos-eus-rpms__9_DOT_2`, `ubi-9-appstream-rpms`, `rhel-7-server-rpms`).
 */
export function foreignContentSets(report: TrivyReport, known: ReadonlySet<string>): Problem | null {
  const { Family: family = '', Name: name = '' } = report.Metadata.OS ?? {};
  const release = /^\d+/.exec(name)?.[0] ?? '';
  const ofRelease = new RegExp(`\\b(?:rhel|ubi)-${release}-`);
  const ofSystem = new RegExp(`^(?:rhel|ubi)-${release}-(?:.*-)?(?:appstream|atomic|baseos|server)-`);
  const all = setsIn(report);
  const knownOf = (pattern: RegExp) => (sets: readonly string[]) =>
    sets.some((set) => pattern.test(set) && known.has(set));
  const foreign = all.find((sets) => !knownOf(ofRelease)(sets));
  const judged = all.filter(knownOf(ofSystem)).length;
  if (foreign === undefined && judged * 2 >= all.length) return null;
  const named = foreign ?? all.find((sets) => !knownOf(ofSystem)(sets)) ?? [];
  return hidden(
    'system-unknown',
    `${report.ArtifactName} is ${family} ${name}, and says that its packages are of ${named.length === 0 ? 'no content sets' : named.slice(0, 4).join(', ')} (root/buildinfo/content_manifests): there are no advisories on packages of ${family} ${release} for that. They could not be judged.`,
  );
}
