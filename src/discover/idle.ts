import { get, type Json, type Tree } from '../domain/index.ts';
import { MAX_FILE_BYTES, readManifestStream } from '../yaml/index.ts';
import { ancestorsOf, join } from './file-kinds.ts';
import { isDeployable, type Layout, type RenderRoot } from './layout.ts';
import { type Parts, reachable } from './usage.ts';

/**
 * What charts and kustomizations account for. A component or library chart that no source is made from accounts for
 * nothing: whoever lays one into a directory of manifests would hide them, though kubectl applies them as before.
 */
export interface Coverage {
  /** The charts and kustomizations that are sources, and all that they are made from. */
  readonly used: ReadonlySet<RenderRoot>;
  /** Is the path rendered, or left out, with a chart or a kustomization? */
  covers(path: string): boolean;
  /** A template of an idle library chart: written for helm, and a manifest only where it reads as one. */
  isIdleTemplate(path: string): boolean;
}

/** @param rendered the charts and kustomizations that are sources. */
export function coverageOf(layout: Layout, parts: Parts, rendered: Iterable<RenderRoot>): Coverage {
  const used = new Set([...rendered].flatMap((root) => [root, ...reachable(root, parts)]));
  const isIdle = (root: RenderRoot) => !isDeployable(root) && !used.has(root);
  const covering = new Set(layout.roots.filter((root) => !isIdle(root)).map(({ directory }) => directory));
  const idleTemplates = new Set(
    layout.roots
      .filter((root) => root.kind === 'helm' && isIdle(root))
      .map(({ directory }) => join(directory, 'templates')),
  );
  return {
    used,
    covers: (path) => [path, ...ancestorsOf(path)].some((directory) => covering.has(directory)),
    isIdleTemplate: (path) => ancestorsOf(path).some((directory) => idleTemplates.has(directory)),
  };
}

/** Does any document of the file read as a manifest? True where nobody can tell: its renderer says why. */
export async function readsAsManifest(tree: Tree, path: string): Promise<boolean> {
  const bytes = await tree.read(path).catch(() => null);
  if (bytes === null || bytes.length > MAX_FILE_BYTES) return true;
  return readManifestStream(bytes).documents.some(({ value }) => hasHead(value));
}

/** A component's own file is configuration of kustomize, and no manifest. */
function hasHead(value: Json): boolean {
  const apiVersion = get(value, 'apiVersion');
  if (apiVersion === undefined || get(value, 'kind') === undefined) return false;
  return !(typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/'));
}
