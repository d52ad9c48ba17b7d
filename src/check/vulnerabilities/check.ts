import {
  type AppliedException,
  type BlobSource,
  type CheckResult,
  type Finding,
  GateError,
  type Outcome,
  type Ports,
  type Registry,
  type ResolvedImage,
  type Tool,
  type Toolbox,
  UsageError,
} from '../../domain/index.ts';
import type { Policy, VulnerabilityDocuments } from '../../policy/index.ts';
import { type Credential, openPullThrough } from '../../registry/index.ts';
import type { AttestedReader } from '../signatures/index.ts';
import { type ChosenTargets, chooseTargets } from './chosen-targets.ts';
import { type DatabaseHome, type DatabaseOptions, prepareDatabase } from './database.ts';
import { readExploited } from './exploited.ts';
import { type Measure, unscannable } from './findings.ts';
import { statementsBy } from './image-statements.ts';
import { type JudgedImage, judgeImage } from './judged-image.ts';
import { createLayerAnalyses, type LayerAnalyses } from './layer-analyses.ts';
import { directAccess, passedAccess } from './registry-access.ts';
import type { ResultCacheOptions } from './result-cache.ts';
import { type ArrivingDigests, type ScannedBill, scanDigests } from './scan-digests.ts';
import type { Problem, ScanResult } from './scan-result.ts';
import { createTrivy, OtherProgram, type Trivy } from './trivy.ts';
import { readVex } from './vex.ts';
import { createScales } from './weight.ts';

export interface VulnerabilityCheckOptions {
  readonly policy: Policy;
  /** The files that the policy names, from the tree that the policy is from. */
  readonly documents: VulnerabilityDocuments;
  readonly registry: Registry;
  /**
   * Who reads images and databases in Trivy's place, which then reaches nobody else: what a pull request names is hostile. Null
   * or left out: Trivy asks the registries itself.
   */
  readonly source?: (Pick<Registry, 'manifest'> & BlobSource) | null;
  readonly toolbox: Toolbox;
  readonly ports: Ports;
  /** Hosts (with their port) that speak plain http though they are not loopback. They never get credentials. */
  readonly insecureHosts: readonly string[];
  /** No connection at all: nothing is scanned, and every image is unknown. */
  readonly offline: boolean;
  /** Credentials from the caller, by canonical registry; they win over the Docker configuration. */
  readonly credentials?: ReadonlyMap<string, Credential>;
  /** Where results are kept from run to run; null: nowhere. */
  readonly results: ResultCacheOptions | null;
  /** What scans of this run found, by their question: a second check of the same run asks none of them again. */
  readonly scanned?: Map<string, ScanResult>;
  /** Digests of the images as they become known; left out: they come with the images. */
  readonly digests?: ArrivingDigests;
  readonly databaseHome: DatabaseHome;
  /** OpenVEX that is attached to an image, by signers whom the policy names; null or left out: nobody is asked. */
  readonly attestedVex?: AttestedReader | null;
  /** Bills of materials in the place of layers, by signers whom the policy names; null or left out: layers are scanned. */
  readonly attestedBills?: AttestedReader | null;
  /** Scans at a time; the number of processors when left out. */
  readonly workers?: number;
}

export interface VulnerabilityCheck extends CheckResult {
  /** Those of the findings that a VEX document lets pass. */
  readonly settled: ReadonlyMap<Finding, AppliedException>;
  /** By written reference, the bills of materials that were scanned in place of layers; images without are not named. */
  readonly bills: ReadonlyMap<string, readonly ScannedBill[]>;
  /** What scanned; null where nothing had to. */
  readonly trivy: { readonly version: string; readonly database: { readonly updatedAt: string } | null } | null;
}

/**
 * Scans every digest once with Trivy and the one database of this run, and holds what it finds against the policy.
 * Whatever keeps an image from being judged is `unknown`. Only images that were admitted and resolved may come in: each
 * one's registry is contacted. Trivy and the database are made ready while a promise of them is open.
 *
 * @throws UsageError for a database repository or a tool path that the policy misspells, and for documents it names
 *   that are not what they should be.
 */
