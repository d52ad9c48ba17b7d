import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finding, image, location, UNKNOWN } from '../../../test/support/findings.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { context, many, report, type SampleOptions, SHOP_FAILS, view } from '../../../test/support/reports.ts';
import type { Edit, Fix } from '../../domain/index.ts';
import {
  buildView,
  FORMATS,
  jsonReportPieces,
  REPORTERS,
  ReportSchema,
  renderReport,
  reportJsonSchema,
  reportPieces,
} from '../index.ts';
import { MAX_SUMMARY_BYTES } from './markdown.ts';

describe('every reporter', () => {
  test('there is one for each format', () => {
    expect(REPORTERS.map(({ format }) => format)).toEqual([...FORMATS]);
  });

  test.each(FORMATS)('%s of a change that fails', (format) => {
    expectGolden(
      `shop-fails.${format}`,
      renderReport(
        format,
        view(SHOP_FAILS, { repaired: 2, notices: ['This change edits the policy; the base branch decides.'] }),
      ),
    );
  });

  test.each(FORMATS)('%s of a change that passes', (format) => {
    expectGolden(`shop-passes.${format}`, renderReport(format, view({ images: [image()] })));
  });

  test.each(FORMATS)('%s of a change that could not be decided', (format) => {
    const head = [
      finding({
        rule: 'render/failed',
        result: UNKNOWN.content,
        message: 'helm gave no answer within 60 s for Helm chart charts/shop.',
      }),
    ];
    expectGolden(`shop-unknown.${format}`, renderReport(format, view({ head })));
  });

  test.each(FORMATS)('%s is the same for the same input', (format) => {
    expect(renderReport(format, view(SHOP_FAILS))).toBe(renderReport(format, view(SHOP_FAILS)));
  });
});

