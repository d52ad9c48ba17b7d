import { describe, expect, test } from 'vitest';
import { finding, location } from '../../../test/support/findings.ts';
import { many, view } from '../../../test/support/reports.ts';
import { renderReport } from '../index.ts';

describe('annotations', () => {
  const levels = (text: string): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const line of text.trimEnd().split('\n')) {
      const level = /^::(\w+) /.exec(line)?.[1] ?? 'not a command';
      counts[level] = (counts[level] ?? 0) + 1;
    }
    return counts;
  };

  test('at most ten of a level, the worst first, and the rest counted', () => {
    const sample = many(40, (at) => ({
      severity: at % 2 === 0 ? 'low' : 'critical',
      enforcement: at < 25 ? 'block' : 'warn',
      message: `severity ${at % 2 === 0 ? 'low' : 'critical'}`,
    }));
    const text = renderReport('annotations', view(sample));
    expect(levels(text)).toEqual({ error: 10, warning: 10, notice: 1 });
    expect(text.match(/^::error .*severity low$/gm)).toBeNull();
    expect(text).toContain('20 more findings did not fit here');
  });

  test('a pass without warnings says nothing', () => {
    expect(renderReport('annotations', view())).toBe('');
  });

  test('columns only where the range is exact and on one line', () => {
    const head = [
      finding({ location: location('a.yaml', 3), path: 'exact' }),
      finding({ location: location('a.yaml', 4, { endLine: 6 }), path: 'lines' }),
      finding({ location: location('a.yaml', 9, { exact: false }), path: 'about' }),
    ];
    const places = renderReport('annotations', view({ head })).match(/line=.*?,title/g);
    expect(places).toEqual(['line=3,endLine=3,col=16,endColumn=40,title', 'line=4,endLine=6,title', 'line=9,title']);
  });
});