export async function checkVulnerabilities(
  awaited: readonly ResolvedImage[] | Promise<readonly ResolvedImage[]>,
  options: VulnerabilityCheckOptions,
): Promise<VulnerabilityCheck> {
  const { severity } = options.policy.vulnerabilities;
  const images = Promise.resolve(awaited);
  // What it ends with is said where it is waited for.
  images.catch(() => {});
  if (severity === 'off') return all(await images, 'skipped');
  const policy = { ...options.policy.vulnerabilities, severity };
  const now = options.ports.clock.now();
  const scales = createScales({ policy, exploited: readExploited(options.documents.kev), now });
  const measure: Measure = { policy, scales, statements: readVex(options.documents.vex), now };
  if (Array.isArray(awaited) && awaited.length === 0) return all([], 'pass');
  if (options.offline) return undecided(await images, OFFLINE, null);
  // While Trivy and its database are made ready: for a thousand images, registries are asked a thousand times.
  const ended = new AbortController();
  const { registry, policy: whole } = options;
  const targets = images.then((all) => chooseTargets(all, registry, whole.images.platforms, ended.signal));
  targets.catch(() => {});
  const asked: Asked = { images, targets };
  try {
    return await checkByTrivy(asked, measure, options);
  } finally {
    // Without Trivy or a database nobody scans them: what is not asked for yet is not asked for any more.
    ended.abort();
    await Promise.allSettled([targets]);
  }
}

async function checkByTrivy(
  asked: Asked,
  measure: Measure,
  options: VulnerabilityCheckOptions,
): Promise<VulnerabilityCheck> {
  const expected = (await options.toolbox.recall?.('trivy')) ?? null;
  if (expected !== null) {
    const check = await checkBy(expected, asked, measure, options).catch((error: unknown) => {
      if (error instanceof OtherProgram) return null;
      throw error;
    });
    if (check !== null) return check;
  }
  const tool = await options.toolbox.locate('trivy').catch((error: unknown) => {
    if (error instanceof GateError && !(error instanceof UsageError)) return error;
    throw error;
  });
  if (tool instanceof GateError) return undecided(await asked.images, toolProblem(tool), null);
  return checkBy(tool, asked, measure, options);
}

/** Both may be open still; what they end with is said where they are waited for. */
interface Asked {
  readonly images: Promise<readonly ResolvedImage[]>;
  readonly targets: Promise<ChosenTargets>;
}

function checkBy(
  tool: Tool,
  asked: Asked,
  measure: Measure,
  options: VulnerabilityCheckOptions,
): Promise<VulnerabilityCheck> {
  const { ports, toolbox, policy } = options;
  return ports.files.withTemporaryDirectory('scg-trivy', async (directory) => {
    const { source = null } = options;
    const expected = { tool, locate: () => toolbox.locate('trivy') };
    const trivy = await createTrivy(expected, directory, ports, source === null ? policy.mirrors : {});
    const analyses = createLayerAnalyses(ports.loopback);
    const works: Promise<void>[] = [];
    const meanwhile = (work: Promise<void>): void => {
      work.catch(() => {});
      works.push(work);
    };
    try {
      if (source === null) {
        return await checkWith(
          { trivy, accessTo: directAccess(options), analyses, meanwhile },
          asked,
          measure,
          options,
        );
      }
      const opened = await openPullThrough(source, ports.loopback).catch((error: unknown) => notOpened(error));
      if ('cause' in opened) return undecided(await asked.images, opened, null);
      try {
        return await checkWith({ trivy, accessTo: passedAccess(opened), analyses, meanwhile }, asked, measure, options);
      } finally {
        await opened.close();
      }
    } finally {
      await Promise.all([...works, analyses.close()]);
    }
  });
}

