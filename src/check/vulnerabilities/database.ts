import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { ImageReference, Ports } from '../../domain/index.ts';
import { formatReference, isLoopbackHost } from '../../images/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import { userCache } from '../../tools/index.ts';
import { type Downloadable, download, readRepositories } from './download.ts';
import { createKeptDatabase, type KeptDatabase } from './kept-database.ts';
import type { ResultCacheOptions } from './result-cache.ts';
import type { Problem } from './scan-result.ts';
import type { RegistryAccess, Trivy } from './trivy.ts';

/** Trivy's own, in its order (pkg/db/db.go). */
const DEFAULT_REPOSITORIES = ['mirror.gcr.io/aquasec/trivy-db:2', 'ghcr.io/aquasecurity/trivy-db:2'];
/** The version of the database's schema, which is its tag everywhere. */
const SCHEMA_TAG = '2';
const WANTED: Downloadable = {
  title: 'the vulnerability database',
  what: 'database',
  key: 'databaseRepositories',
  flags: (repository) => ['--download-db-only', `--db-repository=${repository}`],
};
const MAX_METADATA_BYTES = 64 * 1024;
const HOUR_MS = 3_600_000;

const date = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** What lies beside the database (aquasecurity/trivy-db, pkg/metadata). */
const Metadata = z.looseObject({ Version: z.literal(2), UpdatedAt: date, NextUpdate: date.optional() });
type Metadata = z.output<typeof Metadata>;

export interface Database {
  /** What `--cache-dir` gets. */
  readonly cacheDirectory: string;
  readonly updatedAt: Date;
  /** Which database it is: where it may come from, and when it was made. */
  readonly identity: readonly string[];
  /** False where the policy names a directory: what is not there is not fetched. */
  readonly mayFetch: boolean;
}

export interface DatabaseOptions {
  readonly policy: VulnerabilityPolicy;
  readonly ports: Pick<Ports, 'clock' | 'env' | 'files' | 'log'>;
  readonly accessTo: (reference: ImageReference) => Promise<RegistryAccess>;
  readonly home: DatabaseHome;
}

/**
 * Where the database stays from run to run: in the user's cache; under seal, where others may have written in between;
 * nowhere.
 */
export type DatabaseHome = 'user-cache' | ResultCacheOptions | null;

/** A database that may decide, or why there is none; `updatedAt` where there is one that may not. */
export type PreparedDatabase =
  | { readonly database: Database }
  | { readonly problem: Problem; readonly updatedAt: Date | null };

/**
 * One download for the whole run, from the first repository that has it; every scan then only reads. Too old, missing
 * or from the future is a problem, never "no vulnerabilities".
 *
 * @throws UsageError for a repository that is no image reference.
 */
export async function prepareDatabase(trivy: Trivy, options: DatabaseOptions): Promise<PreparedDatabase> {
  const { policy, ports } = options;
  const { databaseDirectory } = policy;
  if (databaseDirectory !== undefined) return readDirectory(databaseDirectory, options);
  const repositories = readRepositories(policy.databaseRepositories, {
    ...WANTED,
    known: DEFAULT_REPOSITORIES,
    tag: SCHEMA_TAG,
  });
  const cacheDirectory = cacheDirectoryFor(repositories, trivy, options);
  const kept = underSeal(repositories, options);
  await kept?.restore(cacheDirectory);
  const isDue = await isUpdateDue(cacheDirectory, ports);
  const failed = isDue ? await download(WANTED, trivy, repositories, cacheDirectory, options) : null;
  if (isDue && failed === null) await kept?.keep(cacheDirectory);
  const updatedAt = (await readMetadata(cacheDirectory, ports))?.UpdatedAt ?? null;
  if (updatedAt === null) return { problem: failed ?? NO_METADATA, updatedAt: null };
  const stale = ageProblem(updatedAt, ports.clock.now(), policy.maxDatabaseAge);
  if (stale !== null) return { problem: failed ?? stale, updatedAt };
  if (failed !== null) {
    ports.log.warn(`${failed.message} The one from ${updatedAt.toISOString()} in the cache is used.`);
  }
  const identity = [...repositories.map(formatReference), updatedAt.toISOString()];
  return { database: { cacheDirectory, updatedAt, identity, mayFetch: true } };
}

