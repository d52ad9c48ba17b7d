import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-quota.ts';

const quota = (name: string, pods: string) =>
  `---\napiVersion: v1\nkind: ResourceQuota\nmetadata: { name: ${name}, namespace: shop }\nspec: { hard: { pods: "${pods}" } }\n`;
const OBJECT = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n';

const CASES: [string, string, string, string[]][] = [
  [
    'the last one goes',
    quota('limits', '5') + OBJECT,
    OBJECT,
    [
      'ResourceQuota shop/limits: the change removes it (sample.yaml:2 at the base), and no other ResourceQuota of the namespace remains @ ',
    ],
  ],
  ['one of two goes', quota('a', '5') + quota('b', '5') + OBJECT, quota('a', '5') + OBJECT, []],
  ['another size', quota('limits', '5') + OBJECT, quota('limits', '500') + OBJECT, []],
  ['nothing is left in the namespace', quota('limits', '5') + OBJECT, OBJECT.replace('shop', 'other'), []],
];

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>(
  CASES,
)('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
