import {
  type AppliedException,
  type CheckResult,
  type Digest,
  type Finding,
  GateError,
  type ImageReference,
  type Outcome,
  type Ports,
  type Registry,
  type Repository,
  type ResolvedImage,
  type Toolbox,
  UsageError,
} from '../../domain/index.ts';
import { canonicalHost, isLoopbackHost } from '../../images/index.ts';
import type { Policy, VulnerabilityDocuments } from '../../policy/index.ts';
import { type Credential, createKeychain } from '../../registry/index.ts';
import { missedCanary } from './canary.ts';
import { type Database, prepareDatabase } from './database.ts';
import { readExploited } from './exploited.ts';
import { failureOf } from './failure.ts';
import { endOfLife, type Measure, type PlatformVulnerability, unscannable, vulnerabilityFindings } from './findings.ts';
import { scanAll } from './scan.ts';
import type { Problem } from './scan-result.ts';
import { selectTargets, type Target } from './targets.ts';
import { createTrivy, type RegistryAccess, type Trivy } from './trivy.ts';
import { readVex } from './vex.ts';

export interface VulnerabilityCheckOptions {
  readonly policy: Policy;
  /** The files that the policy names, from the tree that the policy is from. */
  readonly documents: VulnerabilityDocuments;
  readonly registry: Registry;
  readonly toolbox: Toolbox;
  readonly ports: Ports;
  /** Hosts (with their port) that speak plain http though they are not loopback. They never get credentials. */
  readonly insecureHosts: readonly string[];
  /** No connection at all: nothing is scanned, and every image is unknown. */
  readonly offline: boolean;
  /** Credentials from the caller, by canonical registry; they win over the Docker configuration. */
  readonly credentials?: ReadonlyMap<string, Credential>;
  /** Scans at a time; the number of processors when left out. */
  readonly workers?: number;
}

export interface VulnerabilityCheck extends CheckResult {
  /** Those of the findings that a VEX document lets pass. */
  readonly settled: ReadonlyMap<Finding, AppliedException>;
  /** What scanned; null where nothing had to. */
  readonly trivy: { readonly version: string; readonly database: { readonly updatedAt: string } | null } | null;
}

