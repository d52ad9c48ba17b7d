import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { policyJsonSchema } from '../policy/json-schema.ts';
import { reportJsonSchema } from './json-schema.ts';

test.each([
  ['report.schema.json', reportJsonSchema],
  ['policy.schema.json', policyJsonSchema],
])('docs/schema/%s is what the code says (scripts/schemas.ts writes it)', (name, schema) => {
  const text = readFileSync(new URL(`../../docs/schema/${name}`, import.meta.url), 'utf8');
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(schema())));
});
