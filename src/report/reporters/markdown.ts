import { entriesOf } from '../advisories.ts';
import { fixHolders } from '../fix-holders.ts';
import type { ReportView } from '../view.ts';
import { BoundedText } from './bounded.ts';
import {
  baselineRow,
  entryDetail,
  entryRow,
  exceptedRow,
  FINDING_COLUMNS,
  firstStepsPart,
  footerPart,
  IMAGE_COLUMNS,
  imageRow,
  noticesPart,
  topicsPart,
  verdictPart,
} from './markdown-parts.ts';

/** GitHub refuses a job summary over 1 MiB; a little is kept for what other tools of the step may add. */
export const MAX_SUMMARY_BYTES = 1_000_000;

/** The job summary: verdict, what to do first, a table, then details folded. */
export function renderMarkdown(view: ReportView): string {
  return `${composeMarkdown(view, { maxBytes: MAX_SUMMARY_BYTES, maxRows: 1000, images: true })}\n`;
}

export interface Composition {
  readonly maxBytes: number;
  readonly maxRows: number;
  /** With a table of all images. */
  readonly images: boolean;
}

/** Markdown for GitHub within its limit: what does not fit is counted, never cut in the middle. */
export function composeMarkdown(view: ReportView, { maxBytes, maxRows, images }: Composition): string {
  const footer = footerPart(view);
  const out = new BoundedText(maxBytes - Buffer.byteLength(footer) - 2);
  out.add(verdictPart(view));
  for (const part of [firstStepsPart(view), noticesPart(view)]) if (part !== null) out.add(part);
  const findings = (count: number): string => (count === 1 ? 'finding is' : 'findings are');
  const entries = entriesOf(view.open);
  const holders = fixHolders(view.open);
  const counts = entries.map((entry) => (entry.kind === 'image' ? entry.findings.length : 1));
  out.addList({
    items: entries.map((entry) => () => entryRow(entry)),
    counts,
    before: `${FINDING_COLUMNS}\n`,
    after: '',
    separator: '\n',
    share: 0.4,
    maxItems: maxRows,
    noun: findings,
  });
  out.addList({
    items: entries.map((entry) => () => entryDetail(entry, view, holders)),
    counts,
    ...folded(`Details of the findings (${view.open.length})`),
    separator: '\n\n',
    share: 0.6,
    maxItems: maxRows,
    noun: findings,
  });
  out.addList({
    items: view.excepted.map((finding) => () => exceptedRow(finding)),
    ...folded(`Let through by an exception (${view.excepted.length})`),
    separator: '\n',
    share: 0.3,
    noun: findings,
  });
  out.addList({
    items: view.baseline.map((finding) => () => baselineRow(finding)),
    ...folded(`Known at the base, not this change's (${view.baseline.length})`),
    separator: '\n',
    share: 0.4,
    noun: findings,
  });
  if (images) {
    const topics = topicsPart(view);
    if (topics !== null) out.add(topics);
    const { images: all } = view.report;
    const { before, after } = folded(`Images (${all.length})`);
    out.addList({
      items: all.map((image) => () => imageRow(image)),
      before: `${before}${IMAGE_COLUMNS}\n`,
      after,
      separator: '\n',
      share: 0.8,
      noun: (count) => (count === 1 ? 'image is' : 'images are'),
    });
  }
  return `${out.toString()}\n\n${footer}`;
}

/** `summary` is ours. GitHub needs the empty lines to read Markdown inside. */
function folded(summary: string): { readonly before: string; readonly after: string } {
  return { before: `<details><summary>${summary}</summary>\n\n`, after: '\n\n</details>' };
}