interface Means extends Pick<DatabaseOptions, 'accessTo' | 'meanwhile'> {
  readonly trivy: Trivy;
  readonly analyses: LayerAnalyses;
}

async function checkWith(
  { trivy, accessTo, analyses, meanwhile }: Means,
  { images: awaited, targets }: Asked,
  measure: Measure,
  options: VulnerabilityCheckOptions,
): Promise<VulnerabilityCheck> {
  const { ports } = options;
  const { policy } = measure;
  const prepared = await prepareDatabase(trivy, { policy, ports, accessTo, home: options.databaseHome, meanwhile });
  const describe = (updatedAt: Date | null) => ({
    version: trivy.version,
    database: updatedAt === null ? null : { updatedAt: updatedAt.toISOString() },
  });
  if ('problem' in prepared) {
    const images = await awaited;
    return images.length === 0
      ? all(images, 'pass')
      : undecided(images, prepared.problem, describe(prepared.updatedAt));
  }
  const grouping = awaited.then((images) => Map.groupBy(images, ({ digest }) => digest));
  // What it ends with is said where the images are waited for.
  grouping.catch(() => {});
  const statements = statementsBy(measure.statements, options);
  const scanning = { ...options, analyses };
  const scans = await scanDigests(trivy, prepared.database, targets, accessTo, scanning, async (digest, result) => {
    const judged = new Map<ResolvedImage, JudgedImage>();
    for (const image of (await grouping).get(digest) ?? []) {
      const own = result.found.length === 0 ? measure.statements : await statements(image);
      judged.set(image, judgeImage(image, result, { ...measure, statements: own }));
    }
    return judged;
  });
  const images = await awaited;
  if (images.length === 0) return all(images, 'pass');
  // Not the one that was expected, where it turned out to be gone.
  if ('problem' in scans) return undecided(images, scans.problem, describe(scans.updatedAt));
  const outcomes = new Map<string, Outcome>();
  const findings: Finding[] = [];
  const settled = new Map<Finding, AppliedException>();
  const bills = new Map<string, readonly ScannedBill[]>();
  for (const image of images) {
    const judged = scans.made.get(image.digest)?.get(image);
    if (judged === undefined) throw new Error('an image that nobody judged');
    if (judged.bills.length > 0) bills.set(image.written, judged.bills);
    for (const [finding, exception] of judged.settled) settled.set(finding, exception);
    outcomes.set(image.written, judged.outcome);
    findings.push(...judged.findings);
  }
  return { outcomes, findings, settled, bills, trivy: describe(scans.database.updatedAt) };
}

const OFFLINE: Problem = {
  what: 'offline',
  cause: 'infrastructure',
  message: 'The gate was told to make no connections (--offline), and a scan reads the image from its registry.',
  remedy: 'Run again without --offline.',
};

function notOpened(error: unknown): Problem {
  const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return {
    what: 'loopback-refused',
    cause: 'infrastructure',
    message: `Trivy reads images of a pull request through the gate, and the gate cannot listen on 127.0.0.1${why}.`,
    remedy: 'Let the gate listen on 127.0.0.1 on this machine.',
  };
}

function toolProblem(error: GateError): Problem {
  return { what: error.code, cause: 'infrastructure', message: error.message, remedy: error.remedy };
}

function all(images: readonly ResolvedImage[], outcome: Outcome): VulnerabilityCheck {
  return {
    outcomes: new Map(images.map((image) => [image.written, outcome])),
    findings: [],
    settled: new Map(),
    bills: new Map(),
    trivy: null,
  };
}

function undecided(
  images: readonly ResolvedImage[],
  problem: Problem,
  trivy: VulnerabilityCheck['trivy'],
): VulnerabilityCheck {
  return {
    outcomes: new Map(images.map((image) => [image.written, 'unknown'])),
    findings: images.map((image) => unscannable(image, [problem])),
    settled: new Map(),
    bills: new Map(),
    trivy,
  };
}
