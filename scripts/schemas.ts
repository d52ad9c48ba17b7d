import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { policyJsonSchema } from '../src/policy/json-schema.ts';
import { reportJsonSchema } from '../src/report/index.ts';

/** Writes docs/schema/*.schema.json from the schemas the code parses with. `--check` writes nothing: exit 1 on drift. */

const schemas: Readonly<Record<string, Record<string, unknown>>> = {
  'report.schema.json': reportJsonSchema(),
  'policy.schema.json': policyJsonSchema(),
};

const check = process.argv.includes('--check');
let drifted = 0;
for (const [name, schema] of Object.entries(schemas)) {
  const path = fileURLToPath(new URL(`../docs/schema/${name}`, import.meta.url));
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (!check) {
    writeFileSync(path, text);
    console.log(`docs/schema/${name} written`);
  } else if (readText(path) !== text) {
    drifted += 1;
    console.error(`docs/schema/${name} is not what the code says. Run: npm run schemas`);
  }
}
process.exitCode = drifted === 0 ? 0 : 1;

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
