import { describe, expect, test } from 'vitest';
import { finding, location } from '../../../test/support/findings.ts';
import { many, type SampleOptions, SHOP_FAILS, view } from '../../../test/support/reports.ts';
import { renderReport } from '../index.ts';

describe('sarif', () => {
  interface Sarif {
    readonly runs: readonly [
      {
        readonly tool: {
          readonly driver: {
            readonly rules: readonly { readonly id: string; readonly properties: Record<string, unknown> }[];
          };
        };
        readonly results: readonly {
          readonly ruleId: string;
          readonly ruleIndex: number;
          readonly level: string;
          readonly suppressions?: readonly { readonly justification: string }[];
          readonly partialFingerprints: Record<string, string>;
        }[];
      },
    ];
  }
  const sarif = (sample: SampleOptions): Sarif['runs'][0] =>
    (JSON.parse(renderReport('sarif', view(sample))) as Sarif).runs[0];

  test('each result names its rule', () => {
    const { tool, results } = sarif(SHOP_FAILS);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  test.each([
    ['what blocks is an error', finding(), 'error', 0],
    ['a warning', finding({ enforcement: 'warn' }), 'warning', 0],
    ['a small warning', finding({ enforcement: 'warn', severity: 'low' }), 'note', 0],
    ['an exception', finding({ rule: 'pss/hostPathVolumes' }), 'note', 1],
  ])('%s', (_, one, level, suppressions) => {
    const { results } = sarif({ head: [one], policy: SHOP_FAILS.policy ?? {} });
    const result = results.find(({ ruleId }) => ruleId === one.rule);
    expect([result?.level, result?.suppressions?.length ?? 0]).toEqual([level, suppressions]);
  });

  test('equal fingerprints are told apart', () => {
    const same = [finding({ location: location('a.yaml') }), finding({ location: location('b.yaml') })];
    const marks = sarif({ head: same }).results.map(
      ({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash,
    );
    expect(new Set(marks).size).toBe(2);
    expect(marks.map((mark) => mark?.split(':')[1])).toEqual(['1', '2']);
  });

  test('no more results than GitHub takes', () => {
    expect(sarif(many(25_010)).results.length).toBe(25_000);
  });

  test.each([
    ['critical', '9.5'],
    ['high', '8.0'],
    ['medium', '5.5'],
    ['low', '2.0'],
  ] as const)('%s has the security severity %s', (severity, score) => {
    expect(sarif({ head: [finding({ severity })] }).tool.driver.rules[0]?.properties['security-severity']).toBe(score);
  });
});
