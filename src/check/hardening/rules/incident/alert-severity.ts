import { alertsIn } from '../../incident/alerts.ts';
import { quote } from '../../pod.ts';
import type { ObjectRule } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'incident/alert-severity',
    topic: 'incident',
    level: null,
    severity: 'low',
    title: 'Alert without a severity',
    means: 'Every alert of a PrometheusRule must have a severity, in its labels or in those of its group.',
    why: 'Who gets woken up is decided by the severity: an alert without one goes where nobody looks.',
    repair: 'Add labels.severity with a value that the routes of Alertmanager know.',
    docs: 'https://kubernetes.io/docs/concepts/cluster-administration/system-metrics/',
    cis: [],
    nsa: [],
  },
  messages: {
    missing: 'alert {alert} has no label severity',
  },
  check: (manifest) =>
    alertsIn(manifest)
      .filter(({ severity }) => severity === '')
      .map(({ name, path }) => ({
        message: 'missing',
        data: { alert: quote(name) },
        paths: [[...path, 'labels', 'severity']],
      })),
};
