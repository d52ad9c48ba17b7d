import { expect, test } from 'vitest';
import { manifestOf } from '../../../../../test/support/hardening.ts';
import { NOTHING_EXPECTED, takeInventory } from '../../inventory.ts';
import { rule } from './required-labels.ts';

const CASES: [what: string, required: string[], labels: Record<string, string>, missing: string[][]][] = [
  ['nothing required', [], {}, []],
  ['both there', ['team', 'tier'], { team: 'a', tier: 'web' }, []],
  ['one missing', ['team', 'tier'], { team: 'a' }, [['"tier"']]],
  ['an empty value', ['team'], { team: '' }, [['"team"']]],
  ['a name of every object', ['constructor'], {}, [['"constructor"']]],
];

test.each(CASES)('%s', (_, requiredLabels, labels, missing) => {
  const manifest = manifestOf({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels },
  });
  const { inventory } = takeInventory([manifest], { ...NOTHING_EXPECTED, requiredLabels });
  if (rule.scope !== 'inventory') throw new Error('the rule looks at everything');
  expect(rule.check(inventory).map(({ data }) => data.labels)).toEqual(missing);
});
