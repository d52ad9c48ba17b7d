import type { Tree, TreeEntry } from '../domain/index.ts';
import { resolveInTree } from '../tree/index.ts';
import { type ChartFile, readChartFile } from './chart-file.ts';
import { ancestorsOf, directoryOf, join, kindOfFile } from './file-kinds.ts';
import { type KustomizationFile, readKustomizationFile } from './kustomization-file.ts';

/** A directory that renders as a whole. */
export type RenderRoot =
  | { readonly kind: 'helm'; readonly directory: string; readonly chart: ChartFile }
  | { readonly kind: 'kustomize'; readonly directory: string; readonly kustomization: KustomizationFile };

/** Where the charts and kustomizations of the whole tree are, whether or not they are to be checked. */
export interface Layout {
  readonly entries: readonly TreeEntry[];
  readonly roots: readonly RenderRoot[];
  /** The nearest directory with a chart, a kustomization or both that holds `path`; empty where none does. */
  enclosing(path: string): readonly RenderRoot[];
}

/**
 * Reads every Chart.yaml and kustomization file. A directory with both is both: nobody can tell which of them is
 * deployed, and a Chart.yaml that was laid beside a kustomization must not hide it.
 */
export async function readLayout(tree: Tree): Promise<Layout> {
  const entries = await tree.list();
  const markers = entries.filter(({ path }) => ['chart', 'kustomization'].includes(kindOfFile(path)));
  const charts = new Set(
    markers.filter(({ path }) => kindOfFile(path) === 'chart').map(({ path }) => directoryOf(path)),
  );
  const found = await Promise.all(
    markers
      .filter(({ path }) => !isTemplate(path, charts))
      .map(async ({ path }): Promise<RenderRoot | null> => {
        const bytes = await readLinked(tree, path);
        if (bytes === null) return null;
        const directory = directoryOf(path);
        if (kindOfFile(path) === 'chart') return { kind: 'helm', directory, chart: readChartFile(bytes) };
        const kustomization = readKustomizationFile(bytes);
        return kustomization === null ? null : { kind: 'kustomize', directory, kustomization };
      }),
  );
  const roots = new Map<string, RenderRoot>();
  for (const root of found) {
    const key = root === null ? null : `${root.kind} ${root.directory}`;
    // kustomize refuses a directory with two kustomization files; one that is no component is built, to say so.
    if (root !== null && key !== null && (!roots.has(key) || isDeployable(root))) roots.set(key, root);
  }
  const byDirectory = Map.groupBy(roots.values(), ({ directory }) => directory);
  const enclosing = (path: string): readonly RenderRoot[] => {
    for (const directory of [path, ...ancestorsOf(path)]) {
      const here = byDirectory.get(directory);
      if (here !== undefined) return here;
    }
    return [];
  };
  return { entries, roots: [...roots.values()], enclosing };
}

/** Is it something that is deployed by itself? Components and library charts are only ever parts. */
export function isDeployable(root: RenderRoot): boolean {
  return root.kind === 'helm' ? !root.chart.isLibrary : !root.kustomization.isComponent;
}

/** A chart may template a file of any name: below `templates/` and `crds/` names mean nothing. */
function isTemplate(path: string, charts: ReadonlySet<string>): boolean {
  return ancestorsOf(path).some(
    (chart) =>
      charts.has(chart) && (path.startsWith(join(chart, 'templates/')) || path.startsWith(join(chart, 'crds/'))),
  );
}

/** A link that stays inside counts as what it leads to; one that leads nowhere or out as an empty file. */
async function readLinked(tree: Tree, path: string): Promise<Uint8Array | null> {
  const resolved = await resolveInTree(tree, path);
  if (resolved.kind !== 'found') return new Uint8Array();
  return resolved.is === 'file' ? tree.read(resolved.path) : null;
}
