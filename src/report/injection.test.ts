import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finding, image, imageUse, location, manifestRef, UNKNOWN } from '../../test/support/findings.ts';
import { hostile } from '../../test/support/hostile.ts';
import { GITHUB_LINKS, markdownNodes, parseMarkdown } from '../../test/support/markdown.ts';
import { context, report } from '../../test/support/reports.ts';
import { sarifProblems, sarifRuns } from '../../test/support/sarif.ts';
import { readCommands } from '../../test/support/workflow-commands.ts';
import type { Finding, Fix } from '../domain/index.ts';
import { isVisible } from './escape/index.ts';
import { buildView, FORMATS, type ReportView, renderCheckRun, renderReport, renderReview } from './index.ts';

/**
 * Every text that comes from outside, in every place that the gate writes to: none takes effect. Markdown is read by a parser
 * of GitHub's dialect, logs by the runner's own rules for commands.
 */

/** What a pull request, a registry, an image or a policy may say. */
interface Outside {
  /** A registry's answer, a Trivy title, an error of helm. */
  readonly message: string;
  readonly file: string;
  /** Of a resource, and its kind and namespace. */
  readonly name: string;
  /** As a manifest writes it. */
  readonly image: string;
  /** Of an exception in the policy. */
  readonly reason: string;
  /** Of an advisory. */
  readonly id: string;
  readonly notice: string;
}

const outside: fc.Arbitrary<Outside> = fc.record({
  message: hostile,
  file: hostile,
  name: hostile,
  image: hostile,
  // The policy's schema wants a reason.
  reason: hostile.filter((text) => text.trim() !== ''),
  id: hostile.filter((text) => text !== ''),
  notice: hostile,
});

const LINES = ['spec:', '  containers:', '    - name: web', '      image: a', '      privileged: true'];

/** A report with these texts wherever a report has texts, and a diff that shows its places. */
function reportOf({ message, file, name, image: written, reason, id, notice }: Outside): ReportView {
  const ref = manifestRef({ file, name, kind: name, namespace: name });
  const at = (line: number) => location(file, line, { startColumn: 1, endColumn: 2 });
  const common = { message, manifest: ref, image: written };
  const pin: Finding = finding({ ...common, rule: 'image/unpinned', location: at(4), related: [location(name, 2)] });
  const edits = [{ file, startLine: 4, startColumn: 14, endLine: 4, endColumn: 15, text: written }] as const;
  const fix: Fix = { edits, proved: true };
  const head: readonly Finding[] = [
    pin,
    finding({ ...common, rule: `vulnerability/${id}`, location: at(5), identity: [name, id, message], digest: null }),
    finding({ ...common, rule: 'image/unresolvable', result: UNKNOWN.content, location: at(3), path: message }),
    finding({ ...common, image: null, rule: 'pss/privileged', location: at(1) }),
    finding({ ...common, image: null, rule: 'pss/runAsNonRoot', enforcement: 'warn', location: at(2) }),
  ];
  const exceptions = [{ rules: ['pss/privileged'], reason, expires: '2027-01-31' }];
  const images = [image(written, { registry: name, path: message, tag: name }, [imageUse(written, at(4), ref)])];
  const made = report({ head, images, fixes: new Map([[pin, fix]]), policy: { exceptions } });
  const judged = { ...made.judged, policy: { from: message, file } };
  const tools = { helm: { version: message }, trivy: { version: name, database: { updatedAt: message } } };
  const errors = [{ code: 'registry/x', stage: 'registry' as const, message, remedy: notice, location: null }];
  return buildView({ ...made, judged, tools, errors }, context({ notices: [notice], describeRule: () => null }));
}

