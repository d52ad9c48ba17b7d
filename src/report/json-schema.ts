import { z } from 'zod';
import { ReportSchema } from './schema.ts';

/** The JSON Schema (draft 2020-12) of report v1, as docs/schema/report.schema.json holds it. */
export function reportJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(ReportSchema, { target: 'draft-2020-12' });
  return { $schema, title: 'supply-chain-gate report v1', ...rest };
}
