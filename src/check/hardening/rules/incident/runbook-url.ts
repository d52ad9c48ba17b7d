import { alertsIn } from '../../incident/alerts.ts';
import { quote } from '../../pod.ts';
import type { ObjectRule, Problem } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'incident/runbook-url',
    topic: 'incident',
    level: null,
    severity: 'low',
    title: 'Alert without a runbook',
    means:
      'Every alert of a PrometheusRule must have the annotation runbook_url, with an address or the path of a document. It is read as text: neither is looked up.',
    why: 'Whoever is woken up has to find out alone what the alert means and what to do.',
    repair: 'Write what to do in a runbook and name it in annotations.runbook_url.',
    docs: 'https://kubernetes.io/docs/concepts/cluster-administration/system-metrics/',
    cis: [],
    nsa: [],
  },
  messages: {
    missing: 'alert {alert} has no annotation runbook_url',
    unusable: 'the runbook_url of alert {alert} can lead nowhere',
  },
  check: (manifest) =>
    alertsIn(manifest).flatMap(({ name, runbook, path }): readonly Problem[] => {
      const paths: Problem['paths'] = [[...path, 'annotations', 'runbook_url']];
      const data = { alert: quote(name) };
      if (runbook === '') return [{ message: 'missing', data, paths }];
      return isUsable(runbook) ? [] : [{ message: 'unusable', data, paths }];
    }),
};

/** Hosts that are reserved for documents (RFC 2606), and so lead nowhere. */
const RESERVED = /(^|\.)(example\.(com|net|org)|example|invalid|test|localhost)$/;

function isUsable(runbook: string): boolean {
  if (/^[\w./-]+\.(md|adoc|rst|txt|html)(#.*)?$/.test(runbook)) return true;
  if (!URL.canParse(runbook)) return false;
  const { protocol, hostname } = new URL(runbook);
  return (protocol === 'https:' || protocol === 'http:') && !RESERVED.test(hostname);
}
