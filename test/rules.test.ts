import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { addToArray, ruleFiles, SCOPES } from '../scripts/new-rule/scaffold.ts';
import { HARDENING_RULES } from '../src/check/hardening/index.ts';
import { NSA } from '../src/check/hardening/references.ts';
import { describeRule, formatRules, RULES } from '../src/rules/index.ts';
import { findingsIn, ruleFixtures } from './support/rule-fixtures.ts';

/** The array, the folder, the fixtures and the docs say the same: nothing is missing, and nothing is left over. */

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const IDS = HARDENING_RULES.map((rule) => rule.description.id);
const { fixtures, stray } = ruleFixtures();

describe('the array of hardening rules', () => {
  const folder = `${ROOT}src/check/hardening/rules`;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.includes('/') && file.endsWith('.ts'));

  test('holds every file of the folder, and only those', () => {
    const rules = files.filter((file) => !file.endsWith('.test.ts')).map((file) => file.replace(/\.ts$/, ''));
    expect(rules.sort()).toEqual([...IDS].sort());
  });

  test('has a test beside every rule', () => {
    const tested = files.filter((file) => file.endsWith('.test.ts')).map((file) => file.replace(/\.test\.ts$/, ''));
    expect(tested.sort()).toEqual([...IDS].sort());
  });
});

describe('the catalogue', () => {
  test('has every id once', () => expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length));

  test.each(RULES.map((rule) => [rule.id, rule] as const))('%s is written to the end', (id, rule) => {
    expect(id).toMatch(/^[a-z]+\/([A-Za-z][A-Za-z0-9_-]*|\*)$/);
    expect(JSON.stringify(rule)).not.toMatch(/TODO/);
    expect(rule.title).not.toMatch(/\.$/);
    for (const text of [rule.means, rule.why, rule.repair]) expect(text).toMatch(/^[A-Za-z0-9].*\.$/);
    expect(describeRule(id)).toBe(rule);
  });

  /** Who defines what a rule is about. Kubernetes itself wherever it has a page. */
  const AUTHORITIES = [
    'argo-cd.readthedocs.io',
    'csrc.nist.gov',
    'docs.aws.amazon.com',
    'docs.github.com',
    'docs.sigstore.dev',
    'fluxcd.io',
    'helm.sh',
    'istio.io',
    'kubectl.docs.kubernetes.io',
    'kubernetes.io',
    'kyverno.io',
    'open-policy-agent.github.io',
    'trivy.dev',
  ];

  test.each(RULES.map((rule) => [rule.id, rule] as const))('%s refers to an authority', (_, rule) => {
    expect(AUTHORITIES).toContain(new URL(rule.docs).host);
    for (const number of rule.cis) expect(number).toMatch(/^[1-5]\.\d{1,2}(\.\d{1,2})?$/);
    expect(new Set(rule.cis).size).toBe(rule.cis.length);
    for (const section of rule.nsa)
      expect([...Object.values(NSA), 'Building secure container images']).toContain(section);
  });

  test('has hardening rules without a number of either guide only where neither speaks of the matter', () => {
    const without = HARDENING_RULES.map(({ description }) => description)
      .filter(({ cis, nsa }) => cis.length === 0 && nsa.length === 0)
      .map(({ id }) => id);
    expect(without.sort()).toEqual([
      'admission/required-labels',
      'incident/alert-severity',
      'incident/compromised-image-runbook',
      'incident/credential-leak-runbook',
      'incident/lateral-movement-runbook',
      'incident/no-backup',
      'incident/owner',
      'incident/runbook-url',
      'node/end-of-life',
      'node/etcd-snapshots-off',
      'node/instance-metadata',
      'node/public-endpoint',
    ]);
  });

  test('describes every rule that the source names', () => {
    const named = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [...readFileSync(`${ROOT}src/${file}`, 'utf8').matchAll(/\brule: '([a-z]+\/[A-Za-z-]+)'/g)])
      .map((match) => match[1] ?? '');
    expect([...new Set(named)].filter((id) => describeRule(id) === null)).toEqual([]);
  });

  test('is what docs/rules.md says', () => {
    expect(readFileSync(`${ROOT}docs/rules.md`, 'utf8')).toBe(formatRules(RULES, 'markdown'));
  });
});

describe('fixtures', () => {
  test('belong to a rule', () => {
    expect(stray).toEqual([]);
    expect([...new Set(fixtures.map(({ rule }) => rule))].sort()).toEqual([...IDS].sort());
  });

  test.each(IDS)('%s fails at least one and passes at least two', (id) => {
    const own = fixtures.filter(({ rule }) => rule === id);
    expect(own.filter(({ expected }) => expected === 'fail').length).toBeGreaterThanOrEqual(1);
    expect(own.filter(({ expected }) => expected === 'pass').length).toBeGreaterThanOrEqual(2);
  });

  test.each(fixtures.map((fixture) => [fixture.path, fixture] as const))('%s', (_, fixture) => {
    const found = new Set(findingsIn(fixture, HARDENING_RULES).map(({ rule }) => rule));
    // A flaw of a pod is one flaw: whatever else Pod Security would say must be right.
    const relevant = [...found].filter(
      (id) => id === fixture.rule || (fixture.rule.startsWith('pss/') && id.startsWith('pss/')),
    );
    const expected = [...fixture.alsoFails, ...(fixture.expected === 'fail' ? [fixture.rule] : [])];
    expect([...relevant, ...[...found].filter((id) => id === 'manifest/invalid')].sort()).toEqual(expected.sort());
  });

  test.each(
    HARDENING_RULES.map((rule) => [rule.description.id, rule] as const),
  )('%s gives each of its messages', (id, rule) => {
    const given = fixtures
      .filter((fixture) => fixture.rule === id && fixture.expected === 'fail')
      .flatMap((fixture) => findingsIn(fixture, [rule]))
      .flatMap((finding) => finding.identity.map((identity): unknown => JSON.parse(identity)))
      .map((identity) => (Array.isArray(identity) ? identity[0] : null));
    expect([...new Set(given)].sort()).toEqual(Object.keys(rule.messages).sort());
  });
});

describe('the scaffold of a new rule', () => {
  test.each(SCOPES)('starts a rule of scope %s with its test and three fixtures', (scope) => {
    const shown = (name: string): readonly string[] =>
      scope === 'change' ? [`${name}/base.yaml`, `${name}/head.yaml`] : [`${name}.yaml`];
    const files = ruleFiles({ id: 'acme/new-rule', scope, topic: 'runtime' });
    expect(Object.keys(files)).toEqual([
      'src/check/hardening/rules/acme/new-rule.ts',
      'src/check/hardening/rules/acme/new-rule.test.ts',
      ...shown('fixtures/rules/acme/new-rule/fail-todo'),
      ...shown('fixtures/rules/acme/new-rule/pass-todo'),
      ...shown('fixtures/rules/acme/new-rule/pass-todo-trap'),
    ]);
    expect(files['src/check/hardening/rules/acme/new-rule.ts']).toContain(`scope: '${scope}'`);
  });

  test('adds its line to the array', () => {
    const text = readFileSync(`${ROOT}src/check/hardening/rules/index.ts`, 'utf8');
    const added = addToArray(text, 'acme/new-rule').split('\n');
    expect(added.filter((line) => !text.split('\n').includes(line))).toEqual([
      "import { rule as acmeNewRule } from './acme/new-rule.ts';",
      '  acmeNewRule,',
    ]);
  });
});
