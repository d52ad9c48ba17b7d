import { expect, test } from 'vitest';
import { completePolicy } from './schema.ts';

type Hardening = ReturnType<typeof completePolicy>['hardening'];

test.each<[what: string, file: object, level: Hardening['podSecurity']['level'], rules: Hardening['rules']]>([
  ['no profile', {}, 'restricted', {}],
  ['baseline', { profile: 'baseline' }, 'baseline', {}],
  ['restricted', { profile: 'restricted' }, 'restricted', {}],
  ['production-baseline blocks', { profile: 'production-baseline' }, 'restricted', { '*': 'error' }],
  [
    'what the file says wins',
    { profile: 'production-baseline', hardening: { podSecurity: { level: 'baseline' }, rules: { '*': 'warn' } } },
    'baseline',
    { '*': 'warn' },
  ],
  [
    'single rules beside it',
    { profile: 'production-baseline', hardening: { rules: { 'rbac/*': 'warn' } } },
    'restricted',
    { '*': 'error', 'rbac/*': 'warn' },
  ],
])('%s', (_, file, level, rules) => {
  const { hardening } = completePolicy({ version: 1, ...file });
  expect(hardening.podSecurity.level).toBe(level);
  expect(hardening.rules).toEqual(rules);
});
