import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './alert-severity.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'None',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      rules:\n        - { alert: Down, expr: up == 0, labels: { team: shop } }\n',
    ['PrometheusRule shop/api: alert "Down" has no label severity @ spec.groups[0].rules[0].labels.severity'],
  ],
  [
    'Empty',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      rules:\n        - { alert: Down, expr: up == 0, labels: { severity: "" } }\n',
    ['PrometheusRule shop/api: alert "Down" has no label severity @ spec.groups[0].rules[0].labels.severity'],
  ],
  [
    'There',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      rules:\n        - { alert: Down, expr: up == 0, labels: { severity: page } }\n',
    [],
  ],
  [
    'A recording rule',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      rules:\n        - { record: up:sum, expr: sum(up) }\n',
    [],
  ],
  [
    'From its group',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      labels: { severity: page }\n      rules:\n        - { alert: Down, expr: up == 0 }\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
