import { type Digest, dayOf, type Ports, type Registry, type ResolvedImage } from '../../domain/index.ts';
import type { Policy, VulnerabilityPolicy } from '../../policy/index.ts';
import type { AttestedReader } from '../signatures/index.ts';
import { type AttestedBill, findBills } from './attested-bills.ts';
import { missedCanary, namesOf } from './canary.ts';
import { type ChosenTargets, chooseTargets } from './chosen-targets.ts';
import type { Database } from './database.ts';
import type { PlatformOf, PlatformVulnerability } from './findings.ts';
import { javaIndexIdentity, prepareJavaIndex } from './java-index.ts';
import { createKnownResults, type KnownResultsOptions } from './known-results.ts';
import type { AccessTo } from './registry-access.ts';
import type { ScanCircumstances } from './result-cache.ts';
import { scanAll, scanFlags } from './scan.ts';
import { scanBills } from './scan-bills.ts';
import type { Exposure, Problem, ScanResult } from './scan-result.ts';
import type { Target } from './targets.ts';
import type { Trivy } from './trivy.ts';

export interface DigestScanOptions extends KnownResultsOptions {
  readonly policy: Policy;
  readonly registry: Registry;
  readonly ports: Ports;
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

/** What is known of each digest, and by which database. */
export interface DigestScans {
  readonly results: ReadonlyMap<Digest, DigestResult>;
  readonly database: Database;
}

/** Why nothing was scanned; `updatedAt` where there is a database that may not decide. */
export interface NoScans {
  readonly problem: Problem;
  readonly updatedAt: Date | null;
}

/** Of a digest that nobody asked about. */
export const NO_RESULT: DigestResult = { found: [], exposures: [], endOfLife: [], problems: [], bills: [] };

/**
 * Each digest once, as many at a time as there are processors. What an earlier run found out of the same bytes in the
 * same way is not asked again; where that is all, neither Trivy nor the whole of the database is needed.
 */
export async function scanDigests(
  trivy: Trivy,
  database: Database,
  images: readonly ResolvedImage[],
  accessTo: AccessTo,
  options: DigestScanOptions,
): Promise<DigestScans | NoScans> {
  const { policy, registry, ports, attestedBills = null } = options;
  const wanted = await chooseTargets(images, registry, policy.images.platforms);
  const { targets, repositories } = wanted;
  const sought = { reader: attestedBills, repositories, directory: trivy.directory, ports };
  const bills = await findBills([...targets.values()], sought);
  return scanWanted(database, { ...options, trivy, accessTo, wanted, bills });
}

type Bills = ReadonlyMap<Digest, readonly [AttestedBill, ...AttestedBill[]]>;

interface WantedScans extends DigestScanOptions {
  readonly trivy: Trivy;
  readonly accessTo: AccessTo;
  readonly wanted: ChosenTargets;
  readonly bills: Bills;
}

async function scanWanted(database: Database, options: WantedScans): Promise<DigestScans | NoScans> {
  const { trivy, accessTo, policy, registry, ports, wanted } = options;
  const { targets } = wanted;
  const circumstances = circumstancesOf(trivy, database, policy.vulnerabilities, ports);
  const workers = Math.max(1, options.workers ?? globalThis.navigator.hardwareConcurrency);
  const { recall, remember } = createKnownResults(circumstances, options);
  let { bills } = options;
  const known = new Map<Digest, ScanResult | null>();
  for (const digest of targets.keys()) known.set(digest, await recall(digest, hashes(bills.get(digest))));
  const open = (): readonly Target[] => [...targets.values()].filter(({ digest }) => known.get(digest) === null);
  const scans = new Map<Digest, Promise<ScanResult>>();
  if (open().length > 0) {
    await trivy.confirm();
    const opened = await database.open();
    if ('problem' in opened) return opened;
    // What is known was found by the one that was expected.
    if (opened.database.updatedAt.getTime() !== database.updatedAt.getTime()) {
      return scanWanted(opened.database, options);
    }
    // What is known was found by a database that passed this very test.
    const { knowsCanary, cacheDirectory } = opened.database;
    const problem = knowsCanary
      ? null
      : await missedCanary(trivy, cacheDirectory, policy.vulnerabilities.canary, ports);
    if (problem !== null) return { problem, updatedAt: opened.database.updatedAt };
    const billed = open().flatMap((target) => {
      const mine = bills.get(target.digest);
      return mine === undefined ? [] : [{ ...target, bills: mine }];
    });
    const byBills = await scanBills(billed, { trivy, database, workers, ports });
    bills = new Map([...bills].filter(([digest]) => byBills.get(digest) !== null));
    for (const [digest, result] of byBills) {
      const mine = hashes(bills.get(digest));
      known.set(digest, result === null ? await recall(digest, mine) : await remember(digest, mine, result));
    }
    const unknown = open();
    const java =
      unknown.length === 0
        ? null
        : await prepareJavaIndex(trivy, database, { policy: policy.vulnerabilities, ports, accessTo });
    const found = scanAll(unknown, {
      trivy,
      database: java?.database ?? database,
      registry,
      accessTo,
      ports,
      fetchJavaIndex: async () => java?.fetch() ?? null,
      flags: circumstances.flags,
      workers,
    });
    for (const [index, { digest }] of unknown.entries()) {
      const scan = found[index];
      if (scan !== undefined)
        scans.set(
          digest,
          scan.then((each) => remember(digest, [], each)),
        );
    }
  }

  let done = 0;
  const judge = async (mine: readonly Target[] | Problem): Promise<DigestResult> => {
    if ('cause' in mine) return { ...NO_RESULT, problems: [mine] };
    const parts = await Promise.all(
      mine.map(async (target) => {
        const result = known.get(target.digest) ?? (await scans.get(target.digest));
        if (result === undefined) throw new Error('a target that nobody scanned');
        return { target, result };
      }),
    );
    done += 1;
    ports.log.progress(`Scanned ${done} of ${wanted.chosen.size} images`);
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
  const judged = await Promise.all(
    [...wanted.chosen].map(async ([digest, mine]) => [digest, await judge(mine)] as const),
  );
  return { results: new Map(judged), database };
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
    day: dayOf(ports.clock.now()),
  };
}