const SUMMARY = /^(<details><summary>[\w ,'()]+<\/summary>|<\/details>|<\/?code>|<!-- supply-chain-gate[^<>]*-->)$/;

/** What Markdown may do beside showing text: fold, and show code. Links, where there are any, are the gate's own. */
function expectHarmless(markdown: string, suggestions: number): void {
  expect(isVisible(markdown.replace(/\n/g, ''))).toBe(true);
  const nodes = [...markdownNodes(parseMarkdown(markdown))];
  for (const node of nodes) {
    if (node.type === 'html') expect(node.value).toMatch(SUMMARY);
    if (node.type === 'text') for (const link of GITHUB_LINKS) expect(node.value).not.toMatch(link);
    expect(['link', 'image', 'definition', 'footnoteReference', 'footnoteDefinition']).not.toContain(node.type);
  }
  const blocks = nodes.flatMap((node) => (node.type === 'code' ? (node.lang ?? '') : []));
  expect(blocks.filter((lang) => lang.startsWith('suggestion')).length).toBe(suggestions);
  const html = nodes.flatMap((node) => (node.type === 'html' ? [node.value] : []));
  const opened = html.filter((value) => value.startsWith('<details>'));
  expect(opened.length).toBe(html.filter((value) => value === '</details>').length);
}

const each = (check: (given: Outside) => void): void => fc.assert(fc.property(outside, check), { numRuns: 100 });

describe('whatever comes from outside', () => {
  test('the log has the gate’s annotations, and no other command', () => {
    each((given) => {
      const commands = readCommands(renderReport('annotations', reportOf(given)));
      expect(new Set(commands.map(({ command }) => command))).toEqual(new Set(['error', 'warning', 'notice']));
      expect(commands.length).toBe(renderReport('annotations', reportOf(given)).trimEnd().split('\n').length);
      for (const { properties } of commands) {
        const known = ['file', 'line', 'endLine', 'col', 'endColumn', 'title'];
        expect(Object.keys(properties).filter((key) => !known.includes(key) && key !== '')).toEqual([]);
      }
    });
  });

  test('what a log shows of the other formats is no command, and hides nothing', () => {
    each((given) => {
      const view = reportOf(given);
      for (const format of FORMATS.filter((one) => one !== 'annotations')) {
        const text = renderReport(format, view);
        expect(readCommands(text)).toEqual([]);
        expect(isVisible(text.replace(/\n/g, ''))).toBe(true);
      }
    });
  });

  test('the summary shows text and no more', () => {
    each((given) => expectHarmless(renderReport('markdown', reportOf(given)), 0));
  });

  test('the review and its comments show text, and suggest only what was proved', () => {
    each((given) => {
      const hunks = [{ startLine: 1, lines: LINES }];
      const texts = new Map([[given.file, `${LINES.join('\n')}\n`]]);
      const review = renderReview(reportOf(given), [{ path: given.file, hunks }], texts, { style: 'requests' });
      expectHarmless(review.body, 0);
      expect(review.comments.length).toBeGreaterThan(0);
      const count = (body: string): number => (/^`{3,}suggestion$/m.test(body) ? 1 : 0);
      expect(review.comments.reduce((sum, { body }) => sum + count(body), 0)).toBeLessThanOrEqual(1);
      for (const { body } of review.comments) expectHarmless(body, count(body));
    });
  });

  test('the check run: a summary of text, and annotations of one visible line', () => {
    each((given) => {
      const { title, summary, annotations } = renderCheckRun(reportOf(given));
      expectHarmless(summary, 0);
      for (const text of [title, ...annotations.flatMap((one) => [one.title, one.message])]) {
        expect(isVisible(text)).toBe(true);
        expect(text).not.toMatch(/[\n\r\u2028\u2029]/);
      }
    });
  });

  test('SARIF is valid, and no message of it links or mentions', () => {
    each((given) => {
      const text = renderReport('sarif', reportOf(given));
      expect(sarifProblems(text)).toEqual([]);
      for (const { tool, results } of sarifRuns(text)) {
        const said = [
          ...results.flatMap((one) => [
            one.message.text,
            ...one.suppressions.map(({ justification }) => justification),
          ]),
          ...tool.driver.rules.flatMap((rule) => [
            rule.shortDescription.text,
            rule.fullDescription.text,
            rule.help.text,
          ]),
        ];
        for (const message of said) {
          expect(isVisible(message)).toBe(true);
          expect(message.replace(/\\[\\[\]]/g, '')).not.toMatch(/[[\]\\]/);
          expect(message).not.toMatch(/(^|[^\w])@[a-z0-9]/i);
        }
        for (const { help } of tool.driver.rules) expectHarmless(help.markdown, 0);
      }
    });
  });
});
