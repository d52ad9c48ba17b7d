import { jsonPieces } from '../escape/index.ts';
import type { ReportView } from '../view.ts';

/** Report v1 itself. */
export function renderJson({ report }: Pick<ReportView, 'report'>): Iterable<string> {
  return jsonPieces(report);
}
