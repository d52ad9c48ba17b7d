import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { TOPICS } from '../src/domain/index.ts';
import { addToArray, RULE_ID, ruleFiles, SCOPES } from './new-rule/scaffold.ts';

/**
 * Starts a hardening rule: its file, its test, a failing and two passing fixtures, and its line in the array.
 *
 *     npm run new-rule -- container/readOnlyRootFilesystem --scope pod --topic pod-security
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { scope: { type: 'string', default: 'pod' }, topic: { type: 'string', default: 'pod-security' } },
});
const id = positionals[0] ?? '';
const scope = SCOPES.find((name) => name === values.scope);
const topic = TOPICS.find((candidate) => candidate.id === values.topic);
if (!RULE_ID.test(id) || scope === undefined || topic === undefined) {
  console.error('usage: npm run new-rule -- FAMILY/NAME [--scope SCOPE] [--topic TOPIC]');
  console.error(`SCOPE is one of ${SCOPES.join(', ')}; TOPIC one of ${TOPICS.map((entry) => entry.id).join(', ')}.`);
  process.exit(2);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const files = ruleFiles({ id, scope, topic: topic.id });
const present = Object.keys(files).filter((path) => existsSync(`${root}${path}`));
if (present.length > 0) {
  console.error(`${present.join(', ')} exists already; nothing was written.`);
  process.exit(1);
}
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(`${root}${path}`), { recursive: true });
  writeFileSync(`${root}${path}`, text);
  console.log(path);
}
const array = `${root}src/check/hardening/rules/index.ts`;
writeFileSync(array, addToArray(readFileSync(array, 'utf8'), id));
console.log('src/check/hardening/rules/index.ts');
console.log('Write the rule and its fixtures, then run: npx biome check --write src && npm run docs && npm test');
