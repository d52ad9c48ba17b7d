import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostile } from '../../../test/support/hostile.ts';
import { GITHUB_LINKS, markdownNodes as nodes, parseMarkdown as parse } from '../../../test/support/markdown.ts';
import {
  formatMarker,
  markdownCode,
  markdownFence,
  markdownText,
  markerKey,
  parseMarker,
  visibleLine,
} from './index.ts';

const types = (markdown: string): ReadonlySet<string> => new Set([...nodes(parse(markdown))].map(({ type }) => type));

const textOf = (markdown: string): string =>
  [...nodes(parse(markdown))].map((node) => ('value' in node ? node.value : '')).join('');

describe('Markdown', () => {
  const INLINE = new Set(['root', 'paragraph', 'text']);

  test('text is text: no structure, no link, no mention', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = markdownText(text);
        for (const type of types(markdown)) expect(INLINE).toContain(type);
        const shown = textOf(markdown);
        for (const link of GITHUB_LINKS) expect(shown).not.toMatch(link);
        expect(shown.replaceAll('\u200b', '')).toBe(visibleLine(text));
      }),
      { numRuns: 500 },
    );
  });

  test('text stays in its table cell, its list item and its alert', () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const table = parse(`| a | b |\n|---|---|\n| x${markdownText(a)} | ${markdownCode(b) || 'x'} |`).children;
        expect(table.map(({ type }) => type)).toEqual(['table']);
        const cells = [...nodes(table[0] ?? { type: 'root', children: [] })].filter(({ type }) => type === 'tableCell');
        expect(cells.length).toBe(4);
        expect(parse(`- x ${markdownText(a)}\n- ${markdownCode(b)}x`).children.length).toBe(1);
        expect(
          parse(`> **${markdownText(a) || 'x'}**\n> x ${markdownText(b)}`).children.map(({ type }) => type),
        ).toEqual(['blockquote']);
      }),
      { numRuns: 500 },
    );
  });

  test('code is code, and shows the text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = markdownCode(text);
        const kinds = types(markdown);
        for (const type of kinds) expect(['root', 'paragraph', 'inlineCode', 'html', 'text']).toContain(type);
        const html = [...nodes(parse(markdown))].flatMap((node) => (node.type === 'html' ? [node.value] : []));
        for (const tag of html) expect(['<code>', '</code>']).toContain(tag);
        expect(
          textOf(markdown)
            .replace(/^<code>|<\/code>$/g, '')
            .replaceAll('\u200b', ''),
        ).toBe(visibleLine(text));
      }),
      { numRuns: 500 },
    );
  });

  test('a fence holds all of its content', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { children } = parse(`${markdownFence(text, 'suggestion')}\n\nafter`);
        expect(children.map(({ type }) => type)).toEqual(['code', 'paragraph']);
      }),
      { numRuns: 500 },
    );
  });

  test('a marker is one hidden comment, and is read back', () => {
    fc.assert(
      fc.property(hostile, fc.array(fc.stringMatching(/^[0-9a-f]{64}$/), { maxLength: 300 }), (key, fingerprints) => {
        const marker = formatMarker({ key, kind: 'comment', subject: '0123456789abcdef', fingerprints });
        expect(parse(`${marker}\n\nafter`).children.map(({ type }) => type)).toEqual(['html', 'paragraph']);
        expect(marker.slice(4, -3)).not.toMatch(/-->|--!>|[\n<>]/);
        const same = parseMarker(`text\n\n${marker}`);
        expect(same?.key).toBe(markerKey(key));
        expect(same?.kind).toBe('comment');
      }),
    );
  });

  test.each([
    ['default', 'default'],
    ['prod-eu-->', 'prod%2deu%2d%2d%3E'],
    ['', '%20'],
  ])('the key %s is written %s', (key, expected) => {
    expect(markerKey(key)).toBe(expected);
    const marker = formatMarker({ key, kind: 'review', subject: '', fingerprints: ['ab'.repeat(32)] });
    expect(parseMarker(marker)).toEqual({ key: expected, kind: 'review', subject: '', fingerprints: ['ab'.repeat(8)] });
  });

  test('long keys stay apart', () => {
    expect(markerKey(`${'x'.repeat(64)}1`)).not.toBe(markerKey(`${'x'.repeat(64)}2`));
  });
});
