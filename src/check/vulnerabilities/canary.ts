import { join } from 'node:path';
import type { Ports } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import { failureOf } from './failure.ts';
import type { Problem } from './scan-result.ts';
import type { Trivy } from './trivy.ts';
import { parseTrivyReport } from './trivy-report.ts';

const TIMEOUT_MS = 60_000;

/**
 * Asks the database for an advisory that it must know: an SBOM with one package is scanned before any image is. A
 * database that is empty, cut off or of another kind finds nothing, and finding nothing must not look like a pass.
 */
export async function missedCanary(
  trivy: Trivy,
  cacheDirectory: string,
  canary: VulnerabilityPolicy['canary'],
  ports: Pick<Ports, 'files'>,
): Promise<Problem | null> {
  if (canary === 'off') return null;
  const file = join(trivy.directory, 'canary.cdx.json');
  await ports.files.write(file, bill(canary.purl));
  const result = await trivy.run({
    command: 'sbom',
    flags: ['--skip-db-update', '--skip-java-db-update', '--cache-backend=memory', '--scanners=vuln', '--format=json'],
    target: file,
    cacheDirectory,
    access: null,
    timeoutMs: TIMEOUT_MS,
  });
  const failure = failureOf(result, 'read the vulnerability database');
  if (failure !== null) return { ...failure, cause: 'infrastructure' };
  const report = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
  const found = (report?.Results ?? []).flatMap((part) => part.Vulnerabilities.map((one) => one.VulnerabilityID));
  if (found.includes(canary.id)) return null;
  return {
    what: 'canary-missed',
    cause: 'infrastructure',
    message: `The vulnerability database does not know ${canary.id} of ${canary.purl}, which any good one does: it is incomplete, or not read as it should be. Nothing was scanned with it.`,
    remedy:
      'Fetch the database again, or name another repository under vulnerabilities.databaseRepositories. For a database that really lacks it, name another advisory under vulnerabilities.canary, or set that to off.',
  };
}

/** CycloneDX 1.6 with a single library. */
function bill(purl: string): string {
  const [path = '', version = ''] = (purl.split(/[?#]/, 1)[0] ?? '').split(/@(?=[^@/]*$)/);
  const component = { type: 'library', 'bom-ref': purl, name: path.split('/').at(-1) ?? path, version, purl };
  return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [component] });
}
