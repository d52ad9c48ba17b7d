import {
  type Effect,
  formatPath,
  type GateError,
  type Image,
  type JudgedFinding,
  type Outcome,
  type Resolution,
  repositoryOf,
  type Verdict,
} from '../domain/index.ts';
import { ReportPlaces } from './report-places.ts';
import type { Report, ReportFinding, ReportImage, ReportJudged, ReportTools, ReportTopic } from './schema.ts';

/** The outcomes of the three checks, each by written reference; one that is not named was skipped. */
export interface CheckOutcomes {
  readonly allowlist: ReadonlyMap<string, Outcome>;
  readonly signatures: ReadonlyMap<string, Outcome>;
  readonly vulnerabilities: ReadonlyMap<string, Outcome>;
  /** What signature policies said; an image that none matches is not named. */
  readonly signaturePolicies?: ReadonlyMap<string, readonly SignaturePolicyEntry[]>;
  /** Signed bills of materials that were scanned in place of layers; an image without is not named. */
  readonly bills?: ReadonlyMap<string, readonly ScannedBillEntry[]>;
}

interface ScannedBillEntry {
  readonly platform: string | null;
  readonly signedBy: string;
}

interface SignaturePolicyEntry {
  readonly policy: string;
  readonly outcome: Outcome;
  readonly authorities: readonly { readonly name: string; readonly outcome: Outcome }[];
}

interface ImageComparison {
  readonly replaces: readonly string[];
  readonly fixed: number;
  readonly added: number;
  readonly remaining: number;
}

export interface ReportInput {
  readonly verdict: Verdict;
  readonly judged: ReportJudged;
  /** In the order that judge gives. */
  readonly findings: readonly JudgedFinding[];
  readonly images: readonly Image[];
  readonly resolutions: ReadonlyMap<string, Resolution>;
  readonly checks: CheckOutcomes;
  /** How many manifests were rendered. */
  readonly manifests: number;
  /** The ten topics of the checklist; left out where nobody summed them up. */
  readonly topics?: readonly TopicInput[];
  /** By written text, images that replace some of the base; null or left out without a base. */
  readonly imageChanges?: ReadonlyMap<string, ImageComparison> | null;
  readonly tools: ReportTools;
  readonly errors: readonly GateError[];
}

type TopicInput = Omit<ReportTopic, 'parts'> & {
  readonly parts?: readonly Readonly<NonNullable<ReportTopic['parts']>[number]>[];
};

/** Report v1. The same input gives the same bytes: keys in the schema's order, lists in the order given. */
export function buildReport(input: ReportInput): Report {
  const places = new ReportPlaces();
  return {
    schemaVersion: 1,
    verdict: input.verdict,
    judged: input.judged,
    stats: { manifests: input.manifests, images: input.images.length, findings: countEffects(input.findings) },
    ...(input.topics === undefined
      ? {}
      : {
          topics: input.topics.map(({ topic, title, status, findings, note, parts }) => {
            const listed = parts === undefined ? {} : { parts: parts.map(({ name, status }) => ({ name, status })) };
            return { topic, title, status, findings, note, ...listed };
          }),
        }),
    images: input.images.map((image) => {
      const comparison = input.imageChanges?.get(image.written);
      const entry = reportImage(image, input.resolutions.get(image.written), input.checks, places);
      return comparison === undefined
        ? entry
        : { ...entry, comparison: { ...comparison, replaces: [...comparison.replaces] } };
    }),
    findings: input.findings.map((finding) => reportFinding(finding, places)),
    tools: orderTools(input.tools),
    errors: input.errors.map((error) => ({
      code: error.code,
      stage: error.stage,
      message: error.message,
      remedy: error.remedy,
      location: error.location === null ? null : places.location(error.location),
    })),
  };
}

