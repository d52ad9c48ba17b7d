import { join } from 'node:path';
import type { Ports } from '../../domain/index.ts';
import type { Canary, VulnerabilityPolicy } from '../../policy/index.ts';
import { canaryBills } from './canary-bill.ts';
import { failureOf, withoutImage } from './failure.ts';
import type { Problem } from './scan-result.ts';
import { IN_MEMORY, type Trivy } from './trivy.ts';
import { parseTrivyReport } from './trivy-report.ts';

const TIMEOUT_MS = 60_000;
const AGAIN =
  'Run again. If it stays so, fetch the database again, or name another repository under vulnerabilities.databaseRepositories.';

/** Those that a policy names: none, one, or one for each kind of package that counts. */
function canariesOf(canary: VulnerabilityPolicy['canary']): readonly Canary[] {
  if (canary === 'off') return [];
  return 'purl' in canary ? [canary] : canary;
}

/** What results are kept by: a database that knows these. */
export function namesOf(canary: VulnerabilityPolicy['canary']): string {
  return canary === 'off'
    ? 'off'
    : canariesOf(canary)
        .map(({ id, purl }) => `${id} ${purl}`)
        .join(' ');
}

/**
 * Asks the database for advisories that it must know: SBOMs with their packages are scanned before any image is. A
 * database that is empty, cut off or of another kind finds nothing, and finding nothing must not look like a pass.
 */
export async function missedCanary(
  trivy: Trivy,
  cacheDirectory: string,
  canary: VulnerabilityPolicy['canary'],
  ports: Pick<Ports, 'files'>,
): Promise<Problem | null> {
  const bills = canaryBills(canariesOf(canary));
  const problems = await Promise.all(
    bills.map(async ({ canaries, text }, index) => {
      const file = join(trivy.directory, `canary-${index}.cdx.json`);
      await ports.files.write(file, text);
      return missedIn(file, canaries, trivy, cacheDirectory);
    }),
  );
  return problems.find((problem) => problem !== null) ?? null;
}

async function missedIn(
  file: string,
  canaries: readonly Canary[],
  trivy: Trivy,
  cacheDirectory: string,
): Promise<Problem | null> {
  const result = await trivy.run({
    command: 'sbom',
    flags: ['--skip-db-update', '--skip-java-db-update', IN_MEMORY, '--scanners=vuln', '--format=json'],
    target: file,
    cacheDirectory,
    access: null,
    timeoutMs: TIMEOUT_MS,
  });
  const failure = failureOf(result, 'read the vulnerability database');
  if (failure !== null) return withoutImage(failure, AGAIN);
  const report = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
  const found = new Set(
    (report?.Results ?? []).flatMap((part) => part.Vulnerabilities.map((one) => one.VulnerabilityID)),
  );
  const missed = canaries.find(({ id }) => !found.has(id));
  if (missed === undefined) return null;
  return {
    what: 'canary-missed',
    cause: 'infrastructure',
    message: `The vulnerability database does not know ${missed.id} of ${missed.purl}, which any good one does: it is incomplete, or not read as it should be. Nothing was scanned with it.`,
    remedy:
      'Fetch the database again, or name another repository under vulnerabilities.databaseRepositories. For a database that really lacks it, name another advisory under vulnerabilities.canary, or set that to off.',
  };
}
