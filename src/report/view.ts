import type { RuleDescription } from '../domain/index.ts';
import { bestUpgrade, isAdvisory } from './advisories.ts';
import type { Report, ReportFinding, ReportLocation } from './schema.ts';

/** What reporters know beside the report: the rule catalogue, and what the run was about. */
export interface ReportContext {
  readonly describeRule: (rule: string) => RuleDescription | null;
  /** The gate's own version. */
  readonly toolVersion: string;
  /** Names this gate where a repository has several. */
  readonly key: string;
  /** What a reader should know about the run itself, a sentence each: whose policy decided, how far to trust it. */
  readonly notices: readonly string[];
  /** How many of the base's findings the change repairs. */
  readonly repaired: number;
  /** Where the whole report can be had; null where nowhere. */
  readonly reportUrl: string | null;
}

/** The one model that every reporter renders. All texts are plain and unescaped: each reporter escapes for its place. */
export interface ReportView {
  readonly report: Report;
  readonly context: ReportContext;
  /** "Do not deploy: 3 problems block this change." */
  readonly headline: string;
  /** At most three, the worst first. Empty where nothing blocks. */
  readonly firstSteps: readonly FirstStep[];
  /** The command that applies the proved fixes of what blocks; null where there are none. */
  readonly fixCommand: { readonly command: string; readonly settles: number } | null;
  /** "Upgrading openssl to 3.1.4-r3 removes 7 of 12 blocking vulnerabilities."; null where no upgrade removes several. */
  readonly bestUpgrade: string | null;
  /** What blocks or warns, in the report's order. What several renderings of one file share stands once. */
  readonly open: readonly ReportFinding[];
  readonly excepted: readonly ReportFinding[];
  readonly baseline: readonly ReportFinding[];
  /** "api:2 in place of api:1: 12 known vulnerabilities fixed, none added.", for each image that replaces others. */
  readonly comparisons: readonly string[];
  /** "api:1: the bill of materials that … signed was scanned in place of the layers.", for each image of which it was. */
  readonly bills: readonly string[];
  /** "12 manifests and 5 images: 3 blocking, 1 warning, 2 by exception, 4 known at the base." */
  readonly counts: string;
}

export interface FirstStep {
  /** What to do, in the imperative. */
  readonly text: string;
  readonly places: number;
  readonly first: ReportLocation;
}

const MAX_STEPS = 3;

export function buildView(report: Report, context: ReportContext): ReportView {
  const blocking = report.findings.filter((finding) => finding.effect === 'block');
  const open = different(report.findings.filter(({ effect }) => effect === 'block' || effect === 'warn'));
  return {
    report,
    context,
    headline: headline(report, blocking),
    firstSteps: firstSteps(blocking, context),
    fixCommand: fixCommand(blocking),
    bestUpgrade: upgradeLine(blocking),
    open,
    excepted: report.findings.filter(({ effect }) => effect === 'excepted'),
    baseline: report.findings.filter(({ effect }) => effect === 'baseline'),
    comparisons: report.images.flatMap(comparisonLine),
    bills: report.images.flatMap(billLine),
    counts: countsLine(report, open.length),
  };
}

