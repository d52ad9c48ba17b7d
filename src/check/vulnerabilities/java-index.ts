import { join } from 'node:path';
import { z } from 'zod';
import type { ImageReference, Ports } from '../../domain/index.ts';
import { formatReference } from '../../images/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import type { Database } from './database.ts';
import { type Downloadable, download, readRepositories } from './download.ts';
import { missedJavaCanary } from './java-canary.ts';
import type { Problem } from './scan-result.ts';
import type { RegistryAccess, Trivy } from './trivy.ts';

/** Trivy's own, in its order (pkg/javadb/client.go), and the version of the schema, which is the tag. */
const DEFAULT_REPOSITORIES = ['mirror.gcr.io/aquasec/trivy-java-db:1', 'ghcr.io/aquasecurity/trivy-java-db:1'];
const SCHEMA_TAG = '1';
const WANTED: Downloadable = {
  title: 'the index of Java archives',
  what: 'java-database',
  key: 'javaDatabaseRepositories',
  flags: (repository) => ['--download-java-db-only', `--java-db-repository=${repository}`],
};
const FOLDER = 'java-db';
/** The archives first: an index is there when its metadata is. */
const FILES = ['trivy-java.db', 'metadata.json'];
const MAX_METADATA_BYTES = 64 * 1024;
const DAY_MS = 86_400_000;
/** It is made every few days, and lists what was published: an older one misses the newest archives alone. */
const MIN_AGE_MS = 14 * DAY_MS;

const date = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** What lies beside the index (aquasecurity/trivy-java-db, pkg/db/metadata.go). */
const Metadata = z.looseObject({
  Version: z.literal(1),
  UpdatedAt: date,
  NextUpdate: date.optional(),
  DownloadedAt: date.optional(),
});
type Metadata = z.output<typeof Metadata>;

export interface JavaIndexOptions {
  readonly policy: Pick<VulnerabilityPolicy, 'javaDatabaseRepositories' | 'javaCanary' | 'maxDatabaseAge'>;
  readonly ports: Pick<Ports, 'clock' | 'files' | 'log'>;
  readonly accessTo: (reference: ImageReference) => Promise<RegistryAccess>;
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
  const repositories = repositoriesIn(policy);
  const { cacheDirectory, mayFetch } = database;
  const isThere = await ports.files.exists(join(cacheDirectory, FOLDER, 'metadata.json'));
  const problem = isThere ? await objectTo(trivy, cacheDirectory, options, mayFetch) : null;
  if (!mayFetch) {
    const answer = problem ?? NO_INDEX;
    return { database: problem === null ? database : await without(trivy, database, ports), fetch: async () => answer };
  }
  // Without it the index is not there for Trivy. The archives stay until others are in their place: another run may just read
  // them, and would take a file that is gone for an index of nothing.
  if (problem !== null && !(await isRemoved(join(cacheDirectory, FOLDER, 'metadata.json'), ports))) {
    return { database: await without(trivy, database, ports), fetch: async () => problem };
  }
  let fetched: Promise<Problem | null> | null = null;
  const fetch = (): Promise<Problem | null> => {
    fetched ??= fetchInto(cacheDirectory, trivy, repositories, options);
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
  const metadata = await readMetadata(join(cacheDirectory, FOLDER, 'metadata.json'), ports);
  if (metadata === null || objectToAge(metadata, { policy, ports }, mayFetch) !== null) return null;
  return [...repositoriesIn(policy).map(formatReference), metadata.UpdatedAt.toISOString()];
}

function repositoriesIn(policy: JavaIndexOptions['policy']): readonly ImageReference[] {
  const { javaDatabaseRepositories: named } = policy;
  return readRepositories(named, { ...WANTED, known: DEFAULT_REPOSITORIES, tag: SCHEMA_TAG });
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
  const problem =
    (await download(WANTED, trivy, repositories, draft, options)) ?? (await objectTo(trivy, draft, options, false));
  if (problem !== null) return { ...problem, cause: 'infrastructure' };
  for (const name of FILES) {
    // A full or read-only disk, or a file that another run's scan has open on Windows.
    const moved = await files.move(join(draft, FOLDER, name), join(cacheDirectory, FOLDER, name)).catch(() => null);
    if (moved === null) return broken(`was fetched, and cannot be put in ${cacheDirectory}`);
    if (!moved) return broken(`has no ${name}`);
  }
  await files.remove(draft);
  return null;
}

/** Why an index may not decide. `isDue` counts where a newer one can be had. */
async function objectTo(
  trivy: Trivy,
  cacheDirectory: string,
  { policy, ports }: JavaIndexOptions,
  renews: boolean,
): Promise<Problem | null> {
  const metadata = await readMetadata(join(cacheDirectory, FOLDER, 'metadata.json'), ports);
  if (metadata === null) return broken('does not say when it was made');
  const problem = objectToAge(metadata, { policy, ports }, renews);
  return problem ?? missedJavaCanary(trivy, cacheDirectory, policy.javaCanary, ports);
}

function objectToAge(
  metadata: Metadata,
  { policy, ports }: Pick<JavaIndexOptions, 'policy' | 'ports'>,
  renews: boolean,
): Problem | null {
  const now = ports.clock.now().getTime();
  const age = now - metadata.UpdatedAt.getTime();
  if (age > Math.max(policy.maxDatabaseAge, MIN_AGE_MS)) {
    return broken(`is from ${metadata.UpdatedAt.toISOString()}, ${Math.floor(age / DAY_MS)} days ago`);
  }
  if (age < -DAY_MS)
    return broken(`says that it was made at ${metadata.UpdatedAt.toISOString()}, which is still to come`);
  return renews && isDue(metadata, now) ? broken('is to be renewed') : null;
}

/** As Trivy sees it: when it says so itself, and at most once a day. */
function isDue({ NextUpdate, DownloadedAt }: Metadata, now: number): boolean {
  return (NextUpdate?.getTime() ?? 0) <= now && (DownloadedAt?.getTime() ?? 0) + DAY_MS <= now;
}

async function readMetadata(path: string, { files }: Pick<Ports, 'files'>): Promise<Metadata | null> {
  try {
    const bytes = await files.read(path, MAX_METADATA_BYTES);
    return bytes === null ? null : (Metadata.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null);
  } catch {
    // Too large, or no JSON.
    return null;
  }
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

const REMEDY =
  'Name a repository of it that is kept up to date under vulnerabilities.javaDatabaseRepositories, or bring a newer one to vulnerabilities.databaseDirectory (trivy image --download-java-db-only --cache-dir DIR).';

function broken(what: string): Problem {
  return {
    what: 'java-database',
    cause: 'infrastructure',
    message: `The image holds Java archives, and their index (java-db) ${what}.`,
    remedy: REMEDY,
  };
}

const NO_INDEX = broken('is not in the directory that vulnerabilities.databaseDirectory names');
