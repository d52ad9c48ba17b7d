import type { Digest, Ports, Registry, Repository, ResolvedImage } from '../../domain/index.ts';
import type { Policy, VulnerabilityPolicy } from '../../policy/index.ts';
import { missedCanary } from './canary.ts';
import type { Database } from './database.ts';
import { failureOf } from './failure.ts';
import type { PlatformOf, PlatformVulnerability } from './findings.ts';
import {
  createResultCache,
  NO_RESULTS,
  questionAbout,
  type ResultCacheOptions,
  type ScanCircumstances,
} from './result-cache.ts';
import { scanAll, scanFlags } from './scan.ts';
import type { Exposure, Problem, ScanResult } from './scan-result.ts';
import { selectTargets, type Target } from './targets.ts';
import type { RegistryAccess, Trivy } from './trivy.ts';

export interface DigestScanOptions {
  readonly policy: Policy;
  readonly registry: Registry;
  readonly ports: Ports;
  readonly results: ResultCacheOptions | null;
  readonly scanned?: Map<string, ScanResult>;
  readonly workers?: number;
}

/** What became of one digest: of an index, of all its children that count. */
export interface DigestResult {
  readonly found: readonly PlatformVulnerability[];
  readonly exposures: readonly PlatformOf<Exposure>[];
  readonly endOfLife: readonly string[];
  readonly problems: readonly Problem[];
}

/** Of a digest that nobody asked about. */
export const NO_RESULT: DigestResult = { found: [], exposures: [], endOfLife: [], problems: [] };

/**
 * Each digest once, however many references and repositories name it; as many at a time as there are processors. What an
 * earlier run found out of the same bytes in the same way is not asked again. A problem where the database is no good.
 */
export async function scanDigests(
  trivy: Trivy,
  database: Database,
  images: readonly ResolvedImage[],
  accessTo: (repository: Repository) => Promise<RegistryAccess>,
  { policy, registry, ports, workers, results: kept, scanned = new Map() }: DigestScanOptions,
): Promise<ReadonlyMap<Digest, DigestResult> | Problem> {
  const first = new Map<Digest, Repository>();
  for (const image of images) if (!first.has(image.digest)) first.set(image.digest, image.reference);
  const chosen = await Promise.all(
    [...first].map(async ([digest, repository]) => {
      const targets = await selectTargets(repository, digest, registry, policy.images.platforms);
      return { digest, targets };
    }),
  );
  const toScan = new Map<Digest, Target>();
  for (const { targets } of chosen) {
    if ('cause' in targets) continue;
    for (const target of targets) if (!toScan.has(target.digest)) toScan.set(target.digest, target);
  }
  const { canary } = policy.vulnerabilities;
  const circumstances = circumstancesOf(trivy, database, policy.vulnerabilities, ports);
  const { flags } = circumstances;
  const cache = kept === null ? NO_RESULTS : createResultCache(kept, circumstances, ports);
  const known = new Map(
    await Promise.all(
      [...toScan.keys()].map(async (digest) => {
        const before = scanned.get(questionAbout(digest, circumstances));
        return [digest, before ?? (await cache.find(digest))] as const;
      }),
    ),
  );
  const unknown = [...toScan.values()].filter(({ digest }) => (known.get(digest) ?? null) === null);
  // What is known was found by a database that passed this very test.
  const missed = unknown.length === 0 ? null : await missedCanary(trivy, database, canary, ports);
  if (missed !== null) return missed;
  const found = scanAll(unknown, {
    trivy,
    database,
    accessTo,
    clock: ports.clock,
    fetchJavaIndex: createJavaIndex(trivy, database, ports),
    flags,
    workers: Math.max(1, workers ?? globalThis.navigator.hardwareConcurrency),
  });
  const scans = new Map(
    unknown.map(({ digest }, index) => {
      const result = found[index]?.then(async (each) => {
        if (each.problem === null) scanned.set(questionAbout(digest, circumstances), each);
        await cache.keep(digest, each);
        return each;
      });
      return [digest, result] as const;
    }),
  );
  let done = 0;

  const judge = async (targets: readonly Target[] | Problem): Promise<DigestResult> => {
    if ('cause' in targets) return { ...NO_RESULT, problems: [targets] };
    const parts = await Promise.all(
      targets.map(async (target) => {
        const result = known.get(target.digest) ?? (await scans.get(target.digest));
        if (result === undefined) throw new Error('a target that nobody scanned');
        return { target, result };
      }),
    );
    done += 1;
    ports.log.progress(`Scanned ${done} of ${first.size} images`);
    return {
      found: parts.flatMap(({ target, result }) => result.vulnerabilities.map((one) => onPlatform(target, one))),
      exposures: parts.flatMap(({ target, result }) => result.exposures.map((one) => onPlatform(target, one))),
      endOfLife: parts.flatMap(({ result }) => result.endOfLife ?? []),
      problems: parts.flatMap(({ result }) => result.problem ?? []),
    };
  };

  const judged = await Promise.all(chosen.map(async ({ digest, targets }) => [digest, await judge(targets)] as const));
  return new Map(judged);
}

function onPlatform<Found>({ platform, digest }: Target, one: Found): PlatformOf<Found> {
  return { ...one, platform, digest };
}

function circumstancesOf(
  trivy: Trivy,
  database: Database,
  policy: VulnerabilityPolicy,
  { clock }: Pick<Ports, 'clock'>,
): ScanCircumstances {
  const { canary } = policy;
  return {
    trivy: { version: trivy.version, sha256: trivy.sha256 },
    database: database.identity,
    flags: scanFlags(policy),
    canary: canary === 'off' ? 'off' : `${canary.id} ${canary.purl}`,
    day: clock.now().toISOString().slice(0, 10),
  };
}

/** Only images with Java archives need it; the first that does fetches it for all. */
function createJavaIndex(trivy: Trivy, database: Database, ports: Pick<Ports, 'log'>): () => Promise<Problem | null> {
  let fetched: Promise<Problem | null> | null = null;
  const fetchIndex = async (): Promise<Problem | null> => {
    if (!database.mayFetch) return NO_JAVA_INDEX;
    ports.log.progress('Fetching the index of Java archives');
    const result = await trivy.run({
      command: 'image',
      flags: ['--download-java-db-only'],
      cacheDirectory: database.cacheDirectory,
      access: { host: '', credential: null, insecure: false },
      timeoutMs: 300_000,
    });
    const failure = failureOf(result, 'fetch the index of Java archives');
    return failure === null ? null : { ...failure, what: 'java-database', cause: 'infrastructure' };
  };
  return () => {
    fetched ??= fetchIndex();
    return fetched;
  };
}

const NO_JAVA_INDEX: Problem = {
  what: 'java-database',
  cause: 'infrastructure',
  message:
    'The image holds Java archives, and their index (java-db) is not in the directory that vulnerabilities.databaseDirectory names.',
  remedy:
    'Fetch it where there is a network (trivy image --download-java-db-only --cache-dir DIR), and bring it along.',
};
