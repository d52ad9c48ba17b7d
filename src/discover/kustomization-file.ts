import { get, isArray, type Json } from '../domain/index.ts';
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
  const chartHome = textOr(get(value, 'helmGlobals', 'chartHome'), 'charts');
  const charts = entriesOf(get(value, 'helmCharts')).flatMap((chart) => {
    const name = get(chart, 'name');
    return typeof name === 'string' ? [`${chartHome}/${name}`] : [];
  });
  const inflated = entriesOf(get(value, 'helmChartInflationGenerator')).flatMap((chart) => {
    const name = get(chart, 'chartName');
    return typeof name === 'string' ? [`${textOr(get(chart, 'chartHome'), 'charts')}/${name}`] : [];
  });
  return {
    isComponent: get(value, 'kind') === 'Component',
    directories: DIRECTORY_FIELDS.flatMap((field) => entriesOf(get(value, field))).filter(
      (entry) => typeof entry === 'string',
    ),
    charts: [...charts, ...inflated],
  };
}

function entriesOf(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : [];
}

function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
