import { describeManifest, type ManifestRef } from './manifest.ts';

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

/**
 * An object that deploys a part of this repository: a Kustomization or a HelmRelease of Flux, an Application or an
 * ApplicationSet of Argo CD. It is found again in what `from` renders to.
 */
export interface DeliveredSource {
  readonly kind: 'flux' | 'argocd';
  /** The directory or chart that it deploys. */
  readonly root: string;
  readonly object: ObjectAddress;
  /** Which of the several things that the object deploys; empty where it deploys one. */
  readonly part: string;
  /** Where the object is rendered: files, a chart, a kustomization, or another such object. */
  readonly from: Source;
  /** The objects that it names: ConfigMaps, Secrets, source objects. */
  readonly reads: readonly { readonly object: ObjectAddress; readonly from: Source }[];
}

/** Which object is meant, over renders of trees that differ. */
export type ObjectAddress = Pick<ManifestRef, 'file' | 'document' | 'item' | 'kind' | 'namespace' | 'name'>;

export function isAt(ref: ManifestRef, address: ObjectAddress): boolean {
  const keys = ['file', 'document', 'item', 'kind', 'namespace', 'name'] as const;
  return keys.every((key) => ref[key] === address[key]);
}

/** Something in the tree that renders to manifests. `root` is a directory, except for plain sources: see `files`. */
export type Source =
  | { readonly kind: 'plain'; readonly root: string; readonly files: readonly string[] }
  | { readonly kind: 'helm'; readonly root: string; readonly helm: HelmOptions }
  /** `anywhere`: its files may come from all over the repository, as without kustomize's load restrictor. */
  | { readonly kind: 'kustomize'; readonly root: string; readonly anywhere?: true }
  | DeliveredSource;

export function isDelivered(source: Source): source is DeliveredSource {
  return source.kind === 'flux' || source.kind === 'argocd';
}

export const CONTROLLERS = { flux: 'Flux', argocd: 'Argo CD' } as const;

/** `helm chart charts/shop`: how messages name a source. */
export function describeSource(source: Source): string {
  const root = source.root === '' ? '.' : source.root;
  if (source.kind === 'helm') return `Helm chart ${root}`;
  if (isDelivered(source)) return `${CONTROLLERS[source.kind]} ${describeManifest(source.object)}`;
  if (source.kind === 'kustomize') return `kustomization ${root}`;
  return `manifests in ${root}`;
}
