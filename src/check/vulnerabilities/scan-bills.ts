import pLimit from 'p-limit';
import type { Digest, Ports } from '../../domain/index.ts';
import { formatReference } from '../../images/index.ts';
import type { AttestedBill } from './attested-bills.ts';
import { leftOut } from './bill.ts';
import type { Database } from './database.ts';
import { failureOf } from './failure.ts';
import { readPlatforms } from './platforms.ts';
import { endOfLifeOf, vulnerabilitiesOf } from './read-scan.ts';
import { notInDatabase, unrecognised } from './recognised.ts';
import type { Problem, ScanResult } from './scan-result.ts';
import type { Target } from './targets.ts';
import { IN_MEMORY, type Trivy } from './trivy.ts';
import { parseTrivyReport } from './trivy-report.ts';

const TIMEOUT_MS = 300_000;

const FLAGS = [
  '--skip-db-update',
  '--skip-java-db-update',
  IN_MEMORY,
  '--offline-scan',
  '--scanners=vuln',
  '--format=json',
  '--list-all-pkgs',
];

/** A target whose bills are scanned in place of its layers. */
export interface BilledTarget extends Target {
  readonly bills: readonly [AttestedBill, ...AttestedBill[]];
}

export interface BillScanOptions {
  readonly trivy: Trivy;
  readonly database: Database;
  readonly workers: number;
  readonly ports: Pick<Ports, 'files' | 'log'>;
}

/**
 * Trivy on the bills of materials of each target, without a network; of several, what any of them lists is in the image. Null
 * where they cannot stand for the layers, since Trivy does not understand all of one: then the layers are to be scanned.
 */
export async function scanBills(
  targets: readonly BilledTarget[],
  options: BillScanOptions,
): Promise<ReadonlyMap<Digest, ScanResult | null>> {
  const limit = pLimit(options.workers);
  const results = new Map<Digest, ScanResult | null>();
  const faults: unknown[] = [];
  // After a fault none is begun, and those that run come to their end, before whoever waits for them tidies up.
  const scan = async (target: BilledTarget): Promise<void> => {
    if (faults.length > 0) return;
    try {
      results.set(target.digest, await scanTarget(target, options));
    } catch (error) {
      faults.push(error);
    }
  };
  await Promise.all(targets.map((target) => limit(() => scan(target))));
  if (faults.length > 0) throw faults[0];
  return results;
}

async function scanTarget(target: BilledTarget, options: BillScanOptions): Promise<ScanResult | null> {
  const name = formatReference({ ...target.repository, tag: null, digest: target.digest });
  const parts: ScanResult[] = [];
  for (const bill of target.bills) {
    const result = await scanBill(bill, name, options);
    if (typeof result === 'string') {
      options.ports.log.warn(
        `The layers of ${name} are scanned, and not the bill of materials that ${bill.by} signed: ${result}.`,
      );
      return null;
    }
    parts.push(result);
  }
  const all = parts.flatMap(({ vulnerabilities }) => vulnerabilities);
  const once = new Map(
    all.map((one) => [JSON.stringify([one.id, one.type, one.package, one.installed, one.file]), one]),
  );
  return {
    vulnerabilities: [...once.values()],
    exposures: [],
    endOfLife: parts.find(({ endOfLife }) => endOfLife !== null)?.endOfLife ?? null,
    problem: parts.find(({ problem }) => problem !== null)?.problem ?? null,
    asksJavaIndex: false,
  };
}

/** A clause for one that cannot stand for the layers. */
async function scanBill(
  bill: AttestedBill,
  name: string,
  { trivy, database, ports }: BillScanOptions,
): Promise<ScanResult | string> {
  const result = await trivy.run({
    command: 'sbom',
    flags: FLAGS,
    target: bill.file,
    cacheDirectory: database.cacheDirectory,
    access: null,
    timeoutMs: TIMEOUT_MS,
  });
  const failure = failureOf(result, 'read it');
  if (failure !== null) return failure.message.replace(/\.$/, '');
  const report = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
  if (report === null || report.ArtifactName !== bill.file) return 'Trivy gave no report on it that can be read';
  if (report.Results.every((part) => part.Packages.length === 0)) return { ...NOTHING, problem: empty(bill, name) };
  const lost = leftOut(bill, report);
  if (lost > 0)
    return `Trivy cannot look up ${lost} of the packages that it lists, since it has no advisories for their kind, or does not read which source package they were built from (its own bills say so)`;
  const platforms = await readPlatforms(database.cacheDirectory, ports);
  const unclear =
    unrecognised(report, result.status === 'exited' ? result.stderr : '', 'what it lists', platforms) ??
    notInDatabase(report, platforms, 'what it lists');
  if (unclear !== null) return unclear.message.replace(/\.$/, '');
  return { ...NOTHING, vulnerabilities: vulnerabilitiesOf(report), endOfLife: endOfLifeOf(report) };
}

const NOTHING = { vulnerabilities: [], exposures: [], endOfLife: null, problem: null, asksJavaIndex: false } as const;

function empty({ by }: AttestedBill, name: string): Problem {
  return {
    what: 'bill-empty',
    cause: 'content',
    message: `In the bill of materials that ${by} signed for ${name}, Trivy recognised no package. That it found no vulnerability there means nothing.`,
    remedy:
      'Attest a bill that lists what is in the image (trivy image --format cyclonedx), or leave the image out of vulnerabilities.sbomAttestations: its layers are scanned then.',
  };
}