describe('a report in pieces', () => {
  const large = view(many(5000, (at) => ({ message: `${at} ${'words '.repeat(40)}` })));

  test.each(['text', 'json', 'sarif'] as const)('%s of many findings is never whole in memory', (format) => {
    const lengths = [...reportPieces(format, large)].map((piece) => piece.length);
    expect(lengths.length).toBeGreaterThan(10);
    expect(Math.max(...lengths)).toBeLessThan(200_000);
    // Each costs a call of the system.
    expect(Math.min(...lengths.slice(0, -1))).toBeGreaterThan(60_000);
  });

  test('JSON in pieces is the text that JSON.stringify makes of the whole, whatever is found', () => {
    const findings = fc.array(
      fc.record({ at: fc.nat(300), places: fc.oneof(fc.nat(3), fc.integer({ min: 60, max: 200 })) }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(findings, (made) => {
        const head = made.map(({ at, places }) => {
          const related = Array.from({ length: places }, (_, line) => location('a.yaml', line + 1));
          return finding({ message: `finding ${at}`, identity: [String(at)], related });
        });
        const sample = view({ head, images: head.length > 100 ? [image()] : [] });
        expect([...reportPieces('json', sample)].join('')).toBe(`${JSON.stringify(sample.report, null, 2)}\n`);
        expect([...jsonReportPieces(sample.report)].join('')).toBe(`${JSON.stringify(sample.report, null, 2)}\n`);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a fix that settles several findings', () => {
  const edit = (file: string, text: string): Edit => ({ ...location(file, 7), text });
  const shared: Fix = { edits: [edit('a.yaml', 'runAsNonRoot: true'), edit('b.yaml', 'type: Default')], proved: true };
  const own: Fix = { edits: [edit('c.yaml', 'privileged: false')], proved: true };
  const first = finding({ rule: 'pss/runAsNonRoot', location: location('b.yaml', 3) });
  const second = finding({ rule: 'pss/seccompProfile', location: location('b.yaml', 5) });
  const third = finding({ rule: 'pss/privileged', location: location('c.yaml', 1) });
  const shown = view({
    head: [third, second, first],
    fixes: new Map([
      [first, { ...shared }],
      [second, shared],
      [third, own],
    ]),
  });
  const times = (text: string, part: string): number => text.split(part).length - 1;

  test.each([
    ['text', 'Fix (proved)  the one of pss/runAsNonRoot at b.yaml:3'],
    ['markdown', 'Proved fix: the one of `pss/runAsNonRoot` at `b.yaml:3` settles this too.'],
  ] as const)('is printed once in %s, and named with the others', (format, named) => {
    const text = renderReport(format, shown);
    for (const part of ['runAsNonRoot: true', 'type: Default', 'privileged: false']) expect(times(text, part)).toBe(1);
    expect(times(text, named)).toBe(1);
    expect(text.indexOf('runAsNonRoot: true')).toBeLessThan(text.indexOf(named));
  });

  test('is whole with each of them in JSON', () => {
    const { findings } = ReportSchema.parse(JSON.parse(renderReport('json', shown)));
    expect(findings.map(({ fix }) => fix?.edits.length)).toEqual([2, 2, 1]);
  });
});

test('what several renderings of one file share is told once, and counted', () => {
  const there = finding({ location: location('base/api.yaml', 7) });
  const elsewhere = finding({ location: location('base/api.yaml', 70) });
  const shown = view({ head: [there, there, elsewhere, there] });
  expect(shown.open).toHaveLength(2);
  expect(shown.report.stats.findings.block).toBe(4);
  expect(shown.counts).toContain('2 of the findings are the same line in another rendering, and are shown once.');
  const said = shown.report.findings[0]?.message ?? '';
  const told = renderReport('annotations', shown).split(said).length - 1;
  expect(told).toBe(2);
});

describe('json', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
  addFormats.default(ajv);
  const valid = ajv.compile(reportJsonSchema());

  test.each<[string, SampleOptions]>([
    ['a failing one', SHOP_FAILS],
    ['an empty one', {}],
  ])('%s is a report by the schema, and by the generated JSON Schema', (_, sample) => {
    const parsed: unknown = JSON.parse(renderReport('json', view(sample)));
    expect(ReportSchema.parse(parsed)).toEqual(report(sample));
    expect(valid(parsed), JSON.stringify(valid.errors)).toBe(true);
  });

  test('a key too many is not a report', () => {
    expect(valid({ ...report(), extra: 1 })).toBe(false);
    expect(ReportSchema.safeParse({ ...report(), extra: 1 }).success).toBe(false);
  });
});

describe('text', () => {
  test('begins with the verdict and holds no escape sequence unless colored', () => {
    expect(renderReport('text', view(SHOP_FAILS))).toMatch(/^FAIL {2}Do not deploy: /);
    expect(renderReport('text', view(SHOP_FAILS))).not.toContain('\u001b');
    expect(renderReport('text', view(SHOP_FAILS), { color: true, width: 100 })).toContain('\u001b[31mFAIL');
  });

  test.each([
    ['pass', {}, 'PASS  May be deployed.'],
    ['pass with a warning', { head: [finding({ enforcement: 'warn' })] }, 'PASS  May be deployed, with 1 warning.'],
    ['fail', { head: [finding()] }, 'FAIL  Do not deploy: 1 problem blocks this change.'],
    [
      'unknown',
      { head: [finding({ result: UNKNOWN.content })] },
      'UNKNOWN  Could not decide: 1 check could not be made',
    ],
  ] as const)('%s', (_, sample, expected) => {
    expect(renderReport('text', view(sample))).toContain(expected);
  });
});

describe('markdown', () => {
  test('50,000 findings stay below 1 MiB, and the rest is counted', () => {
    const markdown = renderReport('markdown', view(many(50_000, () => ({ message: 'é'.repeat(500) }))));
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(MAX_SUMMARY_BYTES + 1);
    const rows = markdown.split('\n').filter((line) => line.startsWith('| **block**')).length;
    expect(markdown).toContain(`${50_000 - rows} more findings are left out here`);
  });

  test('what is folded is closed again', () => {
    const markdown = renderReport('markdown', view(SHOP_FAILS));
    expect(markdown.split('<details>').length).toBe(markdown.split('</details>').length);
  });
});

test('a report without a rule catalogue still renders', () => {
  const bare = buildView(report(SHOP_FAILS), context({ describeRule: () => null }));
  for (const format of FORMATS) expect(renderReport(format, bare).length).toBeGreaterThan(0);
});
