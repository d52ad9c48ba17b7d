import {
  type Finding,
  fileLocation,
  isDelivered,
  isObject,
  type Json,
  type Source,
  type Tree,
} from '../domain/index.ts';
import { MAX_FILE_BYTES, mentionsManifest, readManifestStream } from '../yaml/index.ts';
import type { Rendered } from './renderer.ts';

/** More of one source is the same habit over and over. */
const MAX_FINDINGS = 20;
const MAX_NAMED = 3;
/** The message counts the rest. */
const MAX_RELATED = 100;

/** A file of manifests that nothing reads, with what it holds. */
interface Unread {
  readonly file: string;
  readonly kinds: readonly string[];
}

/** A source and what it came to. */
export interface RenderedSource {
  readonly source: Source;
  readonly rendered: Rendered;
}

/**
 * Manifests below a chart or a kustomization that nothing reads: no template, no values, no resource. Discovery leaves
 * such files to the chart or kustomization, so that without a word they would be in no source at all, while
 * `kubectl apply` and a sync of the directory deploy them.
 */
export async function findUnread(
  tree: Tree,
  results: readonly RenderedSource[],
  isIgnored: (path: string) => boolean,
): Promise<readonly Finding[]> {
  const read = new Set<string>();
  for (const { rendered } of results) {
    const without = new Set(rendered.unread);
    for (const file of rendered.files) if (!without.has(file)) read.add(file);
  }
  const findings: Finding[] = [];
  const told = new Set<string>();
  // The deepest first, so that a file is told of what it lies directly below.
  for (const { source, rendered } of [...results].sort((a, b) => b.source.root.length - a.source.root.length)) {
    // Of a source that did not render nobody knows what it reads, and that it did not is reported.
    if (source.kind === 'plain' || isDelivered(source) || !rendered.complete) continue;
    const directories = new Map<string, [Unread, ...Unread[]]>();
    for (const file of rendered.unread ?? (await filesBelow(tree, source.root))) {
      if (told.has(file) || read.has(file) || isIgnored(file) || !/\.(ya?ml|json)$/i.test(file)) continue;
      told.add(file);
      const kinds = await objectsIn(tree, file);
      if (kinds.length === 0) continue;
      const directory = file.slice(0, file.lastIndexOf('/') + 1);
      const known = directories.get(directory);
      if (known === undefined) directories.set(directory, [{ file, kinds }]);
      else known.push({ file, kinds });
    }
    const all = [...directories.values()];
    findings.push(...all.slice(0, MAX_FINDINGS).map((files) => unread(source, files)));
    const [first, ...rest] = all.slice(MAX_FINDINGS).flat();
    if (first !== undefined) findings.push(unread(source, [first, ...rest]));
  }
  return findings;
}

async function filesBelow(tree: Tree, root: string): Promise<readonly string[]> {
  const entries = await tree.list(root);
  return entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
}

/** "Pod", "ConfigMap": the kinds in a file, a few of them; none where it holds no manifest. */
async function objectsIn(tree: Tree, file: string): Promise<readonly string[]> {
  const bytes = await tree.read(file).catch(() => null);
  if (bytes === null) return [];
  if (bytes.length > MAX_FILE_BYTES) return mentionsManifest(bytes) ? ['more than is read'] : [];
  if (!mentionsManifest(bytes)) return [];
  const kinds = readManifestStream(bytes).documents.flatMap(({ value }) => kindOf(value));
  return [...new Set(kinds)].slice(0, MAX_NAMED);
}

/** A kustomization by another name is configuration of kustomize, as for plain files. */
function kindOf(value: Json): readonly string[] {
  if (!isObject(value) || !('apiVersion' in value) || !('kind' in value)) return [];
  if (String(value.apiVersion).startsWith('kustomize.config.k8s.io/')) return [];
  return [`a ${JSON.stringify(String(value.kind).slice(0, 100))}`];
}

/** One finding for the files of one directory: they are there for one reason. */
function unread(source: Source, files: readonly [Unread, ...Unread[]]): Finding {
  const name = source.kind === 'helm' ? 'the Helm chart' : 'the kustomization';
  const [{ file }] = files;
  const kinds = [...new Set(files.flatMap((one) => one.kinds))];
  const names = files.slice(0, MAX_NAMED).map((one) => one.file);
  const [it, was] = files.length === 1 ? ['it', 'was'] : ['them', 'were'];
  const what =
    files.length === 1
      ? `${file} holds ${listed(kinds, kinds.length)}`
      : `${files.length} files (${listed(names, files.length)}) hold ${listed(kinds.slice(0, MAX_NAMED), kinds.length)}`;
  return {
    rule: 'manifest/unread',
    severity: 'low',
    result: { outcome: 'unknown', cause: 'content' },
    enforcement: 'warn',
    message: `${what}, and ${name} ${source.root || '.'} around ${it} does not read ${it}, so ${files.length === 1 ? 'it' : 'they'} ${was} not checked; whoever applies the directory deploys ${it}. Add ${it} to ${name}, move ${it} elsewhere, or list the path under ignorePaths in the policy.`,
    manifest: null,
    image: null,
    location: fileLocation(file),
    related: files.slice(1, MAX_RELATED).map((one) => fileLocation(one.file)),
    path: null,
    // Another file beside them is another finding, and no known one.
    identity: ['unread', source.root, ...files.map((one) => one.file)],
    digest: null,
  };
}

function listed(names: readonly string[], count: number): string {
  return `${names.join(', ')}${count > names.length ? ` and ${count - names.length} more` : ''}`;
}
