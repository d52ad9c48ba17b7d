import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatRules, RULES } from '../src/rules/index.ts';

/** Writes docs/rules.md from the rules. `--check` writes nothing: exit 1 on drift. */

const path = fileURLToPath(new URL('../docs/rules.md', import.meta.url));
const text = formatRules(RULES, 'markdown');
if (!process.argv.includes('--check')) {
  writeFileSync(path, text);
  console.log(`docs/rules.md written: ${RULES.length} rules`);
} else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
  console.error('docs/rules.md is not what the rules say. Run: npm run docs');
  process.exitCode = 1;
}
