import {
  advisoryNames,
  countAdvisories,
  type Entry,
  type PackageGroup,
  rebuildText,
  upgradeText,
} from '../advisories.ts';
import { markdownCode, markdownFence, markdownText } from '../escape/index.ts';
import type { FixHolders } from '../fix-holders.ts';
import type { ReportFinding, ReportImage } from '../schema.ts';
import { placeText, plural, type ReportView, titleOf } from '../view.ts';

type ImageEntry = Extract<Entry, { readonly kind: 'image' }>;

/** Pieces of Markdown that the job summary and the review share. Every text from outside is escaped here. */

const ALERTS = { pass: 'TIP', fail: 'CAUTION', unknown: 'WARNING' } as const;

const MAX_COMPARISONS = 20;

export function verdictPart({ report, headline, counts, context, comparisons, bills }: ReportView): string {
  const lines = [`> [!${ALERTS[report.verdict]}]`, `> **${markdownText(headline)}**`, `> ${markdownText(counts)}`];
  if (context.repaired > 0) lines.push(`> This change repairs ${plural(context.repaired, 'finding')} of the base.`);
  for (const line of comparisons.slice(0, MAX_COMPARISONS)) lines.push(`> ${markdownText(line, 500)}`);
  const left = comparisons.length - MAX_COMPARISONS;
  if (left > 0) lines.push(`> ${plural(left, 'more image')} in place of others.`);
  for (const line of bills.slice(0, MAX_COMPARISONS)) lines.push(`> ${markdownText(line, 500)}`);
  const more = bills.length - MAX_COMPARISONS;
  if (more > 0) lines.push(`> ${plural(more, 'more image')} by signed bills.`);
  return lines.join('\n');
}

export function firstStepsPart({ firstSteps, fixCommand, bestUpgrade }: ReportView): string | null {
  if (firstSteps.length === 0) return null;
  const lines = ['**What to do first**', ''];
  for (const [index, step] of firstSteps.entries()) {
    const where = markdownCode(placeText(step.first), 300);
    const places = step.places === 1 ? `(${where})` : `(${plural(step.places, 'finding')}, first at ${where})`;
    lines.push(`${index + 1}. ${markdownText(step.text, 600)} ${places}`);
  }
  if (bestUpgrade !== null) lines.push('', markdownText(bestUpgrade, 600));
  if (fixCommand !== null) {
    lines.push('', `Proved fixes for ${fixCommand.settles} of them: ${markdownCode(fixCommand.command, 1000)}`);
  }
  return lines.join('\n');
}

export function noticesPart({ context }: ReportView): string | null {
  if (context.notices.length === 0) return null;
  return context.notices
    .slice(0, 10)
    .map((notice) => `- ${markdownText(notice, 1000)}`)
    .join('\n');
}

const STATUS_WORDS = {
  pass: 'passed',
  fail: '**failed**',
  unknown: 'not checked',
  'not-provable': 'not provable',
} as const;

/** Each topic of the checklist, always: what was not shown is said, and never left out. */
export function topicsPart({ report }: ReportView): string | null {
  const { topics = [] } = report;
  if (topics.length === 0) return null;
  const rows = topics.map(
    ({ title, status, findings, note }) =>
      `| ${markdownText(title)} | ${STATUS_WORDS[status]} | ${findings} | ${markdownText(note, 700)} |`,
  );
  const table = ['| Topic | Status | Findings | |', '|---|---|---|---|', ...rows].join('\n');
  return `<details><summary>Hardening topics</summary>\n\n${table}\n\n</details>`;
}

export const FINDING_COLUMNS = '| | Where | Rule | Problem |\n|---|---|---|---|';

export function entryRow(entry: Entry): string {
  if (entry.kind === 'finding') return findingRow(entry.finding);
  const { image, findings, packages } = entry;
  const upgrades = packages.map(upgradeText).slice(0, 3).join('; ');
  const more = packages.length > 3 ? ` and ${packages.length - 3} more` : '';
  return row(findings[0], 'vulnerability/*', `${upgrades}${more}: ${countAdvisories(findings)} in ${image}`);
}

/** `holders`: where the fixes are shown that several findings share. */
export function entryDetail(entry: Entry, view: ReportView, holders: FixHolders = new Map()): string {
  if (entry.kind === 'finding') return findingDetail(entry.finding, view, holders);
  const { image, findings } = entry;
  const { location, rule } = findings[0];
  const heading = `**${markdownText(countAdvisories(findings))}** in ${markdownCode(image, 300)} at ${markdownCode(placeText(location), 300)}`;
  const why = view.context.describeRule(rule)?.why;
  const repair = rebuildText(entry.packages);
  return [
    heading,
    packageTable(entry),
    ...(repair === null ? [] : [repair]),
    ...(why === undefined ? [] : [`*Why:* ${markdownText(why)}`]),
  ].join('\n\n');
}

const MAX_PACKAGES = 40;
export const PACKAGE_COLUMNS = '| To do | Installed | Known vulnerabilities |\n|---|---|---|';

/** What to upgrade, to what, and what that removes. */
export function packageRow(group: PackageGroup): string {
  const cells = [
    markdownText(upgradeText(group), 200),
    markdownText(group.installed.join(', '), 300),
    markdownText(advisoryNames(group).join(', '), 1000),
  ];
  return `| ${cells.join(' | ')} |`;
}

