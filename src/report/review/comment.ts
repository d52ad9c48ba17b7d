import { bestUpgrade, countAdvisories, type Entry, entriesOf } from '../advisories.ts';
import { formatMarker, markdownCode, markdownText } from '../escape/index.ts';
import { BoundedText } from '../reporters/bounded.ts';
import { entryDetail, PACKAGE_COLUMNS, packageRow } from '../reporters/markdown-parts.ts';
import type { ReportFinding, ReportLocation } from '../schema.ts';
import { plural, type ReportView } from '../view.ts';
import { type DiffFile, hunkWith } from './diff.ts';
import type { Subject } from './subjects.ts';
import { type Suggestion, suggestionFor } from './suggestion.ts';

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

/** The comment on a subject: where its fix can be applied, else its first place in the diff; null where it has none. */
export function commentOn(
  subject: Subject,
  view: ReportView,
  diff: readonly DiffFile[],
  texts: ReadonlyMap<string, string>,
): ReviewComment | null {
  const suggestion = firstSuggestion(subject, diff, texts);
  // Warnings alone are worth a line of the diff only where one click settles them: the body lists them anyway.
  if (suggestion === null && subject.findings.every(({ effect }) => effect !== 'block')) return null;
  const place = suggestion ?? firstPlace(subject, diff);
  if (place === null) return null;
  return {
    path: place.file,
    startLine: place.startLine === place.endLine ? null : place.startLine,
    line: place.endLine,
    body: commentBody(subject, view, suggestion),
    subject: subject.id,
    fingerprints: subject.findings.map(({ fingerprint }) => fingerprint),
  };
}

function firstSuggestion(
  { findings }: Subject,
  diff: readonly DiffFile[],
  texts: ReadonlyMap<string, string>,
): Suggestion | null {
  for (const finding of findings) {
    const suggestion = suggestionFor(finding, diff, texts);
    if (suggestion !== null) return suggestion;
  }
  return null;
}

function firstPlace({ findings }: Subject, diff: readonly DiffFile[]) {
  const places: ReportLocation[] = findings.flatMap(({ location, related }) => [location, ...related]);
  for (const { file, startLine, endLine, endColumn } of places) {
    // A range that ends before the first column of a line does not hold that line.
    const last = endColumn === 1 && endLine > startLine ? endLine - 1 : endLine;
    if (hunkWith(diff, file, startLine, last) !== null) return { file, startLine, endLine: last };
    if (hunkWith(diff, file, startLine, startLine) !== null) return { file, startLine, endLine: startLine };
  }
  return null;
}

function commentBody(subject: Subject, view: ReportView, suggestion: Suggestion | null): string {
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
  } else out.add(`**${markdownText(worst.message, 2000)}**`);
  const why = view.context.describeRule(worst.rule)?.why;
  if (why !== undefined) out.add(markdownText(why));
  const rule = first?.kind === 'image' ? 'vulnerability/*' : worst.rule;
  const facts = `${worst.severity}, ${worst.effect === 'block' ? 'blocks' : 'warning'}, ${markdownCode(rule, 100)}`;
  const settles = entries.length === 1 ? '' : `This settles ${markdownCode(suggestion?.rule ?? '', 100)}:\n\n`;
  const body = suggestion === null ? facts : `${facts}\n\n${settles}${suggestion.block}`;
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
