import { type Digest, dayOf, type Ports, type Registry } from '../../domain/index.ts';
import type { Policy, VulnerabilityPolicy } from '../../policy/index.ts';
import type { AttestedReader } from '../signatures/index.ts';
import { findBills } from './attested-bills.ts';
import { namesOf } from './canary.ts';
import type { ChosenTargets } from './chosen-targets.ts';
import type { Database } from './database.ts';
import type { OnPlatform, PlatformVulnerability } from './findings.ts';
import { javaIndexIdentity, javaIndexState } from './java-index.ts';
import { createKeptAnalyses } from './kept-analyses.ts';
import { createKnownResults, type KnownResults, type KnownResultsOptions } from './known-results.ts';
import type { LayerAnalyses } from './layer-analyses.ts';
import type { AccessTo } from './registry-access.ts';
import type { ScanCircumstances } from './result-cache.ts';
import { scanFlags } from './scan.ts';
import { type Bills, createOpenScans, hashesOf, type NoScans } from './scan-open.ts';
import type { Exposure, Problem, ScanResult } from './scan-result.ts';
import type { Target } from './targets.ts';
import type { Trivy } from './trivy.ts';

export interface DigestScanOptions extends KnownResultsOptions {
  readonly policy: Policy;
  readonly registry: Registry;
  readonly ports: Ports;
  readonly attestedBills?: AttestedReader | null;
  readonly workers?: number;
  readonly digests?: ArrivingDigests;
  readonly analyses?: LayerAnalyses;
}

/** Digests that are told one by one. */
export interface ArrivingDigests {
  listen(hear: (digest: Digest) => void): void;
}

