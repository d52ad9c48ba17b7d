import { visibleLine } from './escape/index.ts';
import { composeMarkdown } from './reporters/markdown.ts';
import type { ReportFinding } from './schema.ts';
import { plural, type ReportView, titleOf } from './view.ts';

/** An annotation of a check run: plain text, shown as it is. */
export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** UTF-16 columns; null where the range has several lines, for which GitHub takes none. */
  readonly columns: { readonly start: number; readonly end: number } | null;
  readonly level: 'failure' | 'warning';
  readonly title: string;
  readonly message: string;
}

export interface CheckRunDraft {
  readonly name: string;
  readonly conclusion: 'success' | 'failure';
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  /** At most 1,000, the worst first. */
  readonly annotations: readonly CheckAnnotation[];
}

const MAX_ANNOTATIONS = 1000;
/** GitHub's limit is 65,535 characters. Bytes are counted, which is never fewer. */
const MAX_SUMMARY = 65_000;
/** GitHub's limits are 64 KB and 255 characters. */
const MAX_MESSAGE = 8000;
const MAX_TITLE = 200;

/** The check run of a view: the summary, and an annotation for each open finding as far as they fit; the rest is counted. */
export function renderCheckRun(view: ReportView): CheckRunDraft {
  const { report, context } = view;
  const shown = view.open.slice(0, MAX_ANNOTATIONS);
  const left = view.open.length - shown.length;
  const note =
    left === 0 ? '' : `${plural(left, 'more finding')} did not fit here as annotations; the report lists all.\n\n`;
  const summary = composeMarkdown(view, { maxBytes: MAX_SUMMARY - note.length, maxRows: 50, images: false });
  return {
    name: context.key === 'default' ? 'supply-chain-gate report' : `supply-chain-gate report (${context.key})`,
    conclusion: report.verdict === 'pass' ? 'success' : 'failure',
    title: visibleLine(view.headline, MAX_TITLE),
    summary: `${note}${summary}`,
    annotations: shown.map((finding) => annotationOf(finding, view)),
  };
}

function annotationOf(finding: ReportFinding, { context }: ReportView): CheckAnnotation {
  const { file, startLine, endLine, startColumn, endColumn, exact } = finding.location;
  const last = exact ? endLine : startLine;
  const oneLine = exact && last === startLine;
  return {
    path: file,
    startLine,
    endLine: last,
    columns: oneLine ? { start: startColumn, end: Math.max(startColumn, endColumn) } : null,
    level: finding.effect === 'block' ? 'failure' : 'warning',
    title: visibleLine(`${titleOf(finding, context)} (${finding.rule})`, MAX_TITLE),
    message: visibleLine(finding.message, MAX_MESSAGE) || visibleLine(finding.rule, MAX_MESSAGE),
  };
}
