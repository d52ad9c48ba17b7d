import { join } from 'node:path';
import { holdsOnlyNow, type ImageReference, type Ports } from '../../domain/index.ts';
import { formatReference } from '../../images/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import type { Database } from './database.ts';
import { JAVA_ARCHIVES, javaDatabaseRepositories } from './database-repositories.ts';
import { type Downloadable, download } from './download.ts';
import { missedJavaCanary } from './java-canary.ts';
import { ageProblem, broken, isDue, readMetadata } from './java-index-metadata.ts';
import type { AccessTo } from './registry-access.ts';
import type { Problem } from './scan-result.ts';
import type { Trivy } from './trivy.ts';

const WANTED: Downloadable = {
  kind: JAVA_ARCHIVES,
  what: 'java-database',
  flags: (repository) => ['--download-java-db-only', `--java-db-repository=${repository}`],
};
const FOLDER = 'java-db';
const METADATA = 'metadata.json';
/** The archives first: an index is there when its metadata is. */
const FILES = ['trivy-java.db', METADATA];
/** Where the metadata of an index waits that is good and is to be renewed: out of Trivy's sight. */
const DUE = 'due.json';
export interface JavaIndexOptions {
  readonly policy: Pick<VulnerabilityPolicy, 'javaDatabaseRepositories' | 'javaCanary' | 'maxDatabaseAge'>;
  readonly ports: Pick<Ports, 'clock' | 'files' | 'log'>;
  readonly accessTo: AccessTo;
}

export interface JavaIndex {
  /** What scans read: with a good index, or with none, so that images with Java archives say that they need one. */
  readonly database: Database;
  /** Fetches it, once for the whole run; null when it is there. */
  fetch(): Promise<Problem | null>;
}

/**
 * Only images with Java archives need the index; the first that does fetches it for all. Trivy says nothing of an index that
 * is broken or empty: it then finds no archive in any image. So one that is there already is tried before the first scan, and
 * one that is no good is put out of its sight.
 *
 * @throws UsageError for a repository that is no image reference.
 */
export async function prepareJavaIndex(
  trivy: Trivy,
  database: Database,
  options: JavaIndexOptions,
): Promise<JavaIndex> {
  const { policy, ports } = options;
  const repositories = javaDatabaseRepositories(policy);
  const { cacheDirectory, mayFetch } = database;
  const folder = join(cacheDirectory, FOLDER);
  const isThere = await ports.files.exists(join(folder, METADATA));
  let state = isThere ? await judge(trivy, cacheDirectory, options, mayFetch) : 'good';
  if (!mayFetch) {
    const answer = typeof state === 'object' ? state : NO_INDEX;
    return {
      database: state === 'good' ? database : await without(trivy, database, ports),
      fetch: async () => answer,
    };
  }
  // Without its metadata the index is not there for Trivy. The archives stay until others are in their place: another run may just read
  // them, and would take a file that is gone for an index of nothing. Where nothing can be moved, one that is due serves, if it is good.
  if (state === 'due' && !(await ports.files.move(join(folder, METADATA), join(folder, DUE)).catch(() => false))) {
    state = await judge(trivy, cacheDirectory, options, false);
  }
  const problem = typeof state === 'object' ? state : null;
  if (problem !== null && !(await isRemoved(join(folder, METADATA), ports))) {
    return { database: await without(trivy, database, ports), fetch: async () => problem };
  }
  let fetched: Promise<Problem | null> | null = null;
  const fetch = (): Promise<Problem | null> => {
    fetched ??= renew(cacheDirectory, trivy, repositories, options);
    return fetched;
  };
  return { database, fetch };
}

/**
 * Which index is there: where it may come from, and when it was made. Null for none, and for one that would not decide
 * today or is to be renewed: what it once said of an image counts no longer.
 *
 * @throws UsageError for a repository that is no image reference.
 */
export async function javaIndexIdentity(
  { cacheDirectory, mayFetch }: Database,
  { policy, ports }: Pick<JavaIndexOptions, 'policy' | 'ports'>,
): Promise<readonly string[] | null> {
  const metadata = await readMetadata(join(cacheDirectory, FOLDER, METADATA), ports);
  const now = ports.clock.now();
  if (metadata === null || ageProblem(metadata, policy, now) !== null) return null;
  if (mayFetch && isDue(metadata, now)) {
    // A newer one may come any time.
    holdsOnlyNow(now);
    return null;
  }
  return [...javaDatabaseRepositories(policy).map(formatReference), metadata.UpdatedAt.toISOString()];
}

