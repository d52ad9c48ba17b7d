import type { Digest, Ports, Registry, Repository, ResolvedImage } from '../../domain/index.ts';
import type { Policy, VulnerabilityPolicy } from '../../policy/index.ts';
import type { AttestedReader } from '../signatures/index.ts';
import { type AttestedBill, findBills } from './attested-bills.ts';
import { missedCanary, namesOf } from './canary.ts';
import type { Database } from './database.ts';
import type { PlatformOf, PlatformVulnerability } from './findings.ts';
import { javaIndexIdentity, prepareJavaIndex } from './java-index.ts';
import {
  createResultCache,
  NO_RESULTS,
  questionAbout,
  type ResultCacheOptions,
  type ScanCircumstances,
} from './result-cache.ts';
import { scanAll, scanFlags } from './scan.ts';
import { scanBills } from './scan-bills.ts';
import type { Exposure, Problem, ScanResult } from './scan-result.ts';
import { selectTargets, type Target } from './targets.ts';
import type { RegistryAccess, Trivy } from './trivy.ts';

export interface DigestScanOptions {
  readonly policy: Policy;
  readonly registry: Registry;
  readonly ports: Ports;
  readonly results: ResultCacheOptions | null;
  readonly scanned?: Map<string, ScanResult>;
  readonly attestedBills?: AttestedReader | null;
  readonly workers?: number;
}

/** What became of one digest: of an index, of all its children that count. */
export interface DigestResult {
  readonly found: readonly PlatformVulnerability[];
  readonly exposures: readonly PlatformOf<Exposure>[];
  readonly endOfLife: readonly string[];
  readonly problems: readonly Problem[];
  /** What was scanned in place of layers, and who signed it. */
  readonly bills: readonly ScannedBill[];
}

/** A bill of materials that was scanned in place of the layers of an image, or of an index's image for a platform. */
export interface ScannedBill {
  readonly platform: string | null;
  readonly signedBy: string;
}

/** Of a digest that nobody asked about. */
export const NO_RESULT: DigestResult = { found: [], exposures: [], endOfLife: [], problems: [], bills: [] };

/**
 * Each digest once, however many references and repositories name it; as many at a time as there are processors. What an
 * earlier run found out of the same bytes in the same way is not asked again. A problem where the database is no good.
 */
