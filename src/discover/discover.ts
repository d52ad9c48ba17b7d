import picomatch from 'picomatch';
import type { Finding, HelmOptions, Source, Tree } from '../domain/index.ts';
import { readCrdFolders } from './crd-folders.ts';
import { directoryOf, isWithin } from './file-kinds.ts';
import { missingSource, optionsWithoutChart } from './findings.ts';
import { coverageOf } from './idle.ts';
import { isDeployable, type Layout, type RenderRoot, readLayout } from './layout.ts';
import { scanPlainFiles } from './scan.ts';
import { type Selection, type SelectionRequest, select } from './selection.ts';
import { type Parts, readParts, topmost } from './usage.ts';

export interface Discovery {
  /** Charts and kustomizations in path order, then plain files; each once. */
  readonly sources: readonly Source[];
  /** What is in the tree and cannot be a part of a source: links that lead out, submodules. */
  readonly findings: readonly Finding[];
}

/** `helm template` without options. */
const DEFAULT_HELM: HelmOptions = {
  releaseName: 'release-name',
  namespace: 'default',
  valuesFiles: [],
  set: {},
  kubeVersion: null,
  apiVersions: [],
};

/**
 * Finds what is deployed: charts, kustomizations, and plain files of manifests.
 *
 * A directory with a Chart.yaml or a kustomization is one source, and nothing below it is plain; a chart or
 * kustomization that another source is made from is rendered as that part only. A file or directory that is named and
 * lies below a chart or kustomization stands for it. A component or library chart that no source is made from is
 * nothing, and the files below it are plain; so is what lies in a chart's `crds/` and is no CustomResourceDefinition.
 *
 * @throws UsageError for a path that the tree does not have.
 */
export async function discover(tree: Tree, request: SelectionRequest): Promise<Discovery> {
  const { selections, missing } = await select(tree, request);
  const layout = await readLayout(tree);
  const parts = await readParts(tree, layout);
  const isIgnored = ignoring(request.policy.ignorePaths);
  const sources = new Map<string, Source>();
  const plain: Source[] = [];
  const findings = missing.map(({ path, why }) => missingSource(path, why));
  const taken = new Set<string>();
  const rendered = new Set<RenderRoot>();

  for (const selection of selections) {
    const { roots, own } = rootsOf(selection, layout, parts, isIgnored);
    for (const root of roots) {
      rendered.add(root);
      for (const source of sourcesOf(root, own.includes(root) ? selection.helm : []))
        sources.set(JSON.stringify(source), source);
    }
    if (selection.helm.length > 0 && !own.some(({ kind }) => kind === 'helm'))
      findings.push(optionsWithoutChart(selection.written));
  }
  const queue = [...selections];
  const scanned = new Set<string>();
  for (let selection = queue.shift(); selection !== undefined; selection = queue.shift()) {
    const coverage = coverageOf(layout, parts, rendered);
    if (scanned.has(selection.path) || coverage.covers(selection.path)) continue;
    scanned.add(selection.path);
    const scan = await scanPlainFiles(tree, layout, { selection, coverage }, isIgnored);
    findings.push(...scan.findings);
    const files = scan.files.filter((file) => !taken.has(file));
    for (const file of files) taken.add(file);
    if (files.length > 0) plain.push({ kind: 'plain', root: rootOf(selection), files });
    for (const path of scan.linked) {
      const target: Selection = { ...selection, path, is: 'directory', helm: [] };
      for (const root of rootsOf(target, layout, parts, isIgnored).roots) {
        rendered.add(root);
        for (const source of sourcesOf(root, [])) sources.set(JSON.stringify(source), source);
      }
      queue.push(target);
    }
  }
  for (const { directory, files } of await readCrdFolders(tree, layout, coverageOf(layout, parts, rendered).used)) {
    const visible = files.filter((file) => !isIgnored(file) && !taken.has(file));
    if (visible.length > 0) plain.push({ kind: 'plain', root: directory, files: visible });
  }
  const whole = [...sources.values()].sort((a, b) => (a.root < b.root ? -1 : Number(a.root > b.root)));
  return { sources: [...whole, ...plain], findings: unique(findings) };
}

/** The charts and kustomizations of a selection; `own` is what it names or lies in: two where a directory is both. */
function rootsOf(
  { path, named }: Selection,
  layout: Layout,
  parts: Parts,
  isIgnored: (path: string) => boolean,
): { readonly roots: readonly RenderRoot[]; readonly own: readonly RenderRoot[] } {
  const visible = layout.roots.filter((root) => !isIgnored(root.directory));
  const own = named ? layout.enclosing(path).filter((root) => visible.includes(root)) : [];
  const inside = visible.filter((root) => isWithin(root.directory, path));
  // One that was named is rendered, whoever else uses it; what it is made from is rendered with it.
  const roots = topmost([...new Set([...own, ...inside])], parts);
  return { roots: [...new Set([...own.filter(isDeployable), ...roots])], own };
}

function sourcesOf(root: RenderRoot, variants: readonly HelmOptions[]): readonly Source[] {
  const { directory } = root;
  if (root.kind === 'kustomize') return [{ kind: 'kustomize', root: directory }];
  const options = variants.length > 0 ? variants : [DEFAULT_HELM];
  return options.map((helm) => ({ kind: 'helm', root: directory, helm }));
}

function rootOf({ path, is }: Selection): string {
  return is === 'file' ? directoryOf(path) : path;
}

/** `ignorePaths` of the policy: a glob that matches a directory takes all that is below it. */
export function ignoring(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const matches = picomatch(
    patterns.flatMap((pattern) => [pattern, `${pattern.replace(/\/+$/, '')}/**`]),
    { dot: true, nonegate: true, noext: true },
  );
  return (path) => path !== '' && matches(path);
}

function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify([finding.message]), finding])).values()];
}
