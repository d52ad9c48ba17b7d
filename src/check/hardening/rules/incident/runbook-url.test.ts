import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './runbook-url.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'None',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      rules:\n        - { alert: Down, expr: up == 0, annotations: { summary: down } }\n',
    [
      'PrometheusRule shop/api: alert "Down" has no annotation runbook_url @ spec.groups[0].rules[0].annotations.runbook_url',
    ],
  ],
  [
    'A placeholder',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      rules:\n        - { alert: Down, expr: up == 0, annotations: { runbook_url: "TODO" } }\n',
    [
      'PrometheusRule shop/api: the runbook_url of alert "Down" can lead nowhere @ spec.groups[0].rules[0].annotations.runbook_url',
    ],
  ],
  [
    'A reserved name',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      rules:\n        - { alert: Down, expr: up == 0, annotations: { runbook_url: "https://example.com/runbook" } }\n',
    [
      'PrometheusRule shop/api: the runbook_url of alert "Down" can lead nowhere @ spec.groups[0].rules[0].annotations.runbook_url',
    ],
  ],
  [
    'An address',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      rules:\n        - { alert: Down, expr: up == 0, annotations: { runbook_url: "https://runbooks.acme.io/down" } }\n',
    [],
  ],
  [
    'A file',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      rules:\n        - { alert: Down, expr: up == 0, annotations: { runbook_url: docs/runbooks/down.md } }\n',
    [],
  ],
  [
    'A recording rule',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      rules:\n        - { record: up:sum, expr: sum(up) }\n',
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
