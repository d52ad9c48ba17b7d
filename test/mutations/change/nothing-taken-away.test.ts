import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/domain/index.ts';
import { asObject, BASE, circumstances, m, one, rulesThatFind, word } from '../../support/change-mutations.ts';
import { GUARDED, type Guard } from '../../support/guarded.ts';
import { replaced } from '../../support/replaced.ts';

test('what only moves and is written otherwise takes nothing away', () => {
  fc.assert(
    fc.property(circumstances, (drawn) => {
      expect(rulesThatFind(BASE, drawn)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

const renamed = word.map((name) => `x${name}`);

test.each<[guard: Guard, path: string, values: fc.Arbitrary<Json>]>([
  ...(['kyverno', 'defaults', 'ofNamespace', 'mutatingPolicy', 'generatingPolicy', 'validatingPolicy'] as const).map(
    (guard): [Guard, string, fc.Arbitrary<Json>] => [guard, 'metadata.name', renamed],
  ),
  ['ofNamespace', 'kind', one('ClusterPolicy')],
  ['admissionBinding', 'metadata.name', renamed],
  ['mutatingBinding', 'metadata.name', renamed],
  ['constraint', 'metadata.name', renamed],
])('%s with another %s takes nothing away', (guard, path, values) => {
  fc.assert(
    fc.property(values, circumstances, (value, drawn) => {
      const before: JsonObject = GUARDED[guard];
      const after = asObject(replaced(before, m(guard, path, values).path, value));
      expect(rulesThatFind([...BASE.filter((object) => object !== before), after], drawn)).toEqual([]);
    }),
    { numRuns: 12 },
  );
});
