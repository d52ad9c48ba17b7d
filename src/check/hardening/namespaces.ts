import type { Manifest, Path } from '../../domain/index.ts';
import type { Inventory } from './inventory.ts';

/** A namespace that the repository declares, or that its workloads run in. */
export interface NamespaceInUse {
  readonly name: string;
  /** What a finding about the namespace is of: another workload that comes first makes it no other finding. */
  readonly subject: string;
  /** Where to say what the namespace lacks: its Namespace object, else its first workload. */
  readonly manifest: Manifest;
  readonly path: Path;
  readonly hasWorkloads: boolean;
}

/** Those declared and those that workloads use, by name. What Kubernetes runs for itself is not the repository's. */
export function namespacesInUse({ namespaces, pods }: Inventory): readonly NamespaceInUse[] {
  const found = new Map<string, NamespaceInUse>();
  for (const { manifest } of namespaces) {
    const { name } = manifest.ref;
    found.set(name, { name, subject: subjectOf(name), manifest, path: ['metadata', 'name'], hasWorkloads: false });
  }
  for (const { manifest } of pods) {
    const name = manifest.namespace;
    const known = found.get(name) ?? { name, subject: subjectOf(name), manifest, path: ['metadata', 'namespace'] };
    found.set(name, { ...known, hasWorkloads: true });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** How findings name a namespace that lacks something as a whole. */
export function subjectOf(namespace: string): string {
  return `namespace ${namespace}`;
}
