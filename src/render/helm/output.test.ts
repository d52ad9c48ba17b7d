import { expect, test } from 'vitest';
import { splitOutput } from './output.ts';

test('each part goes with its template, and starts on the line after it', () => {
  expect(
    splitOutput('---\n# Source: a/templates/x.yaml\nkind: A\n---\n# Source: a/templates/y.yaml\nkind: B\n'),
  ).toEqual([
    { template: 'a/templates/x.yaml', text: 'kind: A\n' },
    { template: 'a/templates/y.yaml', text: 'kind: B\n' },
  ]);
});

test('a comment that looks like a header, or a header after another line end, starts no part', () => {
  const text = '# Source: b/templates/z.yaml\nkind: A\r---\n# Source: c/x.yaml\n\u2028---\n# Source: d\n';
  expect(splitOutput(`---\n# Source: a/templates/x.yaml\n${text}`)).toEqual([{ template: 'a/templates/x.yaml', text }]);
});

test.each(['', '\n', 'WARNING: x\n'])('%j holds no part', (stdout) => {
  expect(splitOutput(stdout)).toEqual([]);
});