/** A database that somebody brought to this machine. Its age counts like any other's. */
async function readDirectory(
  directory: string,
  { policy, ports }: Pick<DatabaseOptions, 'policy' | 'ports'>,
): Promise<PreparedDatabase> {
  const isThere = await ports.files.exists(join(directory, 'db', 'trivy.db'));
  const updatedAt = isThere ? ((await readMetadata(directory, ports))?.UpdatedAt ?? null) : null;
  if (updatedAt === null) return { problem: isThere ? NO_METADATA : nothingIn(directory), updatedAt };
  const stale = ageProblem(updatedAt, ports.clock.now(), policy.maxDatabaseAge);
  if (stale !== null) return { problem: stale, updatedAt };
  const identity = [directory, updatedAt.toISOString()];
  return { database: { cacheDirectory: directory, updatedAt, identity, mayFetch: false } };
}

function nothingIn(directory: string): Problem {
  return {
    what: 'database-missing',
    cause: 'infrastructure',
    message: `vulnerabilities.databaseDirectory names ${directory}, and there is no db/trivy.db in it.`,
    remedy:
      'Fetch it where there is a network (trivy image --download-db-only --cache-dir DIR), and bring DIR to this machine.',
  };
}

const NO_METADATA: Problem = {
  what: 'database-metadata',
  cause: 'infrastructure',
  message: 'The vulnerability database does not say when it was made.',
  remedy: "Name a repository under vulnerabilities.databaseRepositories that holds a database in Trivy's format.",
};

/**
 * The user's cache keeps a database from run to run, one for each list of repositories, and Trivy renews it when it is
 * due. A database on loopback is somebody's test or demo: it goes with the run, as one does that is not to be kept.
 */
function cacheDirectoryFor(
  repositories: readonly ImageReference[],
  trivy: Trivy,
  { ports, home }: Pick<DatabaseOptions, 'ports' | 'home'>,
): string {
  const cache = home === 'user-cache' ? userCache(ports.env) : null;
  if (cache === null || repositories.some(({ registry }) => isLoopbackHost(registry))) {
    return join(trivy.directory, 'cache');
  }
  const key = createHash('sha256').update(repositories.map(formatReference).join('\n')).digest('hex');
  return join(cache, 'trivy', key.slice(0, 16));
}

function underSeal(
  repositories: readonly ImageReference[],
  { ports, home }: Pick<DatabaseOptions, 'ports' | 'home'>,
): KeptDatabase | null {
  if (home === null || home === 'user-cache') return null;
  return createKeptDatabase(home, repositories.map(formatReference).join('\n'), ports);
}

/**
 * Trivy itself would fetch nothing before the day that the database names: it need not be started for that. How old the
 * database may be is another question, whatever day it names.
 */
async function isUpdateDue(cacheDirectory: string, ports: Pick<Ports, 'clock' | 'files'>): Promise<boolean> {
  if (!(await ports.files.exists(join(cacheDirectory, 'db', 'trivy.db')))) return true;
  const next = (await readMetadata(cacheDirectory, ports))?.NextUpdate;
  return next === undefined || next.getTime() <= ports.clock.now().getTime();
}

async function readMetadata(cacheDirectory: string, ports: Pick<Ports, 'files'>): Promise<Metadata | null> {
  const bytes = await ports.files.read(join(cacheDirectory, 'db', 'metadata.json'), MAX_METADATA_BYTES);
  if (bytes === null) return null;
  try {
    return Metadata.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

function ageProblem(updatedAt: Date, now: Date, maxAge: number): Problem | null {
  const age = now.getTime() - updatedAt.getTime();
  if (age > maxAge) {
    return {
      what: 'database-old',
      cause: 'infrastructure',
      message: `The vulnerability database is from ${updatedAt.toISOString()}, ${hours(age)} ago; the policy takes at most ${hours(maxAge)}.`,
      remedy: 'Name a repository that is kept up to date, or raise vulnerabilities.maxDatabaseAge.',
    };
  }
  // Clocks differ by minutes. A database that claims to be from tomorrow would never grow old.
  if (age < -HOUR_MS) {
    return {
      what: 'database-future',
      cause: 'infrastructure',
      message: `The vulnerability database says that it was made at ${updatedAt.toISOString()}, which is still to come.`,
      remedy: 'Set the clock of this machine, or name another repository under vulnerabilities.databaseRepositories.',
    };
  }
  return null;
}

function hours(milliseconds: number): string {
  const count = Math.floor(milliseconds / HOUR_MS);
  return count < 96 ? `${count} hours` : `${Math.floor(count / 24)} days`;
}
