/** How a chart is rendered: the flags of `helm template` that a policy may set. */
export interface HelmOptions {
  readonly releaseName: string;
  readonly namespace: string;
  /** Relative to the repository root, in the order helm gets them: the last one wins. */
  readonly valuesFiles: readonly string[];
  /** Dotted key to the text that `--set` gets. */
  readonly set: Readonly<Record<string, string>>;
  readonly kubeVersion: string | null;
  readonly apiVersions: readonly string[];
}

/** Something in the tree that renders to manifests. `root` is a directory, except for plain sources: see `files`. */
export type Source =
  | { readonly kind: 'plain'; readonly root: string; readonly files: readonly string[] }
  | { readonly kind: 'helm'; readonly root: string; readonly helm: HelmOptions }
  | { readonly kind: 'kustomize'; readonly root: string };

/** `helm chart charts/shop`: how messages name a source. */
export function describeSource(source: Source): string {
  const root = source.root === '' ? '.' : source.root;
  if (source.kind === 'helm') return `Helm chart ${root}`;
  if (source.kind === 'kustomize') return `kustomization ${root}`;
  return `manifests in ${root}`;
}
