import { posix } from 'node:path';
import type { Tree } from '../domain/index.ts';
import { insideTree, resolveInTree } from '../tree/index.ts';
import { directoryOf, join } from './file-kinds.ts';
import type { Layout, RenderRoot } from './layout.ts';
import { sameDirectories } from './same-directories.ts';

/** For each chart and kustomization the directories of those that it is made from, itself left out. */
export type Parts = ReadonlyMap<string, ReadonlySet<string>>;

/** Follows what each chart and kustomization names. What is not in the tree is for its renderer to complain about. */
export async function readParts(tree: Tree, layout: Layout): Promise<Parts> {
  const parts = await Promise.all(
    [...layout.roots.values()].map(async (root) => {
      const named =
        root.kind === 'helm' ? await partsOfChart(tree, layout, root) : await partsOfKustomization(tree, root);
      const known = named.filter((directory) => directory !== root.directory && layout.roots.has(directory));
      return [root.directory, new Set(known)] as const;
    }),
  );
  return new Map(parts);
}

type ChartRoot = Extract<RenderRoot, { kind: 'helm' }>;
type KustomizationRoot = Extract<RenderRoot, { kind: 'kustomize' }>;

async function partsOfChart(tree: Tree, layout: Layout, { directory, chart }: ChartRoot): Promise<readonly string[]> {
  const vendored = join(directory, 'charts');
  const own = [...layout.roots.values()]
    .filter((root) => root.kind === 'helm' && isSubchart(root.directory, vendored))
    .map((root) => root.directory);
  const linked = await Promise.all(
    layout.entries
      .filter((entry) => entry.kind === 'symlink' && isSubchart(entry.path, vendored))
      .map((entry) => directoryAt(tree, entry.path)),
  );
  const local = await Promise.all(
    chart.localDependencies.map(async ({ name, path }) => {
      const target = await resolveFrom(tree, directory, path);
      // Helm renders the copy in charts/. Only while the two are the same is the directory checked along with it.
      const copy = join(vendored, name);
      const copied = target !== null && (await tree.stat(copy)) === 'directory';
      return copied && !(await sameDirectories(tree, target, copy)) ? null : target;
    }),
  );
  return [...own, ...linked, ...local].filter((target) => target !== null);
}

/** Helm leaves out what starts with `_` or `.` (pkg/chart/loader/load.go). */
function isSubchart(path: string, vendored: string): boolean {
  return directoryOf(path) === vendored && !/^[_.]/.test(path.slice(vendored.length + 1));
}

async function partsOfKustomization(tree: Tree, root: KustomizationRoot): Promise<readonly string[]> {
  const { directories, charts } = root.kustomization;
  const targets = await Promise.all([...directories, ...charts].map((path) => resolveFrom(tree, root.directory, path)));
  return targets.filter((target) => target !== null);
}

function resolveFrom(tree: Tree, directory: string, path: string): Promise<string | null> {
  const inside = path.startsWith('/') || path.includes('\n') ? null : insideTree(posix.join(directory, path));
  return inside === null ? Promise.resolve(null) : directoryAt(tree, inside);
}

async function directoryAt(tree: Tree, path: string): Promise<string | null> {
  const resolved = await resolveInTree(tree, path);
  return resolved.kind === 'found' && resolved.is === 'directory' ? resolved.path : null;
}

/** Is it something that is deployed by itself? Components and library charts are only ever parts. */
export function isDeployable(root: RenderRoot): boolean {
  return root.kind === 'helm' ? !root.chart.isLibrary : !root.kustomization.isComponent;
}

/**
 * Of `candidates` those that no other candidate is made from. Each candidate is rendered by one of the results: where
 * candidates are parts of each other, the first of the circle stands for it, and fails with the circle.
 */
export function topmost(candidates: readonly RenderRoot[], parts: Parts): readonly RenderRoot[] {
  const deployable = candidates.filter(isDeployable).sort((a, b) => (a.directory < b.directory ? -1 : 1));
  const reach = new Map(deployable.map(({ directory }) => [directory, reachable(directory, parts)]));
  const reaches = (from: string, to: string) => reach.get(from)?.has(to) ?? false;
  return deployable.filter(({ directory }, position) =>
    deployable.every((other, otherPosition) => {
      if (other.directory === directory || !reaches(other.directory, directory)) return true;
      const circle = reaches(directory, other.directory);
      return circle && position < otherPosition;
    }),
  );
}

function reachable(from: string, parts: Parts): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const part of parts.get(at) ?? []) {
      if (found.has(part)) continue;
      found.add(part);
      open.push(part);
    }
  }
  return found;
}
