export { buildReport, type CheckOutcomes, type ReportInput, reportImage } from './build.ts';
export { reportJsonSchema } from './json-schema.ts';
export {
  type Report,
  type ReportFinding,
  type ReportImage,
  ReportImageSchema,
  ReportSchema,
  type ReportTools,
} from './schema.ts';
