import { join } from 'node:path';
import type { ImageReference, Ports } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import { missedCanary } from './canary.ts';
import { ageProblem, NO_METADATA, readMetadata } from './database-metadata.ts';
import { type Downloadable, download } from './download.ts';
import type { Problem } from './scan-result.ts';
import type { RegistryAccess, Trivy } from './trivy.ts';

export interface FetchOptions {
  readonly policy: VulnerabilityPolicy;
  readonly ports: Pick<Ports, 'clock' | 'files' | 'log'>;
  readonly accessTo: (reference: ImageReference) => Promise<RegistryAccess>;
  readonly repositories: readonly ImageReference[];
  /** Where it goes, and is replaced. */
  readonly cacheDirectory: string;
  /** Other runs read there, or what is kept of it. */
  readonly isShared: boolean;
}

/** Why there is no new database; `updatedAt` where one came that may not decide. */
export interface FailedFetch {
  readonly problem: Problem;
  readonly updatedAt: Date | null;
}

const WANTED: Downloadable = {
  title: 'the vulnerability database',
  what: 'database',
  key: 'databaseRepositories',
  flags: (repository) => ['--download-db-only', `--db-repository=${repository}`],
};

/**
 * Trivy empties the folder that it unpacks to, and then writes there bit by bit. So it unpacks to a folder of this run, and what
 * came is put in its place when it is whole: a run that ends half-way leaves the one before, and no other run sees half of it.
 * Where others read, it has to know first what any good one does, since they asked that of the one before.
 */
export async function fetchDatabase(trivy: Trivy, options: FetchOptions): Promise<FailedFetch | null> {
  const { policy, ports, repositories, cacheDirectory, isShared } = options;
  const draft = join(trivy.directory, 'fetched');
  const failed = await download(WANTED, trivy, repositories, draft, options);
  if (failed !== null) return { problem: failed, updatedAt: null };
  const updatedAt = (await readMetadata(draft, ports))?.UpdatedAt ?? null;
  if (updatedAt === null) return { problem: NO_METADATA, updatedAt };
  const problem =
    ageProblem(updatedAt, ports.clock.now(), policy.maxDatabaseAge) ??
    (isShared ? await missedCanary(trivy, draft, policy.canary, ports) : null) ??
    (await putInPlace(draft, cacheDirectory, ports));
  return problem === null ? null : { problem, updatedAt };
}

/** The metadata last: until then the database is due to be fetched, as the older metadata says. */
async function putInPlace(
  draft: string,
  cacheDirectory: string,
  { files }: Pick<Ports, 'files'>,
): Promise<Problem | null> {
  try {
    for (const name of ['trivy.db', 'metadata.json']) {
      if (!(await files.move(join(draft, 'db', name), join(cacheDirectory, 'db', name)))) return NO_DATABASE;
    }
    await files.remove(draft);
    return null;
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return {
      what: 'database-not-kept',
      cause: 'infrastructure',
      message: `The vulnerability database was fetched, and cannot be put in ${cacheDirectory}${why}.`,
      remedy: 'Make room there, let this user write there, or name another folder in XDG_CACHE_HOME.',
    };
  }
}

const NO_DATABASE: Problem = {
  what: 'database-missing',
  cause: 'infrastructure',
  message: 'What was fetched as the vulnerability database has no trivy.db in it.',
  remedy: "Name a repository under vulnerabilities.databaseRepositories that holds a database in Trivy's format.",
};