/** What became of one digest: of an index, of all its children that count. */
export interface DigestResult {
  readonly found: readonly PlatformVulnerability[];
  readonly exposures: readonly OnPlatform<Exposure>[];
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

/** What was made of what became of each digest, and by which database. */
export interface DigestScans<Made> {
  readonly made: ReadonlyMap<Digest, Made>;
  readonly database: Database;
}

const NOTHING: DigestResult = { found: [], exposures: [], endOfLife: [], problems: [], bills: [] };

/** After so many digests, programs that wait for this process have their turn. */
const AT_ONCE = 64;

/**
 * Each digest once, as many at a time as there are processors. What an earlier run found out of the same bytes in the
 * same way is not asked again; where that is all, neither Trivy nor the whole of the database is needed.
 *
 * `make` is called for each digest when all is known of it, and at once for what was known before, so that the results of a thousand images are not there
 * together. Where another database turns up than the one that was expected, what it made is dropped, and it is called again.
 */
export async function scanDigests<Made>(
  trivy: Trivy,
  database: Database,
  awaited: ChosenTargets | Promise<ChosenTargets>,
  accessTo: AccessTo,
  options: DigestScanOptions,
  make: Make<Made>,
): Promise<DigestScans<Made> | NoScans> {
  const { ports, digests, attestedBills = null } = options;
  const known = knownTo(trivy, database, options);
  const early = confirmEarly(trivy, known.results, digests);
  try {
    const wanted = await awaited;
    const { targets, repositories } = wanted;
    const sought = { reader: attestedBills, repositories, directory: trivy.directory, ports };
    const bills = await findBills([...targets.values()], sought);
    // Registries may have answered past midnight.
    const isToday = dayOf(ports.clock.now()) === known.circumstances.day;
    const today = isToday ? known : knownTo(trivy, database, options);
    return await scanWanted(database, today, { ...options, trivy, accessTo, wanted, bills, make });
  } finally {
    await early.end();
  }
}

/**
 * Trivy has to be asked who it is before it scans, which takes as long as a scan: as soon as one image is new, and not after the
 * last registry has answered. What it says is heard where it is to scan.
 */
function confirmEarly(trivy: Trivy, results: KnownResults, digests: ArrivingDigests | undefined) {
  let isOver = false;
  let confirming: Promise<unknown> | null = null;
  const hear = async (digest: Digest): Promise<void> => {
    if (isOver || confirming !== null || !(await results.isNew(digest)) || isOver) return;
    confirming ??= trivy.confirm().catch(() => {});
  };
  digests?.listen((digest) => void hear(digest).catch(() => {}));
  return {
    /** Nothing of it goes on when the scans have ended. */
    async end(): Promise<void> {
      isOver = true;
      await confirming;
    },
  };
}

interface Known {
  readonly circumstances: ScanCircumstances;
  readonly results: KnownResults;
}

/** What is known of scans by this database. */
function knownTo(trivy: Trivy, database: Database, options: DigestScanOptions): Known {
  const circumstances = circumstancesOf(trivy, database, options.policy.vulnerabilities, options.ports);
  return { circumstances, results: createKnownResults(circumstances, options) };
}

type Make<Made> = (digest: Digest, result: DigestResult) => Promise<Made>;

interface WantedScans<Made> extends DigestScanOptions {
  readonly trivy: Trivy;
  readonly accessTo: AccessTo;
  readonly wanted: ChosenTargets;
  readonly bills: Bills;
  readonly make: Make<Made>;
}

async function scanWanted<Made>(
  database: Database,
  { circumstances, results }: Known,
  options: WantedScans<Made>,
): Promise<DigestScans<Made> | NoScans> {
  const { trivy, ports, wanted, bills, make } = options;
  const { chosen, targets } = wanted;
  const workers = Math.max(1, options.workers ?? globalThis.navigator.hardwareConcurrency);
  const kept = (scanned: Database) => keptAnalyses(scanned, circumstances, options);
  const scans = createOpenScans(database, { ...options, flags: circumstances.flags, workers, results, kept });
  const among = (digests: ReadonlySet<Digest>): readonly Target[] =>
    [...targets.values()].filter(({ digest }) => digests.has(digest));

  const made = new Map<Digest, Made>();
  const judge = async (digest: Digest, parts: readonly Part[] | Problem): Promise<void> => {
    const result = 'cause' in parts ? { ...NOTHING, problems: [parts] } : together(parts, bills, scans.refusesBills);
    made.set(digest, await make(digest, result));
    ports.log.progress(`Scanned ${made.size} of ${chosen.size} images`);
  };

  const open = new Set<Digest>();
  for (const digest of targets.keys()) {
    if (!(await results.mayKnow(digest, hashesOf(bills.get(digest))))) open.add(digest);
  }
  const waiting: (readonly [Digest, readonly OpenPart[]])[] = [];
  const recall = async (): Promise<ReadonlySet<Digest>> => {
    const more = new Set<Digest>();
    const known = new Map<Digest, ScanResult>();
    const last = lastOf(chosen);
    let turn = 0;
    for (const [digest, mine] of chosen) {
      if (scans.isStopped()) break;
      turn += 1;
      if (turn % AT_ONCE === 0 && open.size + more.size > 0) await ports.clock.sleep(0);
      if ('cause' in mine) {
        await judge(digest, mine);
        continue;
      }
      for (const { digest: one } of mine) {
        if (open.has(one) || more.has(one) || known.has(one)) continue;
        const result = await results.recall(one, hashesOf(bills.get(one)));
        if (result !== null) {
          known.set(one, result);
          continue;
        }
        // Trivy and its database will be needed; what goes wrong with them is said where they are waited for.
        if (more.size === 0) scans.begin([]).catch(() => {});
        more.add(one);
      }
      const parts = mine.map((target) => ({ target, result: known.get(target.digest) ?? null }));
      for (const { digest: one } of mine) if (last.get(one) === digest) known.delete(one);
      if (parts.every(isKnown)) await judge(digest, parts);
      else waiting.push([digest, parts]);
    }
    return more;
  };

  try {
    // Trivy is another program: it scans what is new while what is known is read.
    const [recalled, begun] = await Promise.allSettled([recall(), open.size === 0 ? null : scans.begin(among(open))]);
    if (recalled.status === 'rejected') throw recalled.reason;
    if (begun.status === 'rejected') throw begun.reason;
    const more = recalled.value;
    const stop = begun.value ?? (more.size === 0 ? null : await scans.begin(among(more)));
    if (stop !== null && 'other' in stop) {
      return await scanWanted(stop.other, knownTo(trivy, stop.other, options), options);
    }
    if (stop !== null) return stop;
    await Promise.all(
      waiting.map(async ([digest, parts]) => {
        const whole = parts.map(async ({ target, result }) => {
          return { target, result: result ?? (await scans.resultOf(target.digest)) };
        });
        await judge(digest, await Promise.all(whole));
      }),
    );
  } catch (error) {
    await scans.ended();
    throw error;
  }
  await results.save([...chosen.keys()]);
  return { made, database };
}

/** A target, and what is known of it; null: it is being scanned. */
interface OpenPart {
  readonly target: Target;
  readonly result: ScanResult | null;
}

interface Part extends OpenPart {
  readonly result: ScanResult;
}

function isKnown(part: OpenPart): part is Part {
  return part.result !== null;
}

/** By target, the last of the images that it is of. */
function lastOf(chosen: ChosenTargets['chosen']): ReadonlyMap<Digest, Digest> {
  const last = new Map<Digest, Digest>();
  for (const [digest, mine] of chosen) if (!('cause' in mine)) for (const one of mine) last.set(one.digest, digest);
  return last;
}

function together(parts: readonly Part[], bills: Bills, refusesBills: (digest: Digest) => boolean): DigestResult {
  return {
    found: parts.flatMap(({ target, result }) => result.vulnerabilities.map((one) => onPlatform(target, one))),
    exposures: parts.flatMap(({ target, result }) => result.exposures.map((one) => onPlatform(target, one))),
    endOfLife: parts.flatMap(({ result }) => result.endOfLife ?? []),
    problems: parts.flatMap(({ result }) => result.problem ?? []),
    bills: parts.flatMap(({ target: { digest, platform } }) => {
      const mine = refusesBills(digest) ? [] : (bills.get(digest) ?? []);
      return [...new Set(mine.map(({ by }) => by))].map((signedBy) => ({ platform, signedBy }));
    }),
  };
}

function onPlatform<Found>({ platform, digest }: Target, one: Found): OnPlatform<Found> {
  return { found: one, platform, digest };
}

function keptAnalyses(database: Database, circumstances: ScanCircumstances, options: DigestScanOptions) {
  const { results, policy, ports } = options;
  if (results === null) return null;
  const javaIndex = () => javaIndexState(database, { policy: policy.vulnerabilities, ports });
  return createKeptAnalyses({ results, circumstances, javaIndex, ports });
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
