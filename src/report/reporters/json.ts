import { jsonPieces } from '../escape/index.ts';
import type { ReportView } from '../view.ts';

/** Report v1 itself. */
export function renderJson({ report }: ReportView): Iterable<string> {
  return jsonPieces(report);
}
