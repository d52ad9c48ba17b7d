import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GITHUB_LINKS, markdownNodes as nodes, parseMarkdown as parse } from '../../../test/support/markdown.ts';
import {
  commandData,
  commandProperty,
  formatMarker,
  isVisible,
  jsonText,
  logLine,
  markdownCode,
  markdownFence,
  markdownText,
  markerKey,
  parseMarker,
  sarifText,
  sarifUri,
  terminalText,
  visibleLine,
} from './index.ts';

/** Text as an attacker writes it: pieces that mean something somewhere, glued to anything. */
const PIECES = [
  '::error::x',
  '::set-output name=a::b',
  '::stop-commands::t',
  '##[error]',
  '%0A',
  '%0D%0A::warning::',
  '\n',
  '\r\n',
  '\n\n',
  '```',
  '````',
  '```suggestion\nevil\n```',
  '~~~',
  '`',
  '``',
  '\\',
  '\\`',
  '|',
  '\n|---|\n',
  '<script>',
  '<img src=x>',
  '<!--',
  '-->',
  '</details>',
  '&lt;',
  '&#64;',
  '[a](https://evil.example)',
  '![a](b)',
  '[a]: https://evil.example',
  'https://evil.example',
  'www.evil.example',
  'a@evil.example',
  'mailto:a@b.c',
  '@octocat',
  '@acme/team',
  '#12',
  'GH-12',
  'acme/shop#12',
  '- [ ] x',
  '# x',
  '\n---\n',
  '\n===\n',
  '> x',
  '1. x',
  '1) x',
  '+ x',
  '    code',
  '\t',
  '**b**',
  '_i_',
  '~~s~~',
  '$x$',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\u0000',
  '\u001b[31m',
  '\u009b31m',
  '\u2028',
  '\u{e0041}',
  '\ud800',
  ':::',
  ':',
  ',',
  '*',
  'x',
  ' ',
  'image',
  '(',
  ')',
  '!',
  '{0}',
  'é',
  '日本',
  '🚀',
];
const hostile = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

const types = (markdown: string): ReadonlySet<string> => new Set([...nodes(parse(markdown))].map(({ type }) => type));

const textOf = (markdown: string): string =>
  [...nodes(parse(markdown))].map((node) => ('value' in node ? node.value : '')).join('');

describe('one line of visible text', () => {
  test('holds nothing that does not show, and no line break', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = visibleLine(text);
        expect(isVisible(line)).toBe(true);
        expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
        expect(visibleLine(line)).toBe(line);
      }),
    );
  });

  test.each([
    ['plain text stays', 'Image "a:1" is fine.', 'Image "a:1" is fine.'],
    ['a bidirectional override is named', 'a\u202eb', 'a\\u{202e}b'],
    ['lines are joined', 'a\r\n  b\tc', 'a b c'],
    ['an escape sequence is named', '\u001b[31mred', '\\u{1b}[31mred'],
  ])('%s', (_, text, expected) => {
    expect(visibleLine(text)).toBe(expected);
  });

  test('is never longer than its limit, and never cut inside a character', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 40, max: 60 }), (text, limit) => {
        expect(visibleLine(text.repeat(5), limit).length).toBeLessThanOrEqual(limit);
        expect(visibleLine(text.repeat(5), limit).isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('workflow commands', () => {
  /** As the runner reads a line (actions/runner, ActionCommand.cs). */
  function runner(line: string): { command: string; properties: Record<string, string>; data: string } | null {
    if (line.includes('##[')) return { command: '##', properties: {}, data: line };
    const match = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(line);
    if (match === null) return null;
    const properties = Object.fromEntries(
      (match[2] ?? '').split(',').map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at).trim(), decode(pair.slice(at + 1))];
      }),
    );
    return { command: match[1] ?? '', properties, data: decode(match[3] ?? '') };
  }
  const harmless = (text: string): string => visibleLine(text).replaceAll('##[', '#\\#[');
  const decode = (text: string): string =>
    text.replace(/%(0D|0A|3A|2C|25)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

  test('one annotation is read back as one, with its own texts', () => {
    fc.assert(
      fc.property(hostile, hostile, (file, message) => {
        const line = `::error file=${commandProperty(file)},line=1::${commandData(message)}`;
        expect(line.split(/\r\n|\n|\r/).length).toBe(1);
        expect(runner(line)).toEqual({
          command: 'error',
          properties: { file: harmless(file), line: '1' },
          data: harmless(message),
        });
      }),
    );
  });

  test('a log line is never a command', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(runner(terminalText(text))).toBeNull();
        expect(runner(logLine(`  ${visibleLine(text)}`))).toBeNull();
      }),
    );
  });
});

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

describe('JSON and SARIF', () => {
  test('JSON is the same value, in characters that show', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = jsonText({ [text]: [text] });
        expect(JSON.parse(json)).toEqual({ [text]: [text] });
        expect(json).not.toContain('##[');
        for (const line of json.split('\n')) {
          expect(isVisible(line)).toBe(true);
          expect(line).not.toMatch(/^\s*::/);
        }
      }),
    );
  });

  test('a SARIF message has no link and no mention', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const message = sarifText(text);
        expect(isVisible(message)).toBe(true);
        expect(message.replace(/\\[\\[\]]/g, '')).not.toMatch(/[[\]\\]/);
        expect(message).not.toMatch(/(^|[^\w])@[a-z0-9]/i);
      }),
    );
  });

  test('a SARIF URI stays below the repository root', () => {
    fc.assert(
      fc.property(hostile, (file) => {
        const root = 'https://root.example/repository/';
        const url = new URL(sarifUri(file), root);
        expect(url.href.startsWith(root)).toBe(true);
        expect([url.search, url.hash]).toEqual(['', '']);
      }),
    );
  });

  test.each([
    ['deploy/api.yaml', 'deploy/api.yaml'],
    ['a b/c#d?.yaml', 'a%20b/c%23d%3F.yaml'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['/etc/../passwd', 'etc/passwd'],
    ['', '.'],
  ])('%s is the URI %s', (file, uri) => {
    expect(sarifUri(file)).toBe(uri);
  });
});