/** One image entry, also what `images --format json` prints; `checks` null where nothing was checked. */
export function reportImage(
  image: Image,
  resolution: Resolution | undefined,
  checks: CheckOutcomes | null,
  places = new ReportPlaces(),
): ReportImage {
  const { reference } = image;
  const resolved = resolution?.status === 'resolved' ? resolution.digest : null;
  const entry: ReportImage = {
    reference: image.written,
    repository: reference === null ? null : repositoryOf(reference),
    tag: reference?.tag ?? null,
    digest: reference?.digest ?? resolved,
    pinned: reference !== null && reference.digest !== null,
    uses: image.uses.map((use) => ({
      manifest: places.manifest(use.manifest.ref),
      path: formatPath(use.path),
      location: places.location(use.place.location),
      related: places.locations(use.place.related),
    })),
  };
  if (checks === null) return entry;
  const outcome = (of: ReadonlyMap<string, Outcome>): Outcome => of.get(image.written) ?? 'skipped';
  return {
    ...entry,
    checks: {
      allowlist: outcome(checks.allowlist),
      signatures: outcome(checks.signatures),
      vulnerabilities: outcome(checks.vulnerabilities),
    },
    ...signaturePolicies(checks.signaturePolicies?.get(image.written) ?? []),
    ...scannedBills(checks.bills?.get(image.written) ?? []),
  };
}

function signaturePolicies(entries: readonly SignaturePolicyEntry[]): Pick<ReportImage, 'signaturePolicies'> {
  if (entries.length === 0) return {};
  return {
    signaturePolicies: entries.map(({ policy, outcome, authorities }) => ({
      policy,
      outcome,
      authorities: authorities.map((authority) => ({ name: authority.name, outcome: authority.outcome })),
    })),
  };
}

function scannedBills(entries: readonly ScannedBillEntry[]): Pick<ReportImage, 'sboms'> {
  if (entries.length === 0) return {};
  return { sboms: entries.map(({ platform, signedBy }) => ({ platform, signedBy })) };
}

function reportFinding(finding: JudgedFinding, places: ReportPlaces): ReportFinding {
  return {
    fingerprint: finding.fingerprint,
    rule: finding.rule,
    severity: finding.severity,
    outcome: finding.result.outcome,
    effect: finding.effect,
    message: finding.message,
    manifest: finding.manifest === null ? null : places.manifest(finding.manifest),
    image: finding.image,
    location: places.location(finding.location),
    related: places.locations(finding.related),
    fix:
      finding.fix === null
        ? null
        : {
            edits: finding.fix.edits.map(({ file, startLine, startColumn, endLine, endColumn, text }) => {
              return { file, startLine, startColumn, endLine, endColumn, text };
            }),
            proved: true,
          },
    exception:
      finding.exception === null ? null : { reason: finding.exception.reason, expires: finding.exception.expires },
    ...(finding.advisory === undefined ? {} : { advisory: places.advisory(finding.advisory) }),
  };
}

function countEffects(findings: readonly JudgedFinding[]): Record<Effect, number> {
  const counts = { block: 0, warn: 0, excepted: 0, baseline: 0 };
  for (const { effect } of findings) counts[effect] += 1;
  return counts;
}

function orderTools({ gator, gitleaks, helm, kustomize, kyverno, trustRoots, trivy }: ReportTools): ReportTools {
  return {
    ...(gator === undefined ? {} : { gator: { version: gator.version } }),
    ...(gitleaks === undefined ? {} : { gitleaks: { version: gitleaks.version } }),
    ...(helm === undefined ? {} : { helm: { version: helm.version } }),
    ...(kustomize === undefined ? {} : { kustomize: { version: kustomize.version } }),
    ...(kyverno === undefined ? {} : { kyverno: { version: kyverno.version } }),
    ...(trustRoots === undefined ? {} : { trustRoots: trustRoots.map((root) => ({ ...root })) }),
    ...(trivy === undefined ? {} : { trivy: { version: trivy.version, database: trivy.database } }),
  };
}
