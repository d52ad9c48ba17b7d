import { describe, expect, test } from 'vitest';
import { markLines, readLineMarks } from './line-marks.ts';

describe('a comment goes where it changes nothing', () => {
  test.each([
    ['a key', 'image: nginx', true],
    ['a key with an action', '  image: {{ .Values.image }}', true],
    ['a quoted key', '"a/b": c', true],
    ['an item', '    - name: x', true],
    ['a scalar item', '  - nginx', true],
    ['a key of a mapping', 'spec:', true],
    ['an action by itself', '{{- if .Values.x }}', false],
    ['an action that trims what follows', 'image: {{ .Values.image -}}', false],
    ['an action that goes on', 'image: {{ printf "%s"', false],
    ['text', 'some words', false],
    ['a separator', '---', false],
    ['a comment', '# image: x', false],
  ])('%s: %j', (_, line, marked) => {
    expect(markLines(line, 3, 'M') !== line).toBe(marked);
    expect(readLineMarks(markLines(line, 3, 'M'), 'M')).toEqual({
      text: line,
      lines: [marked ? { file: 3, line: 1 } : null],
    });
  });

  test('lines inside an action that spans several are left alone, and line ends stay', () => {
    const template = '{{- /*\nimage: x\n*/ -}}\r\nkind: Pod\r\n';
    expect(markLines(template, 0, 'M')).toBe('{{- /*\nimage: x\n*/ -}}\r\nkind: Pod #M0L4q\r\n');
  });
});
