import { posix } from 'node:path';
import { get, isArray, isObject, type Json, type Tree } from '../../domain/index.ts';
import { readManifestStream } from '../../yaml/index.ts';
import { KUSTOMIZATION_NAMES } from '../kustomize/names.ts';

/** What a Kustomization deploys of a directory that has no kustomization of its own. */
export interface Scan {
  /** Relative to the directory. */
  readonly resources: readonly string[];
  /** Files of manifests that kustomize would leave exactly as they are: no directory among them, nothing that it drops. */
  readonly plain: boolean;
}

/**
 * Every `.yaml` and `.yml` file below a directory; a directory with a kustomization counts as one resource, and nothing
 * below it is looked at (fluxcd/pkg kustomize_generator.go, scanManifests).
 */
export async function scanManifests(tree: Tree, directory: string): Promise<Scan> {
  const prefix = directory === '' ? '' : `${directory}/`;
  const entries = (await tree.list(directory)).filter(({ kind }) => kind === 'file');
  const names = new Set<string>(KUSTOMIZATION_NAMES);
  const kustomized = entries
    .filter(({ path }) => names.has(posix.basename(path)))
    .map(({ path }) => posix.dirname(path).slice(prefix.length))
    .filter((path) => path !== '' && path !== '.');
  const outer = [...new Set(kustomized)].filter(
    (path) => !kustomized.some((other) => other !== path && path.startsWith(`${other}/`)),
  );
  const files = entries
    .map(({ path }) => path.slice(prefix.length))
    .filter((path) => /\.ya?ml$/.test(path) && !outer.some((root) => path.startsWith(`${root}/`)));
  const resources = [...outer, ...files].sort();
  const plain =
    outer.length === 0 &&
    (await allPlain(
      tree,
      files.map((file) => prefix + file),
    ));
  return { resources, plain };
}

/** kustomize takes each document for an object, refuses what is none, and drops what is for local use only. */
async function allPlain(tree: Tree, files: readonly string[]): Promise<boolean> {
  const seen = new Set<string>();
  for (const file of files) {
    const { documents, problems } = readManifestStream(await tree.read(file));
    if (problems.length > 0) return false;
    for (const { value } of documents) {
      if (value === null || (isObject(value) && Object.keys(value).length === 0)) continue;
      const id = identityOf(value);
      if (id === null || seen.has(id)) return false;
      seen.add(id);
    }
  }
  return true;
}

function identityOf(value: Json): string | null {
  const [apiVersion, kind, name, namespace] = [
    get(value, 'apiVersion'),
    get(value, 'kind'),
    get(value, 'metadata', 'name'),
    get(value, 'metadata', 'namespace') ?? '',
  ];
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return null;
  if (isArray(get(value, 'items')) || apiVersion.startsWith('kustomize.config.k8s.io/')) return null;
  const annotations = get(value, 'metadata', 'annotations');
  const isSpecial = isObject(annotations) && Object.keys(annotations).some((key) => key.startsWith('config.k'));
  return isSpecial ? null : JSON.stringify([apiVersion, kind, namespace, name]);
}
