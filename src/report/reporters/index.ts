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
  /** Pure: the same view gives the same text. `style` matters to `text` alone. */
  readonly render: (view: ReportView, style?: Style) => string;
}

export const REPORTERS: readonly Reporter[] = [
  { format: 'text', render: renderText },
  { format: 'json', render: renderJson },
  { format: 'sarif', render: renderSarif },
  { format: 'markdown', render: renderMarkdown },
  { format: 'annotations', render: renderAnnotations },
];

export function renderReport(format: Format, view: ReportView, style?: Style): string {
  const reporter = REPORTERS.find((each) => each.format === format);
  if (reporter === undefined) throw new TypeError(`No reporter writes ${format}.`);
  return reporter.render(view, style);
}