/** What became of one digest: of an index, of all its children that count. */
interface DigestResult {
  readonly found: readonly PlatformVulnerability[];
  readonly endOfLife: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Scans every digest once with Trivy and the one database of this run, and holds what it finds against the policy.
 * Whatever keeps an image from being judged is `unknown`. Only images that were admitted and resolved may come in: each
 * one's registry is contacted.
 *
 * @throws UsageError for a database repository or a tool path that the policy misspells, and for documents it names
 *   that are not what they should be.
 */
export async function checkVulnerabilities(
  images: readonly ResolvedImage[],
  options: VulnerabilityCheckOptions,
): Promise<VulnerabilityCheck> {
  const { severity } = options.policy.vulnerabilities;
  if (severity === 'off') return all(images, 'skipped');
  const measure: Measure = {
    policy: { ...options.policy.vulnerabilities, severity },
    exploited: readExploited(options.documents.kev),
    statements: readVex(options.documents.vex),
    now: options.ports.clock.now(),
  };
  if (images.length === 0) return all(images, 'pass');
  if (options.offline) return undecided(images, OFFLINE, null);
  const tool = await options.toolbox.locate('trivy').catch((error: unknown) => {
    if (error instanceof GateError && !(error instanceof UsageError)) return error;
    throw error;
  });
  if (tool instanceof GateError) return undecided(images, toolProblem(tool), null);
  return options.ports.files.withTemporaryDirectory('scg-trivy', async (directory) => {
    const trivy = await createTrivy(tool, directory, options.ports, options.policy.mirrors);
    return checkWith(trivy, images, measure, options);
  });
}

async function checkWith(
  trivy: Trivy,
  images: readonly ResolvedImage[],
  measure: Measure,
  options: VulnerabilityCheckOptions,
): Promise<VulnerabilityCheck> {
  const { ports } = options;
  const { policy } = measure;
  const accessTo = createAccess(options);
  const prepared = await prepareDatabase(trivy, { policy, ports, accessTo });
  const updatedAt = 'database' in prepared ? prepared.database.updatedAt : prepared.updatedAt;
  const described = {
    version: trivy.version,
    database: updatedAt === null ? null : { updatedAt: updatedAt.toISOString() },
  };
  if ('problem' in prepared) return undecided(images, prepared.problem, described);
  const missed = await missedCanary(trivy, prepared.database, policy.canary, ports);
  if (missed !== null) return undecided(images, missed, described);

  const results = await scanDigests(trivy, prepared.database, images, accessTo, options);
  const outcomes = new Map<string, Outcome>();
  const findings: Finding[] = [];
  const settled = new Map<Finding, AppliedException>();
  for (const image of images) {
    const result = results.get(image.digest) ?? NOTHING;
    const [problem, ...more] = result.problems;
    const judged = vulnerabilityFindings(image, result.found, measure);
    for (const [finding, exception] of judged.settled) settled.set(finding, exception);
    const mine = [
      ...judged.findings,
      ...endOfLife(image, result.endOfLife, policy),
      ...(problem === undefined ? [] : [unscannable(image, [problem, ...more])]),
    ];
    const blocked = mine.some(
      (one) => one.result.outcome === 'fail' && one.enforcement === 'block' && !settled.has(one),
    );
    outcomes.set(image.written, blocked ? 'fail' : problem !== undefined ? 'unknown' : 'pass');
    findings.push(...mine);
  }
  return { outcomes, findings, settled, trivy: described };
}

const NOTHING: DigestResult = { found: [], endOfLife: [], problems: [] };

/** Each digest once, however many references and repositories name it; as many at a time as there are processors. */
async function scanDigests(
  trivy: Trivy,
  database: Database,
  images: readonly ResolvedImage[],
  accessTo: (repository: Repository) => Promise<RegistryAccess>,
  { policy, registry, ports, workers }: VulnerabilityCheckOptions,
): Promise<ReadonlyMap<Digest, DigestResult>> {
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
  const results = scanAll([...toScan.values()], {
    trivy,
    database,
    accessTo,
    clock: ports.clock,
    fetchJavaIndex: createJavaIndex(trivy, database, ports),
    workers: Math.max(1, workers ?? globalThis.navigator.hardwareConcurrency),
  });
  const scans = new Map([...toScan.keys()].map((digest, index) => [digest, results[index]] as const));
  let done = 0;

  const judge = async (targets: readonly Target[] | Problem): Promise<DigestResult> => {
    if ('cause' in targets) return { ...NOTHING, problems: [targets] };
    const parts = await Promise.all(
      targets.map(async (target) => {
        const result = await scans.get(target.digest);
        if (result === undefined) throw new Error('a target that nobody scanned');
        return { target, result };
      }),
    );
    done += 1;
    ports.log.progress(`Scanned ${done} of ${first.size} images`);
    return {
      found: parts.flatMap(({ target, result }) =>
        result.vulnerabilities.map((one) => ({
          ...one,
          platform: target.platform,
          digest: target.digest,
        })),
      ),
      endOfLife: parts.flatMap(({ result }) => result.endOfLife ?? []),
      problems: parts.flatMap(({ result }) => result.problem ?? []),
    };
  };

  const judged = await Promise.all(chosen.map(async ({ digest, targets }) => [digest, await judge(targets)] as const));
  return new Map(judged);
}

/** Only images with Java archives need it; the first that does fetches it for all. */
function createJavaIndex(trivy: Trivy, database: Database, ports: Pick<Ports, 'log'>): () => Promise<Problem | null> {
  let fetched: Promise<Problem | null> | null = null;
  const fetchIndex = async (): Promise<Problem | null> => {
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

function createAccess({
  ports,
  insecureHosts,
  credentials,
}: VulnerabilityCheckOptions): (repository: Pick<ImageReference, 'registry' | 'path'>) => Promise<RegistryAccess> {
  const keychain = createKeychain(ports, credentials);
  const plain = new Set(insecureHosts.map(canonicalHost));
  return async (repository) => {
    const host = repository.registry;
    if (plain.has(host)) return { host, credential: null, insecure: true };
    return { host, credential: await keychain.find(repository), insecure: isLoopbackHost(host) };
  };
}

const OFFLINE: Problem = {
  what: 'offline',
  cause: 'infrastructure',
  message: 'The gate was told to make no connections (--offline), and a scan reads the image from its registry.',
  remedy: 'Run again without --offline.',
};

function toolProblem(error: GateError): Problem {
  return { what: error.code, cause: 'infrastructure', message: error.message, remedy: error.remedy };
}

function all(images: readonly ResolvedImage[], outcome: Outcome): VulnerabilityCheck {
  return {
    outcomes: new Map(images.map((image) => [image.written, outcome])),
    findings: [],
    settled: new Map(),
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
    trivy,
  };
}
