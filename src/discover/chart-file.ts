import { get, isArray } from '../domain/index.ts';
import { readManifestStream } from '../yaml/index.ts';

/** What discovery needs of a Chart.yaml. A broken one reads as an empty one: helm says what is wrong with it. */
export interface ChartFile {
  /** A library chart renders to nothing by itself, and helm refuses to try. */
  readonly isLibrary: boolean;
  /** Dependencies that name a directory beside the chart: `repository: file://../common`. */
  readonly localDependencies: readonly { readonly name: string; readonly path: string }[];
}

export function readChartFile(bytes: Uint8Array): ChartFile {
  const chart = readManifestStream(bytes).documents[0]?.value;
  const dependencies = get(chart, 'dependencies');
  const localDependencies = (isArray(dependencies) ? dependencies : []).flatMap((dependency) => {
    const name = get(dependency, 'name');
    const repository = get(dependency, 'repository');
    if (typeof name !== 'string' || typeof repository !== 'string' || !repository.startsWith('file://')) return [];
    return [{ name, path: repository.slice('file://'.length) }];
  });
  return { isLibrary: get(chart, 'type') === 'library', localDependencies };
}
