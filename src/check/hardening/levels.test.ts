import { describe, expect, test } from 'vitest';
import { contexts, manifestOf } from '../../../test/support/hardening.ts';
import { completePolicy } from '../../policy/schema.ts';
import { checkHardening } from './check.ts';
import { lintRuleLevels } from './levels.ts';

function policy(podSecurity: object, rules: Record<string, string | false> = {}) {
  return completePolicy({ version: 1, hardening: { podSecurity, rules } });
}

/** A Pod that fails one baseline check (privileged) and one restricted check (runAsNonRoot). */
const POD = manifestOf({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'api' },
  ...contexts(
    { privileged: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    { seccompProfile: { type: 'RuntimeDefault' } },
  ),
});

function effects(podSecurity: object, rules: Record<string, string | false> = {}): readonly string[] {
  return checkHardening([POD], { policy: policy(podSecurity, rules) })
    .findings.filter(({ rule }) => rule.startsWith('pss/'))
    .map(({ rule, enforcement }) => `${rule} ${enforcement}`);
}

describe('the level of a rule', () => {
  test.each<[what: string, podSecurity: object, rules: Record<string, string | false>, effects: readonly string[]]>([
    ['by default the checks of the level block', {}, {}, ['pss/privileged block', 'pss/runAsNonRoot block']],
    ['restricted checks are off at baseline', { level: 'baseline' }, {}, ['pss/privileged block']],
    ['all checks are off at privileged', { level: 'privileged' }, {}, []],
    ['* sets all', {}, { '*': 'warn' }, ['pss/privileged warn', 'pss/runAsNonRoot warn']],
    ['a prefix beats *', {}, { '*': 'off', 'pss/*': 'warn' }, ['pss/privileged warn', 'pss/runAsNonRoot warn']],
    [
      'the longer prefix wins, in whatever order',
      {},
      { 'pss/run*': 'off', 'pss/*': 'warn', '*': 'error' },
      ['pss/privileged warn'],
    ],
    [
      'the id beats every prefix',
      {},
      { 'pss/runAsNonRoot': 'warn', 'pss/*': 'off', 'pss/runAsNonRoo*': 'off' },
      ['pss/runAsNonRoot warn'],
    ],
    [
      'a prefix adds no check that the level leaves out',
      { level: 'baseline' },
      { 'pss/*': 'error' },
      ['pss/privileged block'],
    ],
    [
      'an id does',
      { level: 'baseline' },
      { 'pss/runAsNonRoot': 'warn' },
      ['pss/privileged block', 'pss/runAsNonRoot warn'],
    ],
    ['false reads as off', {}, { 'pss/*': false }, []],
  ])('%s', (_, podSecurity, rules, expected) => expect(effects(podSecurity, rules)).toEqual(expected));
});

describe('lint', () => {
  test.each<[pattern: string, hint: string | null]>([
    ['pss/runAsNonRoot', null],
    ['pss/*', null],
    ['*', null],
    ['pss/runAsNonroot', 'Write pss/runAsNonRoot.'],
    ['psp/*', '`supply-chain-gate rules` lists the ids.'],
    ['image/unpinned', 'Use images.digest, images.tags and images.allow.'],
    ['vulnerability/CVE-2024-1234', 'Use vulnerabilities.severity, or an exception.'],
  ])('%s', (pattern, hint) => {
    const lint = lintRuleLevels(policy({}, { [pattern]: 'warn' }));
    if (hint === null) expect(lint).toEqual([]);
    else {
      expect(lint).toMatchObject([{ path: ['hardening', 'rules', pattern], remedy: hint }]);
    }
  });
});
