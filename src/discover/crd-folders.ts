import { get, type Json, type Tree } from '../domain/index.ts';
import { MAX_FILE_BYTES, readManifestStream } from '../yaml/index.ts';
import { isWithin, join, kindOfFile } from './file-kinds.ts';
import type { Layout, RenderRoot } from './layout.ts';

/** Files below a chart's `crds/` that hold more than CustomResourceDefinitions. */
export interface CrdFolder {
  readonly directory: string;
  readonly files: readonly string[];
}

/**
 * `helm install` creates whatever lies below `crds/`, as it stands and before all else, and `helm template` does not
 * print it (helm pkg/action/install.go, installCRDs): a workload laid there would be deployed and never seen.
 *
 * @param charts the charts that are rendered, and the charts that they are made from.
 */
export async function readCrdFolders(
  tree: Tree,
  layout: Layout,
  charts: Iterable<RenderRoot>,
): Promise<readonly CrdFolder[]> {
  const folders: CrdFolder[] = [];
  for (const { kind, directory } of charts) {
    if (kind !== 'helm') continue;
    const folder = join(directory, 'crds');
    const files: string[] = [];
    for (const entry of layout.entries) {
      if (entry.kind !== 'file' || !isWithin(entry.path, folder) || kindOfFile(entry.path) === 'other') continue;
      if (await holdsMore(tree, entry.path)) files.push(entry.path);
    }
    if (files.length > 0) folders.push({ directory: folder, files: files.sort() });
  }
  return folders.sort((a, b) => (a.directory < b.directory ? -1 : 1));
}

/** True where nobody can tell: its renderer says why. */
async function holdsMore(tree: Tree, path: string): Promise<boolean> {
  const bytes = await tree.read(path).catch(() => null);
  if (bytes === null || bytes.length > MAX_FILE_BYTES) return true;
  return readManifestStream(bytes).documents.some(({ value }) => isOtherObject(value));
}

function isOtherObject(value: Json): boolean {
  const [apiVersion, kind] = [get(value, 'apiVersion'), get(value, 'kind')];
  if (apiVersion === undefined || kind === undefined) return false;
  return !(kind === 'CustomResourceDefinition' && String(apiVersion).startsWith('apiextensions.k8s.io/'));
}
