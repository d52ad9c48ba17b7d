import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compare, formatComparison } from '../../scripts/comparison/run.ts';
import { TOOL_PINS } from '../../src/tools/index.ts';

/** The table of docs/comparison.md is what the gate and Trivy say today, and the gate is right in all of it. */
test('docs/comparison.md is what real runs say', async () => {
  const compared = await compare();
  expect(compared).toHaveLength(60);
  expect(compared.filter(({ gateFinds, isBad }) => gateFinds !== isBad).map(({ fixture }) => fixture)).toEqual([]);
  const docs = fileURLToPath(new URL('../../docs/comparison.md', import.meta.url));
  expect(readFileSync(docs, 'utf8')).toBe(formatComparison(compared, TOOL_PINS.trivy.version));
});
