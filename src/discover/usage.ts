import { posix } from 'node:path';
import type { Tree } from '../domain/index.ts';
import { insideTree, resolveInTree } from '../tree/index.ts';
import { directoryOf, join } from './file-kinds.ts';
import { isDeployable, type Layout, type RenderRoot } from './layout.ts';
import { sameDirectories } from './same-directories.ts';

/**
 * For each chart and kustomization those that it is made from, itself left out. A kustomization that names a directory
 * takes the kustomization in it, and never a chart that lies there too.
 */
export type Parts = ReadonlyMap<RenderRoot, ReadonlySet<RenderRoot>>;

/** Follows what each chart and kustomization names. What is not in the tree is for its renderer to complain about. */
export async function readParts(tree: Tree, layout: Layout): Promise<Parts> {
  const parts = await Promise.all(
    layout.roots.map(async (root) => {
      const named =
        root.kind === 'helm' ? await partsOfChart(tree, layout, root) : await partsOfKustomization(tree, root);
      const known = named.flatMap(({ kind, directory }) =>
        layout.roots.filter((part) => part !== root && part.kind === kind && part.directory === directory),
      );
      return [root, new Set(known)] as const;
    }),
  );
  return new Map(parts);
}

interface Part {
  readonly kind: RenderRoot['kind'];
  readonly directory: string;
}

function parts(kind: Part['kind'], directories: readonly (string | null)[]): readonly Part[] {
  return directories.flatMap((directory) => (directory === null ? [] : [{ kind, directory }]));
}

type ChartRoot = Extract<RenderRoot, { kind: 'helm' }>;
type KustomizationRoot = Extract<RenderRoot, { kind: 'kustomize' }>;

async function partsOfChart(tree: Tree, layout: Layout, { directory, chart }: ChartRoot): Promise<readonly Part[]> {
  const vendored = join(directory, 'charts');
  const own = layout.roots
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
  return parts('helm', [...own, ...linked, ...local]);
}

/** Helm leaves out what starts with `_` or `.` (pkg/chart/loader/load.go). */
function isSubchart(path: string, vendored: string): boolean {
  return directoryOf(path) === vendored && !/^[_.]/.test(path.slice(vendored.length + 1));
}

async function partsOfKustomization(tree: Tree, root: KustomizationRoot): Promise<readonly Part[]> {
  const { directories, charts } = root.kustomization;
  const resolve = (paths: readonly string[]) =>
    Promise.all(paths.map((path) => resolveFrom(tree, root.directory, path)));
  return [...parts('kustomize', await resolve(directories)), ...parts('helm', await resolve(charts))];
}

function resolveFrom(tree: Tree, directory: string, path: string): Promise<string | null> {
  const inside = path.startsWith('/') || path.includes('\n') ? null : insideTree(posix.join(directory, path));
  return inside === null ? Promise.resolve(null) : directoryAt(tree, inside);
}

async function directoryAt(tree: Tree, path: string): Promise<string | null> {
  const resolved = await resolveInTree(tree, path);
  return resolved.kind === 'found' && resolved.is === 'directory' ? resolved.path : null;
}

/**
 * Of `candidates` those that no other candidate is made from. Each candidate is rendered by one of the results: where
 * candidates are parts of each other, the first of the circle stands for it, and fails with the circle.
 */
export function topmost(candidates: readonly RenderRoot[], parts: Parts): readonly RenderRoot[] {
  const deployable = candidates.filter(isDeployable).sort((a, b) => (a.directory < b.directory ? -1 : 1));
  const reach = new Map(deployable.map((root) => [root, reachable(root, parts)]));
  const reaches = (from: RenderRoot, to: RenderRoot) => reach.get(from)?.has(to) ?? false;
  return deployable.filter((root, position) =>
    deployable.every((other, otherPosition) => {
      if (other === root || !reaches(other, root)) return true;
      const circle = reaches(root, other);
      return circle && position < otherPosition;
    }),
  );
}

/** Everything that `from` is made from. */
export function reachable(from: RenderRoot, parts: Parts): ReadonlySet<RenderRoot> {
  const found = new Set<RenderRoot>();
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
