import type { Finding, Tree, TreeEntry } from '../domain/index.ts';
import { resolveInTree } from '../tree/index.ts';
import { mentionsManifest } from '../yaml/index.ts';
import { ancestorsOf, directoryOf, isWithin, kindOfFile } from './file-kinds.ts';
import { linkLeadsNowhere, linkLeadsOut, unfetchedSubmodule } from './findings.ts';
import { type Coverage, readsAsManifest } from './idle.ts';
import type { Layout } from './layout.ts';
import type { Selection } from './selection.ts';

/** Plain manifest files of one selection, and what stands in the way of reading them. */
export interface PlainFiles {
  readonly files: readonly string[];
  /** Directories that links of the selection lead to, outside of it. */
  readonly linked: readonly string[];
  readonly findings: readonly Finding[];
}

/** Editors' lock files: `.#deploy.yaml` is a link to nowhere by design (Emacs). One that leads to a file is applied. */
const EDITOR_LINK = /(^|\/)\.#[^/]*$/;

/**
 * Every YAML and JSON file that belongs to no chart and no kustomization. Links that stay inside count as the file they
 * lead to.
 */
export async function scanPlainFiles(
  tree: Tree,
  layout: Layout,
  { selection, coverage }: { readonly selection: Selection; readonly coverage: Coverage },
  isIgnored: (path: string) => boolean,
): Promise<PlainFiles> {
  const files = new Set<string>();
  const linked = new Set<string>();
  const findings: Finding[] = [];
  const submodules: string[] = [];

  for (const entry of layout.entries) {
    if (!isWithin(entry.path, selection.path) || isIgnored(entry.path)) continue;
    if (coverage.covers(entry.path)) continue;
    if (entry.kind === 'submodule') submodules.push(entry.path);
    else if (entry.kind === 'file' && (await isManifestFile(entry.path))) files.add(entry.path);
    else if (entry.kind === 'symlink') await followLink(entry);
  }

  async function isManifestFile(path: string): Promise<boolean> {
    if (!isManifestName(path)) return false;
    const doubtful = kindOfFile(path) === 'kustomization' || coverage.isIdleTemplate(path);
    return !doubtful || readsAsManifest(tree, path);
  }

  async function followLink(entry: Extract<TreeEntry, { kind: 'symlink' }>): Promise<void> {
    const { path, target } = entry;
    const resolved = await resolveInTree(tree, path);
    if (resolved.kind === 'found' && resolved.is !== 'submodule') {
      if (isIgnored(resolved.path)) return;
      if (resolved.is === 'file' && (isManifestName(path) || isManifestName(resolved.path))) files.add(resolved.path);
      if (resolved.is === 'directory' && !isWithin(resolved.path, selection.path)) linked.add(resolved.path);
      return;
    }
    // A link of another name is no manifest: interpreters, build results and the like lead out of many a checkout.
    if (!isManifestName(path) && !isManifestName(target)) return;
    if (resolved.kind === 'outside') findings.push(linkLeadsOut(path, target));
    else if (resolved.kind === 'found') findings.push(unfetchedSubmodule(path));
    else if (!EDITOR_LINK.test(path)) findings.push(linkLeadsNowhere(path, target));
  }

  const sorted = [...files].sort();
  findings.push(...(await besideManifests(tree, selection, sorted, submodules)).map(unfetchedSubmodule));
  return { files: sorted, linked: [...linked].sort(), findings };
}

function isManifestName(path: string): boolean {
  return kindOfFile(path) !== 'other' && kindOfFile(path) !== 'chart';
}

/**
 * Submodules that are part of what is checked: all of them where a directory was named, else those below a directory
 * that holds manifests. A library that a whole repository vendors is none of the gate's business.
 */
async function besideManifests(
  tree: Tree,
  { named }: Selection,
  files: readonly string[],
  submodules: readonly string[],
): Promise<readonly string[]> {
  if (named || submodules.length === 0) return submodules;
  const above = new Set(submodules.flatMap(ancestorsOf).filter((directory) => directory !== ''));
  const holding = new Set<string>();
  for (const file of files) {
    const directory = directoryOf(file);
    if (!above.has(directory) || holding.has(directory)) continue;
    if (mentionsManifest(await tree.read(file))) holding.add(directory);
  }
  return submodules.filter((path) => ancestorsOf(path).some((directory) => holding.has(directory)));
}
