import { expect, test } from 'vitest';
import { finding, location, manifestRef } from '../../test/support/findings.ts';
import { report } from '../../test/support/reports.ts';

test('findings of one object and one list of places share them in the report', () => {
  const related = [location('a.yaml', 2), location('b.yaml', 3)];
  const common = { manifest: manifestRef(), location: location('a.yaml', 1), related };
  const { findings } = report({ head: [finding({ ...common, path: 'a' }), finding({ ...common, path: 'b' })] });
  const [first, second] = findings;
  expect(first?.related).toEqual(related);
  for (const key of ['manifest', 'location', 'related'] as const) expect(first?.[key]).toBe(second?.[key]);
});

test('what is equal but not the same keeps its own keys', () => {
  const there = { ...location('a.yaml', 1), note: 'not of the report' };
  const [first] = report({ head: [finding({ location: there, manifest: manifestRef({ item: 0 }) })] }).findings;
  expect(Object.keys(first?.location ?? {})).toEqual(Object.keys(location()));
  expect(first?.manifest).toMatchObject({ item: 0 });
});
