import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HARDENING_RULES } from '../../src/check/hardening/index.ts';

const namesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -'.test.ts'.length));
const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

test('every family of rules about one state has its mutations in a file of its name', () => {
  const families = HARDENING_RULES.filter(({ scope }) => scope !== 'pod-security' && scope !== 'change').map(
    ({ description }) => description.id.split('/')[0] ?? '',
  );
  const files = namesIn(import.meta.dirname).filter((name) => name !== 'families');
  expect([...files].sort()).toEqual(unique(families));
});

test('every rule about changes has mutations in a file of its name', () => {
  const rules = HARDENING_RULES.filter(({ scope }) => scope === 'change').map(
    ({ description }) => description.id.split('/')[1] ?? '',
  );
  const files = namesIn(join(import.meta.dirname, 'change')).filter((name) => name !== 'nothing-taken-away');
  expect([...files].sort()).toEqual(unique(rules));
});
