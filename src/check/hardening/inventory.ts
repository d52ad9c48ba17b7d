import type { Manifest } from '../../domain/index.ts';
import type { PodView } from './pod.ts';

/** Everything that was rendered, as rules that look at more than one object see it. */
export interface Inventory {
  readonly manifests: readonly Manifest[];
  /** The pod of every workload, for `kind` and namespace of its manifest. */
  readonly pods: readonly PodView[];
}

/** The API group of an object: empty for the core group. */
export function groupOf(manifest: Manifest): string {
  const slash = manifest.ref.apiVersion.indexOf('/');
  return slash === -1 ? '' : manifest.ref.apiVersion.slice(0, slash);
}

export function isKind(manifest: Manifest, group: string, kind: string): boolean {
  return manifest.ref.kind === kind && groupOf(manifest) === group;
}
