import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { API_PATCH } from '../../test/support/reports.ts';
import { readDiff } from './diff.ts';

const hunksOf = (patch: string | null) => readDiff([{ path: 'a.yaml', patch }])[0]?.hunks ?? [];

describe('the lines a review may comment on', () => {
  test('changed lines and those around them, on the new side', () => {
    expect(hunksOf(API_PATCH)).toEqual([
      {
        startLine: 9,
        lines: [
          '    spec:',
          '      containers:',
          '        - name: api',
          '          image: ghcr.io/acme/api:1.2.3',
          '          ports: [{ containerPort: 8080 }]',
          '          securityContext:',
          '            privileged: true',
        ],
      },
    ]);
  });

  test.each<[string, string | null, number]>([
    ['no patch (binary, too large, only renamed)', null, 0],
    ['nothing', '', 0],
    ['only deletions', '@@ -1,2 +0,0 @@\n-a\n-b', 0],
    ['a new file', '@@ -0,0 +1,2 @@\n+a\n+b', 1],
    ['two hunks', '@@ -1 +1 @@\n-a\n+b\n@@ -9 +9 @@\n-c\n+d', 2],
    ['no new line at the end', '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file', 1],
    ['no patch at all', 'Binary files differ', 0],
  ])('%s', (_, patch, hunks) => {
    expect(hunksOf(patch).length).toBe(hunks);
  });

  test('a line that looks like a header is a line', () => {
    const patch = '@@ -1,2 +1,3 @@\n a\n+++ b/other.yaml\n+@@ -1 +1 @@\n--- a/other.yaml';
    expect(hunksOf(patch)).toEqual([{ startLine: 1, lines: ['a', '++ b/other.yaml', '@@ -1 +1 @@'] }]);
  });

  test('are the lines of the new file, whatever changed', () => {
    const line = fc.constantFrom(
      'a',
      'b',
      '--- x',
      '+++ y',
      '@@ -1 +1 @@',
      '\\ No newline at end of file',
      '',
      ' ',
      '-',
      '+',
      'diff --git',
    );
    const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const full = createTwoFilesPatch('a', 'b', before, after);
        const at = full.indexOf('@@');
        const patch = at === -1 ? '' : full.slice(at).replace(/\n$/, '');
        const lines = after.split('\n');
        for (const hunk of hunksOf(patch)) {
          expect(lines.slice(hunk.startLine - 1, hunk.startLine - 1 + hunk.lines.length)).toEqual(hunk.lines);
        }
      }),
    );
  });
});
