import { bestUpgrade, countAdvisories, type Entry, entriesOf, rebuildText } from '../advisories.ts';
import { formatMarker, markdownCode, markdownText } from '../escape/index.ts';
import { BoundedText } from '../reporters/bounded.ts';
import { entryDetail, PACKAGE_COLUMNS, packageRow } from '../reporters/markdown-parts.ts';
import type { ReportFinding, ReportLocation } from '../schema.ts';
import { placeText, plural, type ReportView } from '../view.ts';
import { type DiffFile, hunkWith } from './diff.ts';
import type { Subject } from './subjects.ts';
import type { Suggestion } from './suggestion.ts';

/** A comment on lines of the new side of the diff. */
export interface ReviewComment {
  readonly path: string;
  /** Null for a single line. */
  readonly startLine: number | null;
  readonly line: number;
  readonly body: string;
  readonly subject: string;
  readonly fingerprints: readonly string[];
}

const MAX_COMMENT_BYTES = 20_000;
const MAX_DETAILS = 10;

/**
 * The comments on a subject: one for each of its suggestions, since each is a click of its own, and one at the first place
 * of what none of them settles. The latter is said with a suggestion where that is for the same lines, or where it has no
 * place of its own that is worth a comment.
 *
 * @param suggestions - of all subjects; a subject says those whose first finding is its own
 */
export function commentsOn(
  subject: Subject,
  view: ReportView,
  diff: readonly DiffFile[],
  suggestions: readonly Suggestion[],
): readonly ReviewComment[] {
  const own = suggestions.filter(({ settles: [first] }) => subject.findings.includes(first));
  const open = subject.findings.filter((finding) => !own.some(({ settles }) => settles.includes(finding)));
  // Warnings alone are worth a line of the diff only where one click settles them: the body lists them anyway.
  const place = open.some(({ effect }) => effect === 'block') ? firstPlace(open, diff) : null;
  const main = place === null ? own[0] : own.find((suggestion) => overlaps(suggestion, place));
  const parts = own.map((suggestion) => ({ suggestion, at: suggestion, more: suggestion === main ? open : [] }));
  const rest = main === undefined && place !== null ? [{ suggestion: null, at: place, more: open }] : [];
  return [...rest, ...parts].flatMap(({ suggestion, at, more }) => {
    const said = new Set([...(suggestion?.settles ?? []), ...more]);
    const [first, ...others] = subject.findings.filter((finding) => said.has(finding));
    if (first === undefined) return [];
    const about = { ...subject, findings: [first, ...others] as const };
    const elsewhere = suggestion === null ? suggestions.find(({ settles }) => settles.includes(first)) : undefined;
    return [commentAt(at, about, view, suggestion, elsewhere)];
  });
}

type Lines = Pick<Suggestion, 'file' | 'startLine' | 'endLine'>;

function overlaps(a: Lines, b: Lines): boolean {
  return a.file === b.file && a.startLine <= b.endLine && b.startLine <= a.endLine;
}

function commentAt(
  { file, startLine, endLine }: Lines,
  about: Subject,
  view: ReportView,
  suggestion: Suggestion | null,
  elsewhere?: Suggestion,
): ReviewComment {
  return {
    path: file,
    startLine: startLine === endLine ? null : startLine,
    line: endLine,
    body: commentBody(about, view, suggestion, elsewhere),
    subject: about.id,
    fingerprints: about.findings.map(({ fingerprint }) => fingerprint),
  };
}

function firstPlace(findings: readonly ReportFinding[], diff: readonly DiffFile[]): Lines | null {
  const places: ReportLocation[] = findings.flatMap(({ location, related }) => [location, ...related]);
  for (const { file, startLine, endLine, endColumn } of places) {
    // A range that ends before the first column of a line does not hold that line.
    const last = endColumn === 1 && endLine > startLine ? endLine - 1 : endLine;
    if (hunkWith(diff, file, startLine, last) !== null) return { file, startLine, endLine: last };
    if (hunkWith(diff, file, startLine, startLine) !== null) return { file, startLine, endLine: startLine };
  }
  return null;
}

