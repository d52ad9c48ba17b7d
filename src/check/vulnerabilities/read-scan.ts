import type { CommandResult } from '../../domain/index.ts';
import { billsSpeakForFiles } from './bills-in-image.ts';
import { namesContentSets } from './content-sets.ts';
import { failureOf } from './failure.ts';
import { hidesRelease } from './patched-system.ts';
import { hasNoSystem, hiddenLayer, notInDatabase, unrecognised } from './recognised.ts';
import { refusalOf } from './registry-access.ts';
import type { EndedScan } from './scan-analyses.ts';
import type { Exposure, Problem, ScanResult, Vulnerability } from './scan-result.ts';
import { withoutSystemLibraries } from './system-libraries.ts';
import { referenceTo, type Target } from './targets.ts';
import type { TrivyCommand } from './trivy.ts';
import { parseTrivyReport, type TrivyReport } from './trivy-report.ts';

/** One run of Trivy on an image, and what it comes to. */
export interface Scan extends Omit<EndedScan, 'problem'> {
  readonly result: ScanResult;
  /** The report, where it is good as far as it goes, and whether Trivy knows the system of the image is open; else null. */
  readonly open: TrivyReport | null;
  /** See billsSpeakForFiles. */
  readonly hasBills: boolean;
}

export function failedScan(problem: Problem): Scan {
  return { result: { ...NOTHING, problem }, open: null, hasBills: false, diffIds: [], stderr: '', isAgain: false };
}

/** See readPlatforms. */
export type Platforms = ReadonlySet<string> | null;

export function readScan(target: Target, { access }: TrivyCommand, result: CommandResult, platforms: Platforms): Scan {
  const reference = referenceTo(target);
  const failure = refusalOf(access) ?? failureOf(result, `scan ${reference}`);
  if (failure !== null) return failedScan(failure);
  const whole = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
  if (whole === null || whole.ArtifactName !== reference) {
    const message = `Trivy gave no report on ${reference} that can be read.`;
    const remedy = 'Run Trivy on the image by hand to see what it says.';
    return failedScan({ what: 'trivy-garbage', cause: 'content', message, remedy });
  }
  const report = withoutSystemLibraries(whole);
  const problem =
    hiddenLayer(report, target.layers, reference) ??
    unrecognised(report, result.stderr, reference, platforms) ??
    notInDatabase(report, platforms, reference);
  return {
    result: {
      vulnerabilities: vulnerabilitiesOf(report),
      exposures: exposuresOf(report),
      endOfLife: endOfLifeOf(report),
      problem,
      asksJavaIndex: report.Results.some(({ Type }) => Type === 'jar'),
    },
    open: problem === null && (hasNoSystem(report) || hidesRelease(report) || namesContentSets(report)) ? report : null,
    // Of the whole: what a bill lists may be left out as the system's, and has hidden the program all the same.
    hasBills: billsSpeakForFiles(whole),
    diffIds: whole.Metadata.DiffIDs,
    stderr: result.stderr,
    isAgain: result.status === 'exited' && result.isAgain === true,
  };
}

export const NOTHING = { vulnerabilities: [], exposures: [], endOfLife: null, asksJavaIndex: false } as const;

function dateOf(text: string): Date | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time);
}

export function endOfLifeOf({ Metadata: { OS } }: TrivyReport): string | null {
  return OS?.EOSL === true ? `${OS.Family} ${OS.Name}`.trim() : null;
}

export function vulnerabilitiesOf(report: TrivyReport): readonly Vulnerability[] {
  return report.Results.flatMap((part) => {
    const sources = new Map(part.Packages.map(({ ID, SrcName }) => [ID, SrcName]));
    return part.Vulnerabilities.map((one) => ({
      id: one.VulnerabilityID,
      type: part.Type,
      package: one.PkgName,
      source: sources.get(one.PkgID) || one.PkgName,
      installed: one.InstalledVersion,
      fixed: one.FixedVersion === '' ? null : one.FixedVersion,
      severity: one.Severity,
      title: one.Title,
      status: one.Status,
      published: dateOf(one.PublishedDate),
      file: part.Class === 'os-pkgs' ? null : one.PkgPath || part.Target || null,
      aliases: one.VendorIDs,
      purl: one.PkgIdentifier.PURL || null,
    }));
  });
}

/** Trivy calls what is in the image's configuration after the image itself. */
function exposuresOf({ ArtifactName, Results }: TrivyReport): readonly Exposure[] {
  return Results.flatMap(({ Target, Secrets, Misconfigurations }) => {
    const file = Target === '' || Target.startsWith(ArtifactName) ? "the image's configuration" : Target;
    return [
      ...Secrets.map(({ RuleID: id, Title: title, Severity: severity, StartLine: line }): Exposure => {
        return { kind: 'secret', id, severity, title, file, line, advice: '' };
      }),
      ...Misconfigurations.filter(({ Status }) => Status === 'FAIL').map(
        ({ ID: id, Title: title, Severity: severity, CauseMetadata, Resolution: advice }): Exposure => {
          return { kind: 'misconfiguration', id, severity, title, file, line: CauseMetadata.StartLine, advice };
        },
      ),
    ];
  });
}
