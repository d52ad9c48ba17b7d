import { join } from 'node:path';
import type { ImageReference, Ports } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import { missedCanary } from './canary.ts';
import { ageProblem, NO_METADATA, readMetadata } from './database-metadata.ts';
import { VULNERABILITIES } from './database-repositories.ts';
import { type Downloadable, download } from './download.ts';
import type { AccessTo } from './registry-access.ts';
import type { Problem } from './scan-result.ts';
import type { Trivy } from './trivy.ts';

export interface FetchOptions {
  readonly policy: VulnerabilityPolicy;
  readonly ports: Pick<Ports, 'clock' | 'files' | 'log'>;
  readonly accessTo: AccessTo;
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
  kind: VULNERABILITIES,
  what: 'database',
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
    (await putInPlace(draft, cacheDirectory, options));
  return problem === null ? null : { problem, updatedAt };
}

/**
 * The metadata last: until then the database is due to be fetched, as the older metadata says. Two runs that fetched
 * different ones do so one after the other, and a newer one stays: an older database under newer metadata would decide for
 * longer than it may, and what it does not know of would be kept as an answer of the newer one.
 */
export async function putInPlace(
  draft: string,
  cacheDirectory: string,
  { policy, ports }: Pick<FetchOptions, 'policy' | 'ports'>,
): Promise<Problem | null> {
  const { files, clock } = ports;
  const isNewer = async (updatedAt: Date): Promise<boolean> => {
    const there = (await files.exists(join(cacheDirectory, 'db', 'trivy.db')))
      ? await readMetadata(cacheDirectory, ports)
      : null;
    if (there === null || there.UpdatedAt.getTime() <= updatedAt.getTime()) return false;
    return ageProblem(there.UpdatedAt, clock.now(), policy.maxDatabaseAge) === null;
  };
  const put = async (): Promise<Problem | null> => {
    const metadata = await readMetadata(draft, ports);
    if (metadata !== null && (await isNewer(metadata.UpdatedAt))) return null;
    for (const name of ['trivy.db', 'metadata.json']) {
      if (!(await files.move(join(draft, 'db', name), join(cacheDirectory, 'db', name)))) return NO_DATABASE;
    }
    return null;
  };
  try {
    const problem = await files.exclusively(join(cacheDirectory, 'lock'), put);
    if (problem === null) await files.remove(draft);
    return problem;
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
