import { get, type Manifest, type Path } from '../../../domain/index.ts';
import { isKind } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';

/** An alert of a PrometheusRule; texts are empty where they are not set. */
export interface Alert {
  readonly name: string;
  readonly severity: string;
  readonly runbook: string;
  readonly path: Path;
}

/** The alerts of a PrometheusRule of the Prometheus operator; recording rules are none. A group's labels are its rules'. */
export function alertsIn(manifest: Manifest): readonly Alert[] {
  if (!isKind(manifest, 'monitoring.coreos.com', 'PrometheusRule')) return [];
  return itemsOf(get(manifest.object, 'spec', 'groups')).flatMap((group, g) =>
    itemsOf(get(group, 'rules')).flatMap((rule, r): readonly Alert[] => {
      const name = textOf(get(rule, 'alert'));
      if (name === '') return [];
      const severity = textOf(get(rule, 'labels', 'severity') ?? get(group, 'labels', 'severity'));
      const runbook = textOf(get(rule, 'annotations', 'runbook_url'));
      return [{ name, severity, runbook, path: ['spec', 'groups', g, 'rules', r] }];
    }),
  );
}