function packageTable({ packages }: ImageEntry): string {
  const left = packages.length - MAX_PACKAGES;
  const more = left <= 0 ? '' : `\n\n${plural(left, 'more package')} left out here; the report lists all.`;
  return `${PACKAGE_COLUMNS}\n${packages.slice(0, MAX_PACKAGES).map(packageRow).join('\n')}${more}`;
}

function findingRow(finding: ReportFinding): string {
  return row(finding, finding.rule, finding.message);
}

function row(finding: ReportFinding, rule: string, message: string): string {
  const { effect, outcome, severity, location } = finding;
  const word = outcome === 'unknown' ? `${effect}, not checked` : effect;
  const cells = [
    // One column for both, so that the problem has room.
    `${effect === 'block' ? `**${word}**` : word} ${severity}`,
    markdownCode(placeText(location), 200),
    markdownCode(rule, 100),
    markdownText(message, 300),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** One finding in full: the message, why it matters, the fix. */
function findingDetail(finding: ReportFinding, { context }: ReportView, holders: FixHolders): string {
  const { rule, message, location, related, fix } = finding;
  const description = context.describeRule(rule);
  const named =
    description === null
      ? markdownCode(rule, 100)
      : `${markdownText(titleOf(finding, context))} ${markdownCode(rule, 100)}`;
  const parts = [`**${named}** at ${markdownCode(placeText(location), 300)}`, markdownText(message, 2000)];
  if (description !== null)
    parts.push(`*Why:* ${markdownText(description.why)} [Reference](${encodeURI(description.docs)})`);
  if (related.length > 0) {
    const shown = related.slice(0, 10).map((each) => markdownCode(placeText(each), 300));
    const more = related.length > shown.length ? ` and ${related.length - shown.length} more` : '';
    parts.push(`See also ${shown.join(', ')}${more}`);
  }
  const holder = holders.get(finding) ?? finding;
  if (holder !== finding) {
    const where = markdownCode(placeText(holder.location), 300);
    parts.push(`Proved fix: the one of ${markdownCode(holder.rule, 100)} at ${where} settles this too.`);
  } else if (fix !== null) {
    const edits = fix.edits.slice(0, 10).map((edit) => `# ${placeText(edit)}\n${edit.text.slice(0, 500)}`);
    parts.push(`Proved fix:\n\n${markdownFence(edits.join('\n'), 'yaml')}`);
  }
  return parts.join('\n\n');
}

export function exceptedRow(finding: ReportFinding): string {
  const { reason = '', expires = '' } = finding.exception ?? {};
  return `- ${markdownCode(placeText(finding.location), 200)} ${markdownCode(finding.rule, 100)} until ${markdownText(expires)}: ${markdownText(reason, 300)}`;
}

export function baselineRow(finding: ReportFinding): string {
  return `- ${markdownCode(placeText(finding.location), 200)} ${markdownCode(finding.rule, 100)}`;
}

export const IMAGE_COLUMNS = '| Image | Digest | Registry | Signature | Vulnerabilities |\n|---|---|---|---|---|';

export function imageRow({ reference, digest, pinned, checks }: ReportImage): string {
  const known = digest === null ? 'not known' : markdownCode(digest.slice(0, 19));
  const cells = [
    markdownCode(reference, 300),
    pinned ? `${known} (pinned)` : known,
    checks?.allowlist ?? 'skipped',
    checks?.signatures ?? 'skipped',
    checks?.vulnerabilities ?? 'skipped',
  ];
  return `| ${cells.join(' | ')} |`;
}

export function footerPart({ report, context }: ReportView): string {
  const { trivy, helm, kustomize, gitleaks, trustRoots = [] } = report.tools;
  const tools = [`supply-chain-gate ${context.toolVersion}`];
  if (helm !== undefined) tools.push(`helm ${helm.version}`);
  if (kustomize !== undefined) tools.push(`kustomize ${kustomize.version}`);
  if (trivy !== undefined) {
    const database = trivy.database === null ? '' : ` (database of ${trivy.database.updatedAt})`;
    tools.push(`trivy ${trivy.version}${database}`);
  }
  if (gitleaks !== undefined) tools.push(`gitleaks ${gitleaks.version}`);
  tools.push(...trustRoots.map(describeTrustRoot));
  const link = safeLink(context.reportUrl);
  return `${link === null ? '' : `[Full report](${link}) - `}${markdownText(tools.join(', '), 500)}`;
}

/** "trust root sigstore (shipped, of 2026-11-05)" */
function describeTrustRoot({
  name,
  source,
  updatedAt,
}: NonNullable<ReportView['report']['tools']['trustRoots']>[number]): string {
  const how = { shipped: 'shipped', fetched: 'fetched', cached: 'fetched earlier', policy: "the policy's own" }[source];
  return `trust root ${name} (${how}${updatedAt === null ? '' : `, of ${updatedAt.slice(0, 10)}`})`;
}

function safeLink(url: string | null): string | null {
  if (url === null || !/^https?:\/\/[^\s<>()[\]\\]+$/.test(url)) return null;
  return url;
}
