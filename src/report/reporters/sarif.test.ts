import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finding, image, location, manifestRef } from '../../../test/support/findings.ts';
import { hostile } from '../../../test/support/hostile.ts';
import { many, type SampleOptions, SHOP_FAILS, view } from '../../../test/support/reports.ts';
import { type SarifRun, sarifProblems, sarifRuns } from '../../../test/support/sarif.ts';
import { describeRule, RULES } from '../../rules/index.ts';
import { renderReport } from '../index.ts';

const GOLDEN = join(import.meta.dirname, '..', '..', '..', 'test', 'golden');

const render = (sample: SampleOptions): string => renderReport('sarif', view(sample));
const runOf = (text: string): SarifRun => {
  const [run] = sarifRuns(text);
  if (run === undefined) throw new Error('no run');
  return run;
};

describe('what code scanning takes', () => {
  const goldens = readdirSync(GOLDEN, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.sarif'));

  test.each(goldens)('the golden %s', (name) => {
    expect(sarifProblems(readFileSync(join(GOLDEN, name), 'utf8'))).toEqual([]);
  });

  test('there are goldens', () => expect(goldens.length).toBeGreaterThan(10));

  test.each<[string, SampleOptions]>([
    ['an empty run', {}],
    ['25,010 findings', many(25_010)],
    ['a rule of its own for each of 3,000 findings', many(3000, (at) => ({ rule: `vulnerability/CVE-2026-${at}` }))],
    ['a rule with a name of 5,000 characters', many(1, () => ({ rule: `vulnerability/${'a-'.repeat(2500)}` }))],
    [
      'a finding in 3,000 places',
      many(1, () => ({ related: Array.from({ length: 3000 }, (_, at) => location('a.yaml', at + 1)) })),
    ],
  ])('%s', (_, sample) => {
    expect(sarifProblems(render(sample))).toEqual([]);
  });

  test('each rule that there is', () => {
    const head = RULES.map(({ id }) => finding({ rule: id }));
    expect(head.length).toBeGreaterThan(50);
    expect(sarifProblems(renderReport('sarif', view({ head }, { describeRule })))).toEqual([]);
  });

  test('any text anywhere', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (message, file, name, rule) => {
        const own = { message, location: location(file, 3), related: [location(name)] };
        const ref = manifestRef({ file, name, kind: name, namespace: message });
        const head = [
          finding({ ...own, image: name, manifest: ref }),
          finding({ ...own, rule: `vulnerability/${rule}`, path: message, identity: [name] }),
        ];
        const exceptions = [{ rules: ['pss/privileged'], reason: `x${message}`, expires: '2027-01-31' }];
        expect(sarifProblems(render({ head, images: [image(name, { path: name })], policy: { exceptions } }))).toEqual(
          [],
        );
      }),
      { numRuns: 60 },
    );
  });
});

test('the rule of an advisory is titled by its name, any other by what it is about', () => {
  const rulesFound = ['vulnerability/CVE-2026-1', 'vulnerability/CVE-2026-2', 'image/unpinned'] as const;
  const head = rulesFound.map((rule) => finding({ rule }));
  const { rules } = runOf(renderReport('sarif', view({ head }, { describeRule }))).tool.driver;
  expect(rules.map(({ shortDescription }) => shortDescription.text)).toEqual([
    'Image not pinned by digest',
    'CVE-2026-1: Known vulnerability in an image',
    'CVE-2026-2: Known vulnerability in an image',
  ]);
});

test('the programs that took part are those of the JSON report', () => {
  const sample = view(SHOP_FAILS);
  expect(runOf(renderReport('sarif', sample)).properties).toEqual({ verdict: 'fail', tools: sample.report.tools });
  expect(sample.report.tools.trivy?.database).not.toBeNull();
});

test('what does not fit when zipped is left out from the end, and counted', () => {
  // Text that no compression makes smaller.
  const noise = (seed: number): string => {
    let state = seed + 1;
    return Array.from({ length: 3900 }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return String.fromCharCode(0x4e00 + (state % 20_000));
    }).join('');
  };
  const text = render(many(1500, (at) => ({ message: noise(at), severity: at === 1499 ? 'critical' : 'low' })));
  expect(sarifProblems(text)).toEqual([]);
  const { results } = runOf(text);
  expect(results.length).toBeLessThan(1500);
  expect(results.length).toBeGreaterThan(500);
  expect(results[0]?.message.text).toBe(noise(1499));
  expect(text).toContain(`${1500 - results.length} findings are left out here`);
});

describe('a file that is wrong is told', () => {
  const sound = render(SHOP_FAILS);
  test.each<[string, string, RegExp]>([
    ['a version that is none', sound.replace('"version": "2.1.0"', '"version": "2.0"'), /version/],
    ['a key that the schema does not have', sound.replace('"columnKind"', '"columnsKind"'), /additional properties/],
    [
      'a place outside of the repository',
      sound.replace(/"uri": "[^"]*"/, '"uri": "file:///etc/passwd"'),
      /a place outside/,
    ],
    ['a rule that is not the result’s', sound.replace(/"ruleIndex": 0/, '"ruleIndex": 1'), /a result of the rule/],
  ])('%s', (_, text, problem) => {
    expect(text).not.toBe(sound);
    expect(sarifProblems(text).join('\n')).toMatch(problem);
  });
});
