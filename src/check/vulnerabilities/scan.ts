import type { Ports } from '../../domain/index.ts';
import { formatReference } from '../../images/index.ts';
import type { Database } from './database.ts';
import { failureOf } from './failure.ts';
import { unrecognised } from './recognised.ts';
import type { Problem, ScanResult, Vulnerability } from './scan-result.ts';
import type { Target } from './targets.ts';
import type { RegistryAccess, Trivy } from './trivy.ts';
import { parseTrivyReport, type TrivyReport } from './trivy-report.ts';

const SCAN_TIMEOUT_MS = 300_000;
const RETRY_AFTER_MS = 1_000;

export interface ScanOptions {
  readonly trivy: Trivy;
  readonly database: Database;
  readonly access: RegistryAccess;
  readonly clock: Ports['clock'];
  /** Fetches the index of Java archives, once for the whole run; null when it is there. */
  readonly fetchJavaIndex: () => Promise<Problem | null>;
}

/** Trivy on one digest, straight from its registry, and what it found there. */
export async function scan(target: Target, options: ScanOptions): Promise<ScanResult> {
  const first = await scanOnce(target, options);
  if (first.problem === null || first.problem.cause === 'content') return first;
  if (first.problem.what === 'java-database') {
    const problem = await options.fetchJavaIndex();
    return problem === null ? scanOnce(target, options) : { ...NOTHING, problem };
  }
  if (first.problem.what === 'unauthorized') return first;
  await options.clock.sleep(RETRY_AFTER_MS);
  return scanOnce(target, options);
}

async function scanOnce(target: Target, { trivy, database, access }: ScanOptions): Promise<ScanResult> {
  const reference = formatReference({ ...target.repository, tag: null, digest: target.digest });
  const result = await trivy.run({
    command: 'image',
    flags: [
      '--skip-db-update',
      '--skip-java-db-update',
      '--cache-backend=memory',
      '--offline-scan',
      '--image-src=remote',
      '--scanners=vuln',
      '--format=json',
      '--list-all-pkgs',
    ],
    target: reference,
    cacheDirectory: database.cacheDirectory,
    access,
    timeoutMs: SCAN_TIMEOUT_MS,
  });
  const failure = failureOf(result, `scan ${reference}`);
  if (failure !== null) return { ...NOTHING, problem: failure };
  const report = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
  if (report === null || report.ArtifactName !== reference) {
    const message = `Trivy gave no report on ${reference} that can be read.`;
    const remedy = 'Run Trivy on the image by hand to see what it says.';
    return { ...NOTHING, problem: { what: 'trivy-garbage', cause: 'content', message, remedy } };
  }
  const system = report.Metadata.OS;
  return {
    vulnerabilities: vulnerabilitiesOf(report),
    endOfLife: system?.EOSL === true ? `${system.Family} ${system.Name}`.trim() : null,
    problem: unrecognised(report, result.stderr, reference),
  };
}

const NOTHING = { vulnerabilities: [], endOfLife: null } as const;

function dateOf(text: string): Date | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time);
}

function vulnerabilitiesOf(report: TrivyReport): readonly Vulnerability[] {
  return report.Results.flatMap((part) =>
    part.Vulnerabilities.map((one) => ({
      id: one.VulnerabilityID,
      type: part.Type,
      package: one.PkgName,
      installed: one.InstalledVersion,
      fixed: one.FixedVersion === '' ? null : one.FixedVersion,
      severity: one.Severity,
      title: one.Title,
      status: one.Status,
      published: dateOf(one.PublishedDate),
      file: part.Class === 'os-pkgs' ? null : one.PkgPath || part.Target || null,
      aliases: one.VendorIDs,
      purl: one.PkgIdentifier.PURL || null,
    })),
  );
}
