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
    let rest = 0;
    for (const file of rendered.unread ?? (await filesBelow(tree, source.root))) {
      if (told.has(file) || read.has(file) || isIgnored(file) || !/\.(ya?ml|json)$/i.test(file)) continue;
      told.add(file);
      const objects = await objectsIn(tree, file);
      if (objects.length === 0) continue;
      const left = findings.filter(({ identity }) => identity[1] === source.root).length;
      if (left < MAX_FINDINGS) findings.push(unread(source, file, `holds ${objects.join(', ')}`));
      else rest += 1;
    }
    if (rest > 0) findings.push(unread(source, source.root || '.', `holds ${rest} more files of manifests`));
  }
  return findings;
}

async function filesBelow(tree: Tree, root: string): Promise<readonly string[]> {
  const entries = await tree.list(root);
  return entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
}

const MAX_NAMED = 3;

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

function unread(source: Source, file: string, what: string): Finding {
  const name = source.kind === 'helm' ? 'the Helm chart' : 'the kustomization';
  return {
    rule: 'manifest/unread',
    severity: 'low',
    result: { outcome: 'unknown', cause: 'content' },
    enforcement: 'warn',
    message: `${file} ${what}, and ${name} ${source.root || '.'} around it does not read it, so it was not checked; whoever applies the directory deploys it. Add it to ${name}, move it elsewhere, or list its path under ignorePaths in the policy.`,
    manifest: null,
    image: null,
    location: fileLocation(file),
    related: [],
    path: null,
    identity: ['unread', source.root],
    digest: null,
  };
}
