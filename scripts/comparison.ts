import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TOOL_PINS } from '../src/tools/index.ts';
import { compare, formatComparison } from './comparison/run.ts';

/** Writes docs/comparison.md from runs of the gate and of Trivy. `--check` writes nothing: exit 1 on drift. */

const path = fileURLToPath(new URL('../docs/comparison.md', import.meta.url));
const text = formatComparison(await compare(), TOOL_PINS.trivy.version);
if (!process.argv.includes('--check')) {
  writeFileSync(path, text);
  console.log('docs/comparison.md written');
} else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
  console.error('docs/comparison.md is not what the runs say. Run: npm run docs:comparison');
  process.exitCode = 1;
}
