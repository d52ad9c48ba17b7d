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
  readonly roots: ReadonlyMap<string, RenderRoot>;
  /** The nearest chart or kustomization that holds `path`; null where none does. */
  enclosing(path: string): RenderRoot | null;
}

/** Reads every Chart.yaml and kustomization file. A chart's directory that is a kustomization too is the chart. */
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
    if (root === null) continue;
    if (root.kind === 'helm' || !roots.has(root.directory)) roots.set(root.directory, root);
  }
  const enclosing = (path: string): RenderRoot | null => {
    for (const directory of [path, ...ancestorsOf(path)]) {
      const root = roots.get(directory);
      if (root !== undefined) return root;
    }
    return null;
  };
  return { entries, roots, enclosing };
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