/** Which index scans read, as javaIndexIdentity says; of one that it does not name, only that it is there. */
export type JavaIndexState = readonly string[] | 'none' | 'unnamed';

export async function javaIndexState(
  database: Database,
  options: Pick<JavaIndexOptions, 'policy' | 'ports'>,
): Promise<JavaIndexState> {
  const metadata = await readMetadata(join(database.cacheDirectory, FOLDER, METADATA), options.ports);
  return metadata === null ? 'none' : ((await javaIndexIdentity(database, options)) ?? 'unnamed');
}

/** A new index; where none can be had, the one that was only due decides, if it still may. */
async function renew(
  cacheDirectory: string,
  trivy: Trivy,
  repositories: readonly ImageReference[],
  options: JavaIndexOptions,
): Promise<Problem | null> {
  const { files, log } = options.ports;
  const problem = await fetchInto(cacheDirectory, trivy, repositories, options);
  const due = join(cacheDirectory, FOLDER, DUE);
  const metadata = join(cacheDirectory, FOLDER, METADATA);
  if (problem === null) {
    await files.remove(due).catch(() => {});
    return null;
  }
  if (!(await files.move(due, metadata).catch(() => false))) return problem;
  if ((await judge(trivy, cacheDirectory, options, false)) !== 'good') {
    await isRemoved(metadata, options.ports);
    return problem;
  }
  log.warn(`${problem.message} The one in the cache, which is due to be renewed, is used.`);
  return null;
}

/** Other scans run meanwhile, and must not see half of it: it is put in its place when it is whole and was tried. */
async function fetchInto(
  cacheDirectory: string,
  trivy: Trivy,
  repositories: readonly ImageReference[],
  options: JavaIndexOptions,
): Promise<Problem | null> {
  const { files } = options.ports;
  const draft = join(trivy.directory, 'java');
  const failed = await download(WANTED, trivy, repositories, draft, options);
  if (failed !== null) return { ...failed, cause: 'infrastructure' };
  const state = await judge(trivy, draft, options, false);
  if (typeof state === 'object') return { ...state, cause: 'infrastructure' };
  const put = async (): Promise<Problem | null> => {
    for (const name of FILES) {
      const isMoved = await files.move(join(draft, FOLDER, name), join(cacheDirectory, FOLDER, name));
      if (!isMoved) return broken(`has no ${name}`);
    }
    return null;
  };
  // A full or read-only disk, or a file that another run's scan has open on Windows.
  const problem = await files
    .exclusively(join(cacheDirectory, 'lock'), put)
    .catch(() => broken(`was fetched, and cannot be put in ${cacheDirectory}`));
  if (problem === null) await files.remove(draft);
  return problem;
}

/** Whether an index may decide, or why not; `due` where it may, and a newer one can be had (`renews`). */
async function judge(
  trivy: Trivy,
  cacheDirectory: string,
  { policy, ports }: JavaIndexOptions,
  renews: boolean,
): Promise<'good' | 'due' | Problem> {
  const metadata = await readMetadata(join(cacheDirectory, FOLDER, METADATA), ports);
  if (metadata === null) return broken('does not say when it was made');
  const now = ports.clock.now();
  const problem = ageProblem(metadata, policy, now);
  if (problem !== null) return problem;
  if (renews && isDue(metadata, now)) return 'due';
  return (await missedJavaCanary(trivy, cacheDirectory, policy.javaCanary, ports)) ?? 'good';
}

/** False where the disk does not let it go: read-only, or open in another run's scan on Windows. */
async function isRemoved(path: string, { files }: Pick<Ports, 'files'>): Promise<boolean> {
  return files.remove(path).then(
    () => true,
    () => false,
  );
}

/** The directory is somebody's: what is wrong in it stays, and scans read a copy of the rest. */
async function without(trivy: Trivy, database: Database, { files }: Pick<Ports, 'files'>): Promise<Database> {
  const cacheDirectory = join(trivy.directory, 'without-java');
  for (const name of ['trivy.db', 'metadata.json']) {
    await files.copy(join(database.cacheDirectory, 'db', name), join(cacheDirectory, 'db', name));
  }
  return { ...database, cacheDirectory };
}

const NO_INDEX = broken('is not in the directory that vulnerabilities.databaseDirectory names');