/** A base that four overlays include has each of its findings four times, to the letter. */
function different(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  const groups = Map.groupBy(findings, ({ fingerprint }) => fingerprint);
  const told = new Set<string>();
  return findings.filter(({ fingerprint, effect, message, location }) => {
    if (groups.get(fingerprint)?.length === 1) return true;
    const key = JSON.stringify([fingerprint, effect, message, location]);
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
}

function headline(report: Report, blocking: readonly ReportFinding[]): string {
  const failures = blocking.filter(({ outcome }) => outcome === 'fail').length;
  const unknowns = blocking.length - failures;
  const open = unknowns === 0 ? '' : `; ${plural(unknowns, 'check')} could not be made`;
  switch (report.verdict) {
    case 'fail':
      return `Do not deploy: ${plural(failures, 'problem')} ${failures === 1 ? 'blocks' : 'block'} this change${open}.`;
    case 'unknown':
      return `Could not decide: ${plural(unknowns, 'check')} could not be made, and what was not checked does not pass.`;
    case 'pass': {
      const { warn } = report.stats.findings;
      return warn === 0 ? 'May be deployed.' : `May be deployed, with ${plural(warn, 'warning')}.`;
    }
  }
}

function firstSteps(blocking: readonly ReportFinding[], context: ReportContext): readonly FirstStep[] {
  const groups = new Map<string, ReportFinding[]>();
  for (const finding of blocking) {
    const about = isAdvisory(finding) ? `vulnerability ${finding.image}` : `${finding.rule} ${finding.outcome}`;
    const group = groups.get(about);
    if (group === undefined) groups.set(about, [finding]);
    else group.push(finding);
  }
  const steps: FirstStep[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined || steps.length === MAX_STEPS) continue;
    steps.push({ text: stepText(first, group.length, context), places: group.length, first: first.location });
  }
  return steps;
}

function stepText(first: ReportFinding, size: number, context: ReportContext): string {
  if (isAdvisory(first) && size > 1) {
    return `Update image ${first.image}: it has ${size} known vulnerabilities that block.`;
  }
  const description = context.describeRule(first.rule);
  return size === 1 || description === null || first.outcome === 'unknown' ? first.message : description.repair;
}

function upgradeLine(blocking: readonly ReportFinding[]): string | null {
  const best = bestUpgrade(blocking);
  if (best === null) return null;
  const { source, version, removes, of, images } = best;
  const where = images === 1 ? '' : ` in ${images} images`;
  return `Upgrading ${source} to ${version} removes ${removes} of ${of} blocking vulnerabilities${where}.`;
}

/** `fix` pins by itself, and repairs by other rules only when they are named. */
function fixCommand(blocking: readonly ReportFinding[]): ReportView['fixCommand'] {
  const rules = blocking.filter(({ fix }) => fix !== null).map(({ rule }) => rule);
  if (rules.length === 0) return null;
  const named = [...new Set(rules)].sort();
  const byDefault = named.length === 1 && named[0] === 'image/unpinned';
  const option = byDefault ? '' : ` --rules '${named.join(',')}'`;
  return { command: `supply-chain-gate fix --write${option}`, settles: rules.length };
}

function countsLine({ stats }: Report, shown: number): string {
  const { block, warn, excepted, baseline } = stats.findings;
  const parts = [`${block} blocking`, plural(warn, 'warning')];
  if (excepted > 0) parts.push(`${excepted} by exception`);
  if (baseline > 0) parts.push(`${baseline} known at the base`);
  const line = `${plural(stats.manifests, 'manifest')} and ${plural(stats.images, 'image')}: ${parts.join(', ')}.`;
  const same = block + warn - shown;
  if (same === 0) return line;
  return `${line} ${same} of the findings ${same === 1 ? 'is' : 'are'} the same line in another rendering, and ${same === 1 ? 'is' : 'are'} shown once.`;
}

function comparisonLine({ reference, comparison }: Report['images'][number]): readonly string[] {
  if (comparison === undefined) return [];
  const { replaces, fixed, added, remaining } = comparison;
  if (fixed + added + remaining === 0) return [];
  const before = replaces.length > 2 ? `${plural(replaces.length, 'image')} of the base` : replaces.join(' and ');
  const known = remaining === 0 ? '' : `, ${remaining} known at the base ${remaining === 1 ? 'remains' : 'remain'}`;
  const count =
    fixed === 0 ? 'no known vulnerability' : fixed === 1 ? '1 known vulnerability' : `${fixed} known vulnerabilities`;
  return [`${reference} in place of ${before}: ${count} fixed, ${added === 0 ? 'none' : added} added${known}.`];
}

function billLine({ reference, sboms = [] }: Report['images'][number]): readonly string[] {
  if (sboms.length === 0) return [];
  const signers = [...new Set(sboms.map(({ signedBy }) => signedBy))].join(' and ');
  const platforms = [...new Set(sboms.flatMap(({ platform }) => platform ?? []))];
  const where = platforms.length === 0 ? '' : ` (${platforms.join(' and ')})`;
  return [`${reference}${where}: the bill of materials that ${signers} signed was scanned in place of the layers.`];
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `deploy/api.yaml:12`, the way editors and terminals turn into a link. */
export function placeText({ file, startLine }: Pick<ReportLocation, 'file' | 'startLine'>): string {
  return `${file}:${startLine}`;
}

/** What a finding is called where there is room for a few words: the rule's title, else its id. */
export function titleOf(finding: Pick<ReportFinding, 'rule'>, context: ReportContext): string {
  return context.describeRule(finding.rule)?.title ?? finding.rule;
}
