import pLimit from 'p-limit';
import type { Ports, Registry } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import { WITHOUT_BILLS, withoutBills } from './bills-in-image.ts';
import { foreignContentSets, namesContentSets, readContentSets } from './content-sets.ts';
import type { Database } from './database.ts';
import { oversize } from './image-size.ts';
import type { KeptAnalyses } from './kept-analyses.ts';
import { type LayerAnalyses, type OpenAnalyses, sharedLayers } from './layer-analyses.ts';
import { searchLayers } from './layer-search.ts';
import { hidesRelease, unlistedRelease } from './patched-system.ts';
import { readPlatforms } from './platforms.ts';
import { failedScan, NOTHING, type Platforms, readScan, type Scan } from './read-scan.ts';
import { hasNoSystem } from './recognised.ts';
import { type AccessTo, askedFor, refusalOf } from './registry-access.ts';
import type { Problem, ScanResult } from './scan-result.ts';
import { WITH_SYSTEM_LIBRARIES } from './system-libraries.ts';
import { imageOf, referenceTo, type Target } from './targets.ts';
import { IN_MEMORY, type Trivy, type TrivyCommand } from './trivy.ts';
import type { TrivyReport } from './trivy-report.ts';
import { unknownSystem } from './unnamed-system.ts';

const SCAN_TIMEOUT_MS = 300_000;
const RETRY_AFTER_MS = 1_000;

/** How an image is scanned: always for vulnerabilities, for the rest where the policy asks for it. */
export function scanFlags({ secrets, misconfiguration }: Pick<VulnerabilityPolicy, 'secrets' | 'misconfiguration'>) {
  const more = [...(secrets === 'off' ? [] : ['secret']), ...(misconfiguration === 'off' ? [] : ['misconfig'])];
  return [
    '--skip-db-update',
    '--skip-java-db-update',
    IN_MEMORY,
    '--offline-scan',
    '--image-src=remote',
    `--scanners=${['vuln', ...more].join(',')}`,
    // Variables and history are as readable as files are. Checks are those that this Trivy brings along.
    ...(more.length === 0 ? [] : [`--image-config-scanners=${more.join(',')}`, '--skip-check-update']),
    '--format=json',
    '--list-all-pkgs',
    WITH_SYSTEM_LIBRARIES,
  ];
}

export interface ScanOptions {
  readonly trivy: Trivy;
  readonly database: Database;
  readonly registry: Pick<Registry, 'blob' | 'manifest'>;
  readonly accessTo: AccessTo;
  readonly ports: Pick<Ports, 'clock' | 'files'>;
  /** Fetches the index of Java archives, once for the whole run; null when it is there. */
  readonly fetchJavaIndex: () => Promise<Problem | null>;
  /** What scans find out in layers that they share; left out: each scans alone. */
  readonly analyses?: LayerAnalyses;
  /** What earlier runs found out in them; null or left out: nothing. */
  readonly kept?: KeptAnalyses | null;
  readonly workers: number;
  /** See scanFlags. */
  readonly flags: readonly string[];
}

/** As what they find in layers can be shared: of secrets Trivy looks for none in layers that it takes for a base's. */
const sharesLayers = (flags: readonly string[]): boolean => flags.includes('--scanners=vuln');

/**
 * Trivy on each digest, so many at a time, and what it found there. Each has a process of its own: what ends one scan ends
 * no other.
 */
export function scanAll(targets: readonly Target[], options: ScanOptions): readonly Promise<ScanResult>[] {
  const fitting = targets.filter((target) => oversize(target) === null);
  const scans = new Map(scanFitting(fitting, options).map((scan, index) => [fitting[index], scan]));
  return targets.map((target) => scans.get(target) ?? Promise.resolve({ ...NOTHING, problem: oversize(target) }));
}

function scanFitting(targets: readonly Target[], options: ScanOptions): readonly Promise<ScanResult>[] {
  const { trivy, workers } = options;
  const shared = sharedLayers(targets);
  const begin = async (target: Target): Promise<Begun> => {
    const command = await commandFor(target, options);
    // A mirror that Trivy asks itself may give other bytes than the registry does.
    const mayShare = command.access?.mirrors === undefined && sharesLayers(options.flags);
    const isHeld = command.access?.passed !== undefined;
    const { kept = null } = options;
    const analyses = mayShare ? ((await options.analyses?.open(target, { shared, kept, isHeld })) ?? null) : null;
    const processors = isOneOfMany(target, targets, workers) ? { processors: 1 } : {};
    return { analyses, command: { ...command, ...processors, ...(analyses === null ? {} : { layers: analyses.url }) } };
  };
  const started = Promise.all(targets.map(begin)).then(async (begun) => {
    const results = await trivy.runAll(
      begun.map(({ command }) => command),
      workers,
    );
    return begun.map((one, index) => ({ ...one, ended: results[index] }));
  });
  const limit = pLimit(workers);
  const { database, ports } = options;
  const platforms = targets.length === 0 ? null : readPlatforms(database.cacheDirectory, ports);
  // Said where it is waited for, which is when a scan has ended.
  platforms?.catch(() => {});
  let reading: ReturnType<typeof readContentSets> | null = null;
  const contentSets: ContentSets = () => {
    reading ??= readContentSets(database.cacheDirectory, ports);
    return reading;
  };
  return targets.map(async (target, index) => {
    const one = (await started)[index];
    const ended = await one?.ended;
    if (one === undefined || ended === undefined) throw new Error('a scan without a result');
    const { command, analyses } = one;
    const known = await platforms;
    const beside = readScan(target, command, ended, known);
    // What the one before it left unread would be held against the one that was started again.
    const isAgain = ended.status === 'exited' && ended.isAgain === true;
    const isDoubtful = isAgain && command.access?.passed !== undefined;
    const counts = (analyses?.end({ ...beside, problem: beside.result.problem }) ?? true) && !isDoubtful;
    const first = counts ? beside : await limit(() => scanOnce(target, known, options));
    const isSlow = counts && command.processors !== undefined && first.result.problem?.what === 'trivy-timeout';
    const scan =
      mayPass(first.result.problem) || isSlow ? await limit(() => scanAgain(target, first, known, options)) : first;
    const problem =
      scan.open === null
        ? null
        : await limit(() => settle(target, scan.open, { platforms: known, contentSets }, options));
    const found = problem === null ? scan.result : { ...scan.result, problem };
    if (!scan.hasBills) return found;
    return withoutBills(found, await limit(() => scanFiles(target, known, options)));
  });
}

