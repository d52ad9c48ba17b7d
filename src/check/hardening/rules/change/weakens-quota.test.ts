import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-quota.ts';

const quota = (name: string, pods: string) =>
  `---\napiVersion: v1\nkind: ResourceQuota\nmetadata: { name: ${name}, namespace: shop }\nspec: { hard: { pods: "${pods}" } }\n`;
const range = (limits: string) =>
  `---\napiVersion: v1\nkind: LimitRange\nmetadata: { name: range, namespace: shop }\nspec: { limits: [${limits}] }\n`;
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
  [
    'a higher one',
    quota('limits', '5') + OBJECT,
    quota('limits', '5k') + OBJECT,
    ['ResourceQuota shop/limits: the change raises the limit of "pods" from "5" to "5k" @ spec.hard.pods'],
  ],
  ['a lower one', quota('limits', '5') + OBJECT, quota('limits', '4') + OBJECT, []],
  ['the same, written otherwise', quota('limits', '5') + OBJECT, quota('limits', '5000m') + OBJECT, []],
  ['raised, but another one holds', quota('a', '5') + quota('b', '5'), quota('a', '9') + quota('b', '5'), []],
  [
    'one of two goes, and the other allows more',
    quota('a', '5') + quota('b', '9'),
    quota('b', '9'),
    ['ResourceQuota shop/b: the change raises the limit of "pods" from "5" to "9" @ spec.hard.pods'],
  ],
  [
    'a limit goes',
    quota('limits', '5'),
    quota('limits', '5').replace('pods:', 'services:'),
    ['ResourceQuota shop/limits: the change removes the limit of "pods" @ spec.hard'],
  ],
  [
    'only for some pods',
    quota('limits', '5'),
    quota('limits', '5').replace('spec: {', 'spec: { scopes: [BestEffort],'),
    ['ResourceQuota shop/limits: the change removes the limit of "pods" @ spec.hard'],
  ],
  [
    'the maximum of a LimitRange',
    range('{ type: Container, max: { memory: 1Gi } }'),
    range('{ type: Container, max: { memory: 4Gi } }'),
    [
      'LimitRange shop/range: the change raises the limit of max "memory" of a "Container" from "1Gi" to "4Gi" @ spec.limits[0].max.memory',
    ],
  ],
  [
    'a repository that holds nothing but guards',
    quota('limits', '5'),
    '{}\n',
    [
      'ResourceQuota shop/limits: the change removes it (sample.yaml:2 at the base), and no other ResourceQuota of the namespace remains @ ',
    ],
  ],
  ['nothing is left in the namespace', quota('limits', '5') + OBJECT, OBJECT.replace('shop', 'other'), []],
];

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>(
  CASES,
)('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
