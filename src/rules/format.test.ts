import { expect, test } from 'vitest';
import { describeRule, explainRule, formatRules, RULES, similarRules } from './index.ts';

const PRIVILEGED = RULES.find((rule) => rule.id === 'pss/privileged');
const WORKFLOW = RULES.find((rule) => rule.id === 'gate/workflow-changed');
const OWNER = RULES.find((rule) => rule.id === 'incident/owner');
const TWO = [WORKFLOW, PRIVILEGED].filter((rule) => rule !== undefined);

test('text goes by topic, in the order of the checklist', () => {
  expect(formatRules(TWO, 'text')).toBe(
    [
      'Pod Security Standards',
      '  pss/privileged         critical  Privileged container',
      '',
      'Admission as code',
      '  gate/workflow-changed  high      Workflow of the gate changed',
      '',
      '2 rules. explain RULE says what one means and how to repair it.',
      '',
    ].join('\n'),
  );
});

test('text says which rules are off', () => {
  const off = (rules: typeof RULES) =>
    formatRules(rules, 'text')
      .split('\n')
      .filter((line) => line.endsWith(' (off until asked for)'));
  expect(off(TWO)).toEqual([]);
  expect(off(OWNER === undefined ? [] : [OWNER])).toEqual([
    '  incident/owner  low       Workloads of nobody (off until asked for)',
  ]);
});

test('JSON holds every rule with all that is known of it', () => {
  expect(
    JSON.parse(
      formatRules(
        [...TWO, OWNER].filter((rule) => rule !== undefined),
        'json',
      ),
    ),
  ).toEqual({
    rules: [
      { ...PRIVILEGED, optIn: false },
      { ...WORKFLOW, optIn: false },
      { ...OWNER, optIn: true },
    ],
  });
});

test('Markdown escapes what Markdown would read', () => {
  const rule = {
    ...TWO[0],
    id: 'pss/x',
    topic: 'runtime',
    level: null,
    severity: 'low',
    title: 'A <b>|*',
    cis: [],
    nsa: [],
  } as const;
  const text = formatRules(
    [{ ...rule, means: '[x](y).', why: 'w.', repair: 'r.', docs: 'https://kubernetes.io/' }],
    'markdown',
  );
  expect(text).toContain('| [`pss/x`](#pssx) | low | A \\<b\\>\\|\\* |');
  expect(text).toContain('\n\n\\[x\\](y).\n\n');
});

test('explain says what, why and what to do, in lines that a terminal shows', () => {
  const text = PRIVILEGED === undefined ? '' : explainRule(PRIVILEGED);
  expect(text).toMatch(
    /^pss\/privileged: Privileged container\n\n {2}Severity: {2}critical\n {2}Topic: {5}Pod Security Standards\n/,
  );
  expect(text).toContain('\nWhat to do: Remove privileged');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('an advisory is described by the rule of its family', () => {
  const family = describeRule('vulnerability/*');
  expect(describeRule('vulnerability/CVE-2024-1234')).toBe(family);
  expect(describeRule('nonsense/rule')).toBeNull();
  expect(describeRule('nonsense')).toBeNull();
});

test.each([
  ['pss/runasnonroot', ['pss/runAsNonRoot']],
  ['runAsNonRoot', ['pss/runAsNonRoot']],
  [
    'gate',
    [
      'gate/exception-expired',
      'gate/exception-refused',
      'gate/policy-changed',
      'gate/suppression-refused',
      'gate/workflow-changed',
    ],
  ],
  ['nonsense', []],
])('a rule that was probably meant by %s', (wanted, ids) => expect([...similarRules(wanted)].sort()).toEqual(ids));

test.each([
  ['pss/runAsNonRot', 'pss/runAsNonRoot'],
  ['rbac/wildcrd', 'rbac/wildcard'],
  ['secrets/gitleak', 'secrets/gitleaks'],
  [`pss/${'x'.repeat(1000)}`, 'pss/allowPrivilegeEscalation'],
])('of a family the nearest comes first: %s', (wanted, first) => {
  expect(similarRules(wanted)[0]).toBe(first);
});
