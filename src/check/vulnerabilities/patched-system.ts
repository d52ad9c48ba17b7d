import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Ports } from '../../domain/index.ts';
import type { Database } from './database.ts';
import { failureOf } from './failure.ts';
import { hidden, unrecognised } from './recognised.ts';
import type { Problem } from './scan-result.ts';
import { IN_MEMORY, type Trivy } from './trivy.ts';
import { parseTrivyReport, type TrivyReport } from './trivy-report.ts';

const TIMEOUT_MS = 60_000;

/** By what Trivy knows packages that Root.io or Seal repaired (pkg/detector/ospkg/rootio, seal); the id ends in the version. */
const PATCHED = /^seal-|\.root\.io|-r\d007\d/i;

/**
 * One package that is named like a repaired one, and Trivy no longer asks whether it knows the release of the system: it takes any
 * for one, and finds nothing.
 */
export function hidesRelease({ Metadata, Results }: TrivyReport): boolean {
  const ofSystem = Results.filter(({ Class }) => Class === 'os-pkgs');
  if (Metadata.OS == null || ofSystem.some(({ Vulnerabilities }) => Vulnerabilities.length > 0)) return false;
  return ofSystem.some(({ Packages }) =>
    Packages.some(({ ID, Name, SrcName }) => [ID, Name, SrcName].some((text) => PATCHED.test(text))),
  );
}

/** Asks Trivy about a bill of that system with one package that nobody repaired: it then says whether it knows the release. */
export async function unlistedRelease(
  report: TrivyReport,
  {
    trivy,
    database,
    platforms,
    files,
  }: {
    readonly trivy: Trivy;
    readonly database: Database;
    readonly platforms: ReadonlySet<string> | null;
    readonly files: Ports['files'];
  },
): Promise<Problem | null> {
  const { OS: system } = report.Metadata;
  if (system == null) return null;
  const kind = KINDS.get(system.Family) ?? 'rpm';
  const hash = createHash('sha256')
    .update(JSON.stringify([system.Family, system.Name]))
    .digest('hex');
  const file = join(trivy.directory, `release-${hash}.cdx.json`);
  await files.write(file, billOf(kind, system.Family, system.Name));
  const result = await trivy.run({
    command: 'sbom',
    flags: [
      '--skip-db-update',
      '--skip-java-db-update',
      IN_MEMORY,
      '--scanners=vuln',
      '--format=json',
      '--list-all-pkgs',
    ],
    target: file,
    cacheDirectory: database.cacheDirectory,
    access: null,
    timeoutMs: TIMEOUT_MS,
  });
  const what = `say whether it knows ${system.Family} ${system.Name}`;
  const failure = failureOf(result, what);
  if (failure !== null) return failure;
  const answer = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
  if (answer === null) {
    return {
      what: 'trivy-garbage',
      cause: 'content',
      message: `Trivy did not ${what}.`,
      remedy: 'Run the gate again.',
    };
  }
  const warnings = result.status === 'exited' ? result.stderr : '';
  if (unrecognised(answer, warnings, report.ArtifactName, platforms) === null) return null;
  return hidden(
    'system-unknown',
    `${report.ArtifactName} says that it is ${system.Family} ${system.Name}, which Trivy has no advisories for. Its packages could not be judged.`,
  );
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['alpine', 'apk'],
  ['debian', 'deb'],
  ['ubuntu', 'deb'],
]);

function billOf(kind: string, family: string, version: string): string {
  const purl = `pkg:${kind}/${family}/a@1${kind === 'rpm' ? '?arch=noarch' : ''}`;
  const components = [
    { type: 'operating-system', 'bom-ref': 'system', name: family, version },
    { type: 'library', 'bom-ref': purl, name: 'a', version: '1', purl },
  ];
  return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components });
}
