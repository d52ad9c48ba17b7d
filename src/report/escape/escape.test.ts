import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostile } from '../../../test/support/hostile.ts';
import { readCommand } from '../../../test/support/workflow-commands.ts';
import {
  commandData,
  commandProperty,
  isVisible,
  jsonPieces,
  logLine,
  sarifText,
  sarifUri,
  terminalText,
  visibleLine,
} from './index.ts';

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
  const harmless = (text: string): string => visibleLine(text).replaceAll('##[', '#\\#[');

  test('one annotation is read back as one, with its own texts', () => {
    fc.assert(
      fc.property(hostile, hostile, (file, message) => {
        const line = `::error file=${commandProperty(file)},line=1::${commandData(message)}`;
        expect(line.split(/\r\n|\n|\r/).length).toBe(1);
        expect(readCommand(line)).toEqual({
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
        expect(readCommand(terminalText(text))).toBeNull();
        expect(readCommand(logLine(`  ${visibleLine(text)}`))).toBeNull();
      }),
    );
  });
});

describe('JSON and SARIF', () => {
  test('JSON is the same value, in characters that show', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = [...jsonPieces({ [text]: [text] })].join('');
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