export async function scanDigests(
  trivy: Trivy,
  database: Database,
  images: readonly ResolvedImage[],
  accessTo: (repository: Repository) => Promise<RegistryAccess>,
  { policy, registry, ports, results: kept, scanned = new Map(), ...options }: DigestScanOptions,
): Promise<ReadonlyMap<Digest, DigestResult> | Problem> {
  const repositories = new Map<Digest, [Repository, ...Repository[]]>();
  for (const { digest, reference } of images) {
    const known = repositories.get(digest);
    if (known === undefined) repositories.set(digest, [reference]);
    else known.push(reference);
  }
  const chosen = await Promise.all(
    [...repositories].map(async ([digest, [repository]]) => {
      const targets = await selectTargets(repository, digest, registry, policy.images.platforms);
      return { digest, targets };
    }),
  );
  const toScan = new Map<Digest, Target>();
  const namedFor = new Map<Digest, Repository[]>();
  for (const { digest, targets } of chosen) {
    if ('cause' in targets) continue;
    for (const target of targets) {
      if (!toScan.has(target.digest)) toScan.set(target.digest, target);
      namedFor.set(target.digest, [...(namedFor.get(target.digest) ?? []), ...(repositories.get(digest) ?? [])]);
    }
  }
  const { canary } = policy.vulnerabilities;
  const circumstances = circumstancesOf(trivy, database, policy.vulnerabilities, ports);
  const { flags } = circumstances;
  const workers = Math.max(1, options.workers ?? globalThis.navigator.hardwareConcurrency);
  const cache = kept === null ? NO_RESULTS : createResultCache(kept, circumstances, ports);
  const recall = async (digest: Digest, bills: readonly string[]): Promise<ScanResult | null> =>
    scanned.get(questionAbout(digest, circumstances, bills)) ?? cache.find(digest, bills);
  const remember = async (digest: Digest, bills: readonly string[], result: ScanResult): Promise<ScanResult> => {
    if (result.problem === null) scanned.set(questionAbout(digest, circumstances, bills), result);
    await cache.keep(digest, result, bills);
    return result;
  };
  // What is known was found by a database that passed this very test.
  let tested: Promise<Problem | null> | null = null;
  const missed = (): Promise<Problem | null> => {
    tested ??= missedCanary(trivy, database.cacheDirectory, canary, ports);
    return tested;
  };

  const bills = new Map(
    await findBills([...toScan.values()], {
      reader: options.attestedBills ?? null,
      repositories: namedFor,
      directory: trivy.directory,
      ports,
    }),
  );
  const known = new Map(
    await Promise.all(
      [...toScan.keys()].map(async (digest) => [digest, await recall(digest, hashes(bills.get(digest)))] as const),
    ),
  );
  const billed = [...bills].flatMap(([digest, mine]) => {
    const target = toScan.get(digest);
    return target === undefined || known.get(digest) !== null ? [] : [{ ...target, bills: mine }];
  });
  if (billed.length > 0) {
    const problem = await missed();
    if (problem !== null) return problem;
    for (const [digest, result] of await scanBills(billed, { trivy, database, workers, log: ports.log })) {
      if (result !== null) known.set(digest, await remember(digest, hashes(bills.get(digest)), result));
      else {
        bills.delete(digest);
        known.set(digest, await recall(digest, []));
      }
    }
  }
  const unknown = [...toScan.values()].filter(({ digest }) => (known.get(digest) ?? null) === null);
  const isScanned = unknown.length > 0;
  const [problem, java] = await Promise.all([
    isScanned ? missed() : null,
    isScanned ? prepareJavaIndex(trivy, database, { policy: policy.vulnerabilities, ports, accessTo }) : null,
  ]);
  if (problem !== null) return problem;
  const found = scanAll(unknown, {
    trivy,
    database: java?.database ?? database,
    accessTo,
    ports,
    fetchJavaIndex: async () => java?.fetch() ?? null,
    flags,
    workers,
  });
  const scans = new Map(
    unknown.map(({ digest }, index) => [digest, found[index]?.then((each) => remember(digest, [], each))] as const),
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
    ports.log.progress(`Scanned ${done} of ${repositories.size} images`);
    return {
      found: parts.flatMap(({ target, result }) => result.vulnerabilities.map((one) => onPlatform(target, one))),
      exposures: parts.flatMap(({ target, result }) => result.exposures.map((one) => onPlatform(target, one))),
      endOfLife: parts.flatMap(({ result }) => result.endOfLife ?? []),
      problems: parts.flatMap(({ result }) => result.problem ?? []),
      bills: parts.flatMap(({ target: { digest, platform } }) =>
        [...new Set((bills.get(digest) ?? []).map(({ by }) => by))].map((signedBy) => ({ platform, signedBy })),
      ),
    };
  };

  const judged = await Promise.all(chosen.map(async ({ digest, targets }) => [digest, await judge(targets)] as const));
  return new Map(judged);
}

const hashes = (bills: readonly AttestedBill[] = []): string[] => bills.map(({ sha256 }) => sha256).sort();

function onPlatform<Found>({ platform, digest }: Target, one: Found): PlatformOf<Found> {
  return { ...one, platform, digest };
}

function circumstancesOf(
  trivy: Trivy,
  database: Database,
  policy: VulnerabilityPolicy,
  ports: Ports,
): ScanCircumstances {
  const { canary, javaCanary } = policy;
  return {
    trivy: { version: trivy.version, sha256: trivy.sha256 },
    database: database.identity,
    flags: scanFlags(policy),
    canary: `${namesOf(canary)} ${javaCanary}`,
    javaIndex: () => javaIndexIdentity(database, { policy, ports }),
    day: ports.clock.now().toISOString().slice(0, 10),
  };
}
