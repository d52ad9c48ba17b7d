import { get, type Manifest, type Path } from '../../../domain/index.ts';
import { groupOf } from '../inventory.ts';
import { textOf } from '../loose-values.ts';

/**
 * The oldest minor that Kubernetes still mends, as of November 2026: 1.34 ended on 2026-10-27
 * (https://kubernetes.io/releases/patch-releases/). Raised with the gate's releases, so that a run needs no clock.
 */
export const OLDEST_SUPPORTED_MINOR = 35;

/** Where the definitions of clusters and of their nodes say which Kubernetes they are. */
const PLACES: readonly (readonly [group: string, kind: string, path: Path])[] = [
  ['eksctl.io', 'ClusterConfig', ['metadata', 'version']],
  ['kubeadm.k8s.io', 'ClusterConfiguration', ['kubernetesVersion']],
  ['cluster.x-k8s.io', 'Cluster', ['spec', 'topology', 'version']],
  ['cluster.x-k8s.io', 'MachineDeployment', ['spec', 'template', 'spec', 'version']],
  ['cluster.x-k8s.io', 'MachinePool', ['spec', 'template', 'spec', 'version']],
  ['controlplane.cluster.x-k8s.io', 'KubeadmControlPlane', ['spec', 'version']],
  ['controlplane.cluster.x-k8s.io', 'AWSManagedControlPlane', ['spec', 'version']],
  ['infrastructure.cluster.x-k8s.io', 'AzureManagedControlPlane', ['spec', 'version']],
  ['container.cnrm.cloud.google.com', 'ContainerCluster', ['spec', 'minMasterVersion']],
];

/** The version that a cluster definition names, and its minor; null where it names none that can be read. */
export function clusterVersion(manifest: Manifest): { version: string; minor: number; path: Path } | null {
  const group = groupOf(manifest);
  const [, , path] = PLACES.find((place) => place[0] === group && place[1] === manifest.ref.kind) ?? [];
  if (path === undefined) return null;
  const version = textOf(get(manifest.object, ...path));
  const minor = /^v?1\.(\d{1,3})(?![0-9])/.exec(version)?.[1];
  return minor === undefined ? null : { version, minor: Number(minor), path };
}