function commentBody(
  subject: Subject,
  view: ReportView,
  suggestion: Suggestion | null,
  elsewhere: Suggestion | undefined,
): string {
  const { findings, id } = subject;
  const marker = formatMarker({
    key: view.context.key,
    kind: 'comment',
    subject: id,
    fingerprints: findings.map(({ fingerprint }) => fingerprint),
  });
  const reserved = Buffer.byteLength(marker) + Buffer.byteLength(suggestion?.block ?? '') + 500;
  const out = new BoundedText(MAX_COMMENT_BYTES - reserved);
  const entries = entriesOf(findings);
  const [first, ...rest] = entries;
  const worst = findings[0];
  if (first?.kind === 'image') {
    const upgrade = bestUpgradeOf(first.findings);
    out.add(`**${markdownText(`${countAdvisories(first.findings)} in ${first.image}.${upgrade}`, 2000)}**`);
    const { packages } = first;
    out.addList({
      items: packages.map((group) => () => packageRow(group)),
      counts: packages.map((group) => group.findings.length),
      before: `${PACKAGE_COLUMNS}\n`,
      after: '',
      separator: '\n',
      share: 0.7,
      noun: (count) => (count === 1 ? 'known vulnerability is' : 'known vulnerabilities are'),
    });
    const repair = rebuildText(packages);
    if (repair !== null) out.add(repair);
  } else out.add(`**${markdownText(worst.message, 2000)}**`);
  const why = view.context.describeRule(worst.rule)?.why;
  if (why !== undefined) out.add(markdownText(why));
  const rule = first?.kind === 'image' ? 'vulnerability/*' : worst.rule;
  const facts = `${worst.severity}, ${worst.effect === 'block' ? 'blocks' : 'warning'}, ${markdownCode(rule, 100)}`;
  const body = [facts, suggestionPart(suggestion, findings), elsewherePart(elsewhere)]
    .filter((part) => part !== '')
    .join('\n\n');
  const counts = rest.map((entry) => (entry.kind === 'image' ? entry.findings.length : 1));
  const more = counts.reduce((sum, count) => sum + count, 0);
  const tail = new BoundedText(out.room);
  tail.addList({
    items: rest.map((entry) => () => entryDetail(withoutFix(entry), view)),
    counts,
    before: `<details><summary>${plural(more, 'more finding')} here</summary>\n\n`,
    after: '\n\n</details>',
    separator: '\n\n',
    share: 0.9,
    maxItems: MAX_DETAILS,
    noun: (count) => (count === 1 ? 'finding is' : 'findings are'),
  });
  return [out.toString(), body, tail.toString(), marker].filter((part) => part !== '').join('\n\n');
}

const MAX_SETTLED = 12;

/** What one click settles is said, unless it is all that the comment is about. */
function suggestionPart(suggestion: Suggestion | null, findings: Subject['findings']): string {
  if (suggestion === null) return '';
  const { settles, block } = suggestion;
  if (settles.length === 1 && findings.length === 1) return block;
  const rules = [...new Set(settles.map(({ rule }) => rule))];
  const shown = rules.slice(0, MAX_SETTLED).map((rule) => markdownCode(rule, 100));
  const left = rules.length - shown.length;
  return `This settles ${shown.join(', ')}${left > 0 ? ` and ${plural(left, 'more rule')}` : ''}:\n\n${block}`;
}

function elsewherePart(suggestion: Suggestion | undefined): string {
  if (suggestion === undefined) return '';
  return `The suggestion at ${markdownCode(placeText(suggestion), 300)} settles this too.`;
}

function withoutFix(entry: Entry): Entry {
  return entry.kind === 'image' ? entry : { ...entry, finding: { ...entry.finding, fix: null } };
}

/** " Upgrading openssl to 3.1.4-r3 removes 7 of them.", of what blocks where anything does. */
function bestUpgradeOf(findings: readonly ReportFinding[]): string {
  const blocking = findings.filter(({ effect }) => effect === 'block');
  const best = bestUpgrade(blocking.length > 1 ? blocking : findings);
  if (best === null) return '';
  const { source, version, removes, of } = best;
  const kind = blocking.length > 1 ? `${of} that block` : `${of}`;
  return ` Upgrading ${source} to ${version} removes ${removes} of ${kind}.`;
}
