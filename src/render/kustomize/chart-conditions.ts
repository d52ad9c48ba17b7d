import type { Finding, Location, Source } from '../../domain/index.ts';
import { type Condition, type Conditions, readConditions } from '../helm/conditions.ts';
import { environmentDependent } from '../helm/environment.ts';
import type { Asking } from '../helm/other-faces.ts';
import type { Closure } from './closure.ts';

/** kustomize has `helm template` run, and so does whoever deploys: never an upgrade, never a cluster to ask. */
const OPEN: readonly Condition[] = ['api', 'kubeVersion', 'random', 'chance'];

/** What the charts of a kustomization ask for, of what their entries do not settle. */
export function chartConditions({ files, charts, entry }: Closure): Asking {
  const asked = new Map<Condition, Location>();
  const apiVersions = new Set<string>();
  let unread: Location | null = null;
  for (const chart of charts) {
    const own: Conditions = readConditions(files, chart.root, chart.valuesFiles);
    const isSettled = (condition: Condition) =>
      (condition === 'kubeVersion' && chart.kubeVersion !== null) ||
      (condition === 'api' && chart.apiVersions.length > 0);
    for (const condition of OPEN) {
      const location = own.asked.get(condition);
      if (location !== undefined && !isSettled(condition) && !asked.has(condition)) asked.set(condition, location);
    }
    // A list of its own is all that the chart gets, whatever kustomize is told.
    if (chart.apiVersions.length > 0) continue;
    for (const version of own.apiVersions) apiVersions.add(version);
    unread ??= own.unread;
  }
  return {
    conditions: { asked, apiVersions: [...apiVersions], unread },
    settled: { apiVersions: [], kubeVersion: null, isUpgraded: false },
    file: entry,
    remedies: {
      kubeVersion: 'Set kubeVersion of the chart in helmCharts to the version of the cluster.',
      apiVersions: 'List what the cluster has in apiVersions of the chart in helmCharts.',
    },
  };
}

/** Releases whose names nobody can tell: helm makes them of the clock, or of a template. */
export function unnamedReleases(source: Source, { charts }: Closure): readonly Finding[] {
  return charts.flatMap(({ name, naming, location }) => {
    if (naming === 'given') return [];
    const what =
      naming === 'generated'
        ? `the release of the chart ${JSON.stringify(name)} has no name, so that helm calls it after the clock; it was rendered as release-name`
        : `the release of the chart ${JSON.stringify(name)} is named by a template, which may give another name elsewhere`;
    return [environmentDependent(source, { what, remedy: 'Set releaseName.', location })];
  });
}
