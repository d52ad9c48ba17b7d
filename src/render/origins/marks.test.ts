import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { type Mark, Marker } from './marks.ts';
import { listScalars } from './scalars.ts';

const marker = new Marker([]);

function markAll(text: string): { marked: string; marks: Mark[] } {
  const marks = listScalars(text, 'f.yaml').map((scalar, id) => ({ id, scalar }));
  return { marked: marker.apply(text, marks), marks };
}

describe('a marked file says the same, with a mark at the end of each scalar', () => {
  test.each([
    ['plain', 'a: nginx # why\n', 'a: nginxM0 # why\n'],
    ['double quotes', 'a: "ngi\\"nx" # why\n', 'a: "ngi\\"nxM0" # why\n'],
    ['single quotes', "a: 'it''s'\n", "a: 'it''sM0'\n"],
    ['an anchor and its alias', 'a: &x v\nb: *x\n', 'a: &x vM0\nb: *x\n'],
    ['a number as it prints', 'a: 1.10\n', 'a: 1.1M0\n'],
    ['a boolean', 'a: true\n', 'a: M0\n'],
    ['no value', 'a:\nb: x\n', 'a: M0\nb: xM1\n'],
    ['null', 'a: ~\n', 'a: M0\n'],
    ['an empty string', 'a: ""\n', 'a: "M0"\n'],
    ['flow', 'a: {b: x, c: [y, z]}\n', 'a: {b: xM0, c: [yM1, zM2]}\n'],
    ['a block', 'a: |\n  one\n  two\n', 'a: |\n  one\n  twoM0\n'],
    ['documents', 'a: x\n---\nb: y\n', 'a: xM0\n---\nb: yM1\n'],
  ])('%s', (_, text, expected) => {
    const { marked, marks } = markAll(text);
    expect(marks.reduce((all, mark) => all.replace(marker.text(mark), `M${mark.id}`), marked)).toBe(expected);
  });

  test('for any strings in any style', () => {
    const value = fc.string({ unit: 'binary-ascii', maxLength: 12 }).filter((text) => !text.includes('z7'));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 6 }), fc.constantFrom('json', 'yaml'), (values, style) => {
        const lines = values.map((text, index) => `k${index}: ${JSON.stringify(text)}`);
        const text = style === 'json' ? `{${lines.join(', ')}}` : `${lines.join('\n')}\n`;
        const { marked, marks } = markAll(text);
        const read = Object.values((parseDocument(marked).toJS() ?? {}) as Record<string, string>);
        expect(read.map((one) => marker.read(one, marks).plain)).toEqual(values);
        expect(read.map((one) => marker.read(one, marks).sightings.map(({ id }) => id))).toEqual(
          values.map((_, i) => [i]),
        );
      }),
    );
  });
});

describe('what a rendered string tells', () => {
  const marks = markAll('a: x\nb: y\n').marks;
  const [x, y] = marks.map((mark) => marker.text(mark));

  test('where each scalar ended, in the string without marks', () => {
    expect(marker.read(`ghcr.io${x}/api:1${y}`, marks)).toEqual({
      plain: 'ghcr.io/api:1',
      sightings: [
        { id: 0, at: 7 },
        { id: 1, at: 13 },
      ],
    });
  });

  test('a separator goes with its mark', () => {
    const separated = marks.map((mark) => ({ ...mark, separator: ':' as const }));
    expect(marker.read(`nginx:${x}`, separated).plain).toBe('nginx');
  });

  test('marks differ from every text they could be confused with', () => {
    const other = new Marker([`a ${x}`]);
    expect(other.text(marks[0] as Mark)).not.toBe(x);
  });
});
