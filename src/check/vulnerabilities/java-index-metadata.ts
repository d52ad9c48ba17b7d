import { isOver, type Ports } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import type { Problem } from './scan-result.ts';
import { type Metadata, readMetadataFile } from './trivy-metadata.ts';

/** The version of the index's schema. */
const SCHEMA = 1;
const DAY_MS = 86_400_000;
/** It is made every few days, and lists what was published: an older one misses the newest archives alone. */
const MIN_AGE_MS = 14 * DAY_MS;

/** Null where there is none, or none that can be read. */
export function readMetadata(path: string, ports: Pick<Ports, 'files'>): Promise<Metadata | null> {
  return readMetadataFile(path, SCHEMA, ports);
}

/** Why an index of that time may not decide; null where it may. */
export function ageProblem(
  { UpdatedAt }: Metadata,
  { maxDatabaseAge }: Pick<VulnerabilityPolicy, 'maxDatabaseAge'>,
  now: Date,
): Problem | null {
  const made = UpdatedAt.getTime();
  if (isOver(made + Math.max(maxDatabaseAge, MIN_AGE_MS) + 1, now)) {
    const age = now.getTime() - made;
    return broken(`is from ${UpdatedAt.toISOString()}, ${Math.floor(age / DAY_MS)} days ago`);
  }
  if (!isOver(made - DAY_MS, now))
    return broken(`says that it was made at ${UpdatedAt.toISOString()}, which is still to come`);
  return null;
}

/** As Trivy sees it: when it says so itself, and at most once a day. */
export function isDue({ NextUpdate, DownloadedAt }: Metadata, now: Date): boolean {
  return isOver(NextUpdate?.getTime() ?? 0, now) && isOver((DownloadedAt?.getTime() ?? 0) + DAY_MS, now);
}

const REMEDY =
  'Name a repository of it that is kept up to date under vulnerabilities.javaDatabaseRepositories, or bring a newer one to vulnerabilities.databaseDirectory (trivy image --download-java-db-only --cache-dir DIR).';

export function broken(what: string): Problem {
  return {
    what: 'java-database',
    cause: 'infrastructure',
    message: `The image holds Java archives, and their index (java-db) ${what}.`,
    remedy: REMEDY,
  };
}
