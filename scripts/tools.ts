/**
 * Brings real tools for the demo and the tests: `node scripts/tools.ts trivy helm kustomize`, or `all`.
 * In parallel, with a line for each step; ends with 1 when one cannot be had. See test/support/tools.ts for the order.
 */
import { listTools, requireTool } from '../test/support/tools.ts';

const named = process.argv.slice(2);
if (named.length === 0) {
  console.error(`usage: node scripts/tools.ts all | NAME...   (${listTools().join(' ')})`);
  process.exit(2);
}
const names = named.includes('all') ? [...listTools()] : [...new Set(named)];
const results = await Promise.allSettled(names.map((name) => requireTool(name, (line) => console.error(line))));
const failures = results.filter((result) => result.status === 'rejected');
for (const { reason } of failures) console.error(reason instanceof Error ? reason.message : String(reason));
process.exit(failures.length === 0 ? 0 : 1);
