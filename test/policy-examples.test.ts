import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY, parsePolicy } from '../src/policy/index.ts';

/** What the documents show of a policy, in blocks that begin with one of its keys, is one that the gate takes. */

const ROOT = join(import.meta.dirname, '..');
const documents = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
);
const examples = documents.flatMap((path) =>
  fromMarkdown(readFileSync(join(ROOT, path), 'utf8')).children.flatMap((node) => {
    const key = node.type === 'code' ? (/^(\w+):/.exec(node.value)?.[1] ?? '') : '';
    if (node.type !== 'code' || !Object.hasOwn(DEFAULT_POLICY, key)) return [];
    return [{ place: `${path}:${node.position?.start.line}`, text: node.value }];
  }),
);

test.each(examples)('$place', ({ place, text }) => {
  const filled = text.replaceAll(/\bsha256: (?:<[^>]+>|[0-9a-f]+…)/g, `sha256: ${'a'.repeat(64)}`);
  const whole = /^version:/.test(filled) ? filled : `version: 1\n${filled}`;
  expect(parsePolicy(Buffer.from(whole), place).policy.version).toBe(1);
});

test('each option of vulnerabilities that decides what blocks is in an example of its document', () => {
  const text = examples.flatMap((one) => (one.place.startsWith('docs/vulnerabilities.md') ? one.text : [])).join('\n');
  const keys = [
    ...['severity', 'ignoreUnfixed', 'ignoreStatuses', 'ignorePackages', 'ignoreFiles'],
    ...['grace', 'kev', 'vex', 'vexAttestations', 'endOfLife'],
  ];
  expect(keys.filter((key) => !new RegExp(`^ +${key}:`, 'm').test(text))).toEqual([]);
});
