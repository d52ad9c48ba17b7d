import { get, isArray, isObject, type Json, textAt } from '../domain/index.ts';
import { readManifestStream } from '../yaml/index.ts';

/** What discovery needs of a kustomization. A broken one reads as an empty one: kustomize says what is wrong with it. */
export interface KustomizationFile {
  /** `kind: Component`: a part of others, nothing by itself. */
  readonly isComponent: boolean;
  /** Entries that may be directories, relative to the kustomization's own. */
  readonly directories: readonly string[];
  /** Charts that it inflates, relative to the kustomization's own directory. */
  readonly charts: readonly string[];
}

const GROUP = 'kustomize.config.k8s.io/';
/** Fields whose entries may name the directory of another kustomization (api/types/kustomization.go). */
const DIRECTORY_FIELDS = ['resources', 'bases', 'components', 'generators', 'transformers', 'validators'];

/** Null for a file of that name that is an object of another API, for example a Flux Kustomization. */
export function readKustomizationFile(bytes: Uint8Array): KustomizationFile | null {
  const value = readManifestStream(bytes).documents[0]?.value;
  const apiVersion = get(value, 'apiVersion');
  if (typeof apiVersion === 'string' && apiVersion !== '' && !apiVersion.startsWith(GROUP)) return null;
  const old = entriesOf(get(value, 'helmChartInflationGenerator'));
  const globals = get(value, 'helmGlobals');
  const oldHome = old.map((chart) => textAt(chart, 'chartHome')).findLast((home) => home !== '');
  const home = (isObject(globals) ? textAt(globals, 'chartHome') : oldHome) || 'charts';
  const charts = [
    ...entriesOf(get(value, 'helmCharts')).map((chart) => chartDirectory(chart, ['name', 'version', 'repo'])),
    ...old.map((chart) => chartDirectory(chart, ['chartName', 'chartVersion', 'chartRepoUrl'])),
  ];
  return {
    isComponent: get(value, 'kind') === 'Component',
    directories: DIRECTORY_FIELDS.flatMap((field) => entriesOf(get(value, field))).filter(
      (entry) => typeof entry === 'string',
    ),
    charts: charts.flatMap((chart) => (chart === null ? [] : [`${home}/${chart}`])),
  };
}

function entriesOf(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : [];
}

/** Below the home of charts: what is pulled has a directory for each version (HelmChartInflationGenerator, absChartHome). */
function chartDirectory(
  chart: Json,
  keys: readonly [name: string, version: string, repository: string],
): string | null {
  const [name, version, repository] = keys.map((key) => textAt(chart, key));
  if (name === undefined || name === '') return null;
  return version && repository ? `${name}-${version}/${name}` : name;
}
