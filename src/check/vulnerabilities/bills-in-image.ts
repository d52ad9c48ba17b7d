import type { ScanResult } from './scan-result.ts';
import type { TrivyReport } from './trivy-report.ts';

/** Files of an image that Trivy reads as bills of materials (pkg/fanal/analyzer/sbom). */
const SUFFIXES = ['.spdx', '.spdx.json', '.cdx', '.cdx.json'] as const;

/** Kinds of which a bill says nothing about a file: Trivy puts those of all files together, or reads them in bills alone. */
const OF_NO_FILE: ReadonlySet<string> = new Set([
  'bitnami',
  'conda-pkg',
  'gemspec',
  'jar',
  'kubernetes',
  'node-pkg',
  'python-pkg',
]);

/** Passes over them. */
export const WITHOUT_BILLS: readonly string[] = SUFFIXES.map((suffix) => `--skip-files=**/*${suffix}`);

/**
 * Whether a bill that lies in the image says what a file of the image holds. Trivy then takes its word, and does not tell what it
 * read in that very file: a bill beside a program of Go would hide what the program was built from.
 */
export function billsSpeakForFiles({ Results }: TrivyReport): boolean {
  return Results.some(
    ({ Class, Type, Target, Packages }) =>
      Class !== 'os-pkgs' &&
      !OF_NO_FILE.has(Type) &&
      !SUFFIXES.some((suffix) => Target.endsWith(suffix)) &&
      Packages.some(({ AnalyzedBy }) => AnalyzedBy === 'sbom'),
  );
}

/** What was found in an image, with what was found in it without its bills. That nothing is left without them is no fault. */
export function withoutBills(all: ScanResult, files: ScanResult): ScanResult {
  const known = new Set(all.vulnerabilities.map((one) => JSON.stringify(one)));
  const more = files.vulnerabilities.filter((one) => !known.has(JSON.stringify(one)));
  const problem = files.problem?.what === 'nothing-recognised' ? null : files.problem;
  return { ...all, vulnerabilities: [...all.vulnerabilities, ...more], problem: all.problem ?? problem };
}
