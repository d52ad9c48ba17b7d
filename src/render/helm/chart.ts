import type { Path } from '../../domain/index.ts';
import { type FileSet, textOf } from '../export-tree.ts';
import { listScalars, type SourceScalar } from '../origins/scalars.ts';

/** One chart that lies unpacked in the tree: the source itself, or a dependency below `charts/`. */
export interface Chart {
  /** Its directory, relative to the repository root. */
  readonly root: string;
  /** `name` of its Chart.yaml. */
  readonly name: string;
  readonly library: boolean;
  readonly metadata: readonly SourceScalar[];
  readonly dependencies: readonly Dependency[];
}

export interface Dependency {
  readonly name: string;
  /** What templates and values call it. */
  readonly alias: string;
  readonly scalar: SourceScalar;
}

function below(root: string, path: string): string {
  return root === '' ? path : `${root}/${path}`;
}

function scalarAt(scalars: readonly SourceScalar[], ...path: Path): SourceScalar | undefined {
  return scalars.find(
    (scalar) => scalar.path.length === path.length && path.every((step, i) => scalar.path[i] === step),
  );
}

export function readChart(files: FileSet, root: string): Chart {
  const file = below(root, 'Chart.yaml');
  const metadata = listScalars(textOf(files, file), file);
  const dependencies: Dependency[] = [];
  for (let index = 0; ; index += 1) {
    const name = scalarAt(metadata, 'dependencies', index, 'name');
    if (name === undefined) break;
    const alias = scalarAt(metadata, 'dependencies', index, 'alias');
    dependencies.push({ name: name.value, alias: alias?.value ?? name.value, scalar: name });
  }
  return {
    root,
    name: scalarAt(metadata, 'name')?.value ?? '',
    library: scalarAt(metadata, 'type')?.value === 'library',
    metadata,
    dependencies,
  };
}

/** The chart and every chart below its `charts/` that is not packed, in path order. */
export function readCharts(files: FileSet, root: string): Chart[] {
  const prefix = below(root, '');
  const roots = [...files.keys()]
    .filter((path) => path.startsWith(prefix))
    .filter((path) => /^(charts\/[^/]+\/)*Chart\.yaml$/.test(path.slice(prefix.length)))
    .map((path) => path.slice(0, -'/Chart.yaml'.length));
  return [...new Set([root, ...roots.filter((path) => path !== 'Chart.yaml')])]
    .filter((path) => files.has(below(path, 'Chart.yaml')))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((path) => readChart(files, path));
}

/**
 * The repository's path for a name that helm uses in `# Source:` lines and messages: `shop/templates/a.yaml`,
 * `shop/charts/cache/templates/b.yaml`. Helm names charts by `name` or alias, not by directory (pkg/chart/chart.go,
 * ChartFullPath). A packed dependency is its archive.
 */
export function repositoryPath(files: FileSet, charts: readonly Chart[], root: string, name: string): string | null {
  const steps = name.split('/').slice(1);
  let at = root;
  while (steps[0] === 'charts' && steps[1] !== undefined) {
    const wanted = steps[1];
    const chart = charts.find((candidate) => candidate.root === at);
    const real = chart?.dependencies.find((dependency) => dependency.alias === wanted)?.name ?? wanted;
    const prefix = below(at, 'charts/');
    const direct = charts.filter(
      (candidate) => candidate.root.startsWith(prefix) && !candidate.root.slice(prefix.length).includes('/'),
    );
    const found =
      direct.find((candidate) => candidate.name === wanted) ?? direct.find((candidate) => candidate.name === real);
    if (found === undefined) {
      const archives = [...files.keys()].filter(
        (path) => path.startsWith(prefix) && /^[^/]+\.(tgz|tar\.gz)$/.test(path.slice(prefix.length)),
      );
      const named = (path: string, stem: string) => {
        const name = path.slice(prefix.length);
        return name.startsWith(`${stem}-`) && /^v?\d/.test(name.slice(stem.length + 1));
      };
      return archives.find((path) => named(path, real)) ?? archives.find((path) => named(path, wanted)) ?? null;
    }
    at = found.root;
    steps.splice(0, 2);
  }
  const path = below(at, steps.join('/'));
  return files.has(path) ? path : null;
}
