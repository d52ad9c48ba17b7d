import { alertsIn } from '../../incident/alerts.ts';
import { runbookTarget } from '../../incident/runbook-target.ts';
import { quote } from '../../pod.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'incident/runbook-url',
    topic: 'incident',
    level: null,
    severity: 'low',
    title: 'Alert without a runbook',
    means:
      'Every alert of a PrometheusRule must have the annotation runbook_url. A path, or an address of this repository on the branch merged into, must name a file or folder that is there (a path from the root, or from the folder of the manifest). Other addresses are read as text: nobody asks them, nor another branch.',
    why: 'Whoever is woken up has to find out alone what the alert means and what to do.',
    repair: 'Write what to do in a runbook and name it in annotations.runbook_url.',
    docs: 'https://kubernetes.io/docs/concepts/cluster-administration/system-metrics/',
    cis: [],
    nsa: [],
  },
  messages: {
    missing: 'alert {alert} has no annotation runbook_url',
    unusable: 'the runbook_url of alert {alert} can lead nowhere',
    absent: 'the runbook_url of alert {alert} is {runbook}, which is not in this repository',
    templated: 'the runbook_url of alert {alert} is {runbook}, filled in by each alert: no file can be looked for',
  },
  check: ({ manifests, repository }) =>
    manifests.flatMap((manifest) =>
      alertsIn(manifest).flatMap(({ name, runbook, path }): readonly ObjectProblem[] => {
        const paths: ObjectProblem['paths'] = [[...path, 'annotations', 'runbook_url']];
        const alert = quote(name);
        if (runbook === '') return [{ manifest, message: 'missing', data: { alert }, paths }];
        const data = { alert, runbook: quote(runbook) };
        const target = runbookTarget(runbook, manifest.ref.file, repository);
        if (target === 'unusable') return [{ manifest, message: 'unusable', data: { alert }, paths }];
        if (target === 'missing') return [{ manifest, message: 'absent', data, paths }];
        return target === 'templated' ? [{ manifest, message: 'templated', data, paths, outcome: 'unknown' }] : [];
      }),
    ),
};
