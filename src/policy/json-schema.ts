import { z } from 'zod';
import { PolicySchema } from './schema.ts';

/**
 * The JSON Schema (draft 2020-12) of the policy file as people write it, for editors: docs/schema/policy.schema.json.
 * Where a value is read leniently first (`false` for `off`), the strict form is what an editor should suggest.
 */
export function policyJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(PolicySchema, {
    io: 'input',
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      // zod leaves a default out where a lenient reading stands before it; here both forms have the same default.
      if (def.type === 'default' && jsonSchema.default === undefined) jsonSchema.default = def.defaultValue;
      if (def.type !== 'pipe' || def.in._zod.def.type !== 'transform') return;
      const { $schema: _, ...strict } = z.toJSONSchema(def.out, { io: 'input', unrepresentable: 'any' });
      Object.assign(jsonSchema, strict);
    },
  });
  return { $schema, title: 'supply-chain-gate policy', ...rest };
}
