import { createHash, hash } from 'node:crypto';
import { join } from 'node:path';
import { holdsOnlyNow, type ImageReference, isOver, type Ports } from '../../domain/index.ts';
import { formatReference, isLoopbackHost } from '../../images/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import { userCache } from '../../tools/index.ts';
import { ageProblem, NO_METADATA, readMetadata } from './database-metadata.ts';
import { databaseRepositories } from './database-repositories.ts';
import { fetchDatabase } from './fetch-database.ts';
import { createKeptDatabase, type KeptDatabase } from './kept-database.ts';
import type { AccessTo } from './registry-access.ts';
import type { ResultCacheOptions } from './result-cache.ts';
import type { Problem } from './scan-result.ts';
import type { Trivy } from './trivy.ts';
import type { Metadata } from './trivy-metadata.ts';

export interface Database {
  /** What `--cache-dir` gets. */
  readonly cacheDirectory: string;
  readonly updatedAt: Date;
  /** Which database it is: where it may come from, and when it was made. */
  readonly identity: readonly string[];
  /** False where the policy names a directory: what is not there is not fetched. */
  readonly mayFetch: boolean;
  /** True where it has just shown that it knows what any good one does; else it is asked before it decides. */
  readonly knowsCanary: boolean;
  /**
   * Makes sure that all of it is in the cache directory, before anything is scanned. Not always with this one: one that
   * turns out to be broken is fetched anew.
   */
  open(): Promise<PreparedDatabase>;
}

export interface DatabaseOptions {
  readonly policy: VulnerabilityPolicy;
  readonly ports: Pick<Ports, 'clock' | 'env' | 'files' | 'log'>;
  readonly accessTo: AccessTo;
  readonly home: DatabaseHome;
  /** Gets what need not be waited for before a scan, and never fails; whoever is given it waits for it before the run's files go. */
  readonly meanwhile: (work: Promise<void>) => void;
}

/** Where the database stays from run to run. With neither it goes with the run. */
export interface DatabaseHome {
  /** One for all runs of this user, who alone writes there. */
  readonly userCache: boolean;
  /** Under seal, where others may have written in between; where the user's cache is, only for repositories on loopback. */
  readonly sealed: ResultCacheOptions | null;
}

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
  const repositories = databaseRepositories(policy);
  const shared = sharedCache(repositories, options);
  const cacheDirectory = shared ?? join(trivy.directory, 'cache');
  const kept = shared === null ? underSeal(repositories, options) : null;
  const place: Place = { repositories, cacheDirectory, kept, isShared: shared !== null || kept !== null };
  const isThere =
    kept === null
      ? await ports.files.exists(join(cacheDirectory, 'db', 'trivy.db'))
      : await kept.restoreMetadata(cacheDirectory);
  const metadata = isThere ? await readMetadata(cacheDirectory, ports) : null;
  if (metadata === null || isUpdateDue(metadata, policy, ports)) return renew(trivy, place, options);
  if (kept === null) return opened(metadata, place);
  const open = async () =>
    (await kept.restore(cacheDirectory)) ? opened(metadata, place) : renew(trivy, place, options);
  return { database: { ...describe(metadata, place), open } };
}

/** Both meta pages of bbolt, of pages of up to 16 KiB. */
const BEGINNING_BYTES = 32 * 1024;

interface Place {
  readonly repositories: readonly ImageReference[];
  readonly cacheDirectory: string;
  readonly kept: KeptDatabase | null;
  /** Other runs read it. */
  readonly isShared: boolean;
}

function describe({ UpdatedAt: updatedAt }: Metadata, { repositories, cacheDirectory }: Place): Omit<Database, 'open'> {
  const identity = [...repositories.map(formatReference), updatedAt.toISOString()];
  return { cacheDirectory, updatedAt, identity, mayFetch: true, knowsCanary: false };
}

function opened(metadata: Metadata, place: Place, knowsCanary = false): PreparedDatabase {
  const database: Database = { ...describe(metadata, place), knowsCanary, open: async () => ({ database }) };
  return { database };
}

/** Fetches it; the one that is there already decides where none can be had and it is not too old. */
async function renew(trivy: Trivy, place: Place, options: DatabaseOptions): Promise<PreparedDatabase> {
  const { policy, ports, meanwhile } = options;
  const { kept, cacheDirectory } = place;
  await trivy.confirm();
  const failed = await fetchDatabase(trivy, { ...options, ...place });
  // Scans only read it: a copy of some hundred megabytes keeps none of them waiting.
  if (failed === null && kept !== null) meanwhile(kept.keep(cacheDirectory));
  if (failed !== null) await kept?.restore(cacheDirectory);
  const metadata = await readMetadata(cacheDirectory, ports);
  const updatedAt = metadata?.UpdatedAt ?? null;
  if (metadata === null || updatedAt === null) return failed ?? { problem: NO_METADATA, updatedAt };
  const stale = ageProblem(updatedAt, ports.clock.now(), policy.maxDatabaseAge);
  if (stale !== null) return failed ?? { problem: stale, updatedAt };
  // A run that finds this one there asks first whether it is due: what is decided by it holds until then, and
  // by one that is due, since no newer one could be had, only now.
  if (isUpdateDue(metadata, policy, ports)) holdsOnlyNow(ports.clock.now());
  if (failed !== null) {
    ports.log.warn(`${failed.problem.message} The one from ${updatedAt.toISOString()} in the cache is used.`);
  }
  return opened(metadata, place, failed === null && place.isShared);
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
  // Whoever brings another one need not bring other metadata. At its beginning each says how often it was written, and what it begins with.
  const beginning = await ports.files.readPart(join(directory, 'db', 'trivy.db'), 0, BEGINNING_BYTES);
  const identity = [directory, updatedAt.toISOString(), hash('sha256', beginning ?? new Uint8Array())];
  const database: Database = {
    cacheDirectory: directory,
    updatedAt,
    identity,
    mayFetch: false,
    knowsCanary: false,
    open: async () => ({ database }),
  };
  return { database };
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

/**
 * The user's cache keeps one for each list of repositories. Null: not there, as for one on loopback, which is somebody's
 * test or demo, and under another port the next time.
 */
function sharedCache(
  repositories: readonly ImageReference[],
  { ports, home }: Pick<DatabaseOptions, 'ports' | 'home'>,
): string | null {
  const cache = home.userCache ? userCache(ports.env) : null;
  if (cache === null || repositories.some(({ registry }) => isLoopbackHost(registry))) return null;
  const key = createHash('sha256').update(repositories.map(formatReference).join('\n')).digest('hex');
  return join(cache, 'trivy', key.slice(0, 16));
}

function underSeal(
  repositories: readonly ImageReference[],
  { ports, home }: Pick<DatabaseOptions, 'ports' | 'home'>,
): KeptDatabase | null {
  if (home.sealed === null) return null;
  return createKeptDatabase(home.sealed, repositories.map(formatReference).join('\n'), ports);
}

const HOUR_MS = 3_600_000;

/**
 * As Trivy sees it: when the database says so itself, and at most once an hour. One that may not decide is fetched anew
 * whatever it says.
 */
function isUpdateDue(
  { UpdatedAt, NextUpdate, DownloadedAt }: Metadata,
  { maxDatabaseAge }: VulnerabilityPolicy,
  ports: Pick<Ports, 'clock'>,
): boolean {
  const now = ports.clock.now();
  if (ageProblem(UpdatedAt, now, maxDatabaseAge) !== null) return true;
  return isOver(NextUpdate?.getTime() ?? 0, now) && isOver((DownloadedAt?.getTime() ?? 0) + HOUR_MS, now);
}
