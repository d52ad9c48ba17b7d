import type { Report } from '../schema.ts';
import type { ReportView } from '../view.ts';
import { renderAnnotations } from './annotations.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { renderSarif } from './sarif.ts';
import type { Style } from './terminal-style.ts';
import { renderText } from './text.ts';

export const FORMATS = ['text', 'json', 'sarif', 'markdown', 'annotations'] as const;
export type Format = (typeof FORMATS)[number];

export interface Reporter {
  readonly format: Format;
  /** Pure: the same view gives the same text, in pieces of any size. `style` matters to `text` alone. */
  readonly render: (view: ReportView, style?: Style) => Iterable<string>;
}

export const REPORTERS: readonly Reporter[] = [
  { format: 'text', render: renderText },
  { format: 'json', render: renderJson },
  { format: 'sarif', render: renderSarif },
  { format: 'markdown', render: (view) => [renderMarkdown(view)] },
  { format: 'annotations', render: (view) => [renderAnnotations(view)] },
];

export function renderReport(format: Format, view: ReportView, style?: Style): string {
  return [...reportPieces(format, view, style)].join('');
}

/** Long enough that writing one costs little, short enough that it is soon gone again. */
const PIECE_LENGTH = 64 * 1024;

/** The text of `renderReport` in pieces: a report of a hundred thousand findings is never whole in memory. */
export function* reportPieces(format: Format, view: ReportView, style?: Style): Iterable<string> {
  const reporter = REPORTERS.find((each) => each.format === format);
  if (reporter === undefined) throw new TypeError(`No reporter writes ${format}.`);
  yield* inPieces(reporter.render(view, style));
}

/** The report itself, which nothing has to be summed up for: `reportPieces` of `json`, without a view. */
export function jsonReportPieces(report: Report): Iterable<string> {
  return inPieces(renderJson({ report }));
}

function* inPieces(texts: Iterable<string>): Iterable<string> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
