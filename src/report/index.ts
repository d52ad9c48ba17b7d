export { buildReport, type CheckOutcomes, type ReportInput, reportImage } from './build.ts';
export { type CheckAnnotation, type CheckRunDraft, renderCheckRun } from './check-run.ts';
export * from './escape/index.ts';
export { reportJsonSchema } from './json-schema.ts';
export { noticesOf } from './notices.ts';
export {
  FORMATS,
  type Format,
  jsonReportPieces,
  REPORTERS,
  type Reporter,
  renderReport,
  reportPieces,
} from './reporters/index.ts';
export type { Style } from './reporters/terminal-style.ts';
export type { ReviewComment } from './review/comment.ts';
export type { DiffFile, DiffHunk } from './review/diff.ts';
export { type ReviewDraft, type ReviewOptions, renderReview } from './review/review.ts';
export {
  type Report,
  type ReportFinding,
  type ReportImage,
  ReportImageSchema,
  type ReportJudged,
  ReportSchema,
  type ReportTools,
} from './schema.ts';
export { buildView, type ReportContext, type ReportView } from './view.ts';