interface Begun {
  readonly command: TrivyCommand;
  /** Null: nothing of it is shared or kept. */
  readonly analyses: OpenAnalyses | null;
}

const SMALL_BYTES = 32 * 1024 * 1024;

/**
 * Whether other scans have the other processors, as a rule. Trivy then spends on taking turns with itself what it could spend on
 * the image. A large one still gets all of them, since it may be the last; so does one that had not enough of one.
 */
function isOneOfMany({ size }: Target, { length }: readonly Target[], workers: number): boolean {
  return size <= SMALL_BYTES && length >= 2 * workers;
}

/** The image once more, without the bills of materials that lie in it. */
async function scanFiles(target: Target, platforms: Platforms, options: ScanOptions): Promise<ScanResult> {
  const without = { ...options, flags: [...options.flags, ...WITHOUT_BILLS] };
  const first = await scanOnce(target, platforms, without);
  if (!mayPass(first.result.problem)) return first.result;
  await options.ports.clock.sleep(RETRY_AFTER_MS);
  return (await scanOnce(target, platforms, without)).result;
}

async function scanOnce(target: Target, platforms: Platforms, options: ScanOptions): Promise<Scan> {
  const command = await commandFor(target, options);
  return readScan(target, command, await options.trivy.run(command), platforms);
}

/** Why libraries are not all that there is to judge. Trivy is asked again as in a scan: it reads the image once more. */
async function findSystem(target: Target, options: ScanOptions): Promise<Problem | null> {
  const { trivy, ports, registry } = options;
  const search = await searchLayers(target, referenceTo(target), registry);
  if (search.problem !== null || search.isWhole) return search.problem;
  const ask = async (): Promise<Problem | null> => {
    const command = await commandFor(target, options);
    const problem = await unknownSystem(trivy, command, referenceTo(target), ports);
    return refusalOf(command.access) ?? problem;
  };
  const problem = await ask();
  if (!mayPass(problem)) return problem;
  await ports.clock.sleep(RETRY_AFTER_MS);
  return ask();
}

/**
 * A fault that is not the image's own, or need not be: a layer that ends too early may be a download that did. What the gate could
 * not read it has asked for again already, as long as it may.
 */
function mayPass(problem: Problem | null): boolean {
  if (problem === null || problem.what === 'unauthorized' || problem.what.startsWith('registry-')) return false;
  return problem.cause === 'infrastructure' || problem.what === 'cut-off';
}

async function settle(
  target: Target,
  report: TrivyReport | null,
  { platforms, contentSets }: { readonly platforms: Platforms; readonly contentSets: ContentSets },
  options: ScanOptions,
): Promise<Problem | null> {
  const { trivy, database, ports } = options;
  if (report === null) return null;
  if (namesContentSets(report)) {
    const problem = foreignContentSets(report, await contentSets());
    if (problem !== null) return problem;
  }
  if (hidesRelease(report)) return unlistedRelease(report, { trivy, database, platforms, files: ports.files });
  return hasNoSystem(report) ? findSystem(target, options) : null;
}

async function scanAgain(target: Target, first: Scan, platforms: Platforms, options: ScanOptions): Promise<Scan> {
  if (first.result.problem?.what === 'java-database') {
    const problem = await options.fetchJavaIndex();
    if (problem !== null) return failedScan(problem);
    const second = await scanOnce(target, platforms, options);
    // The index is there: what asks for it again is the image.
    if (second.result.problem?.what !== 'java-database') return second;
    return failedScan({ ...second.result.problem, cause: 'content' });
  }
  await options.ports.clock.sleep(RETRY_AFTER_MS);
  return scanOnce(target, platforms, options);
}

async function commandFor(target: Target, { database, accessTo, flags }: ScanOptions): Promise<TrivyCommand> {
  const access = await accessTo(imageOf(target));
  return {
    command: 'image',
    flags: [...flags],
    target: askedFor(imageOf(target), access),
    cacheDirectory: database.cacheDirectory,
    access,
    timeoutMs: SCAN_TIMEOUT_MS,
  };
}

/** See readContentSets; read once, where any image asks. */
type ContentSets = () => ReturnType<typeof readContentSets>;
