import { get, type Manifest, type Path } from '../../../domain/index.ts';
import { groupOf } from '../inventory.ts';
import { textOf } from '../loose-values.ts';

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
  ['infrastructure.cluster.x-k8s.io', 'GCPManagedControlPlane', ['spec', 'version']],
  ['container.cnrm.cloud.google.com', 'ContainerCluster', ['spec', 'minMasterVersion']],
  ['container.gcp.upbound.io', 'Cluster', ['spec', 'forProvider', 'minMasterVersion']],
  ['eks.services.k8s.aws', 'Cluster', ['spec', 'version']],
  ['eks.aws.crossplane.io', 'Cluster', ['spec', 'forProvider', 'version']],
  ['eks.aws.upbound.io', 'Cluster', ['spec', 'forProvider', 'version']],
  ['containerservice.azure.com', 'ManagedCluster', ['spec', 'kubernetesVersion']],
  ['containerservice.azure.upbound.io', 'KubernetesCluster', ['spec', 'forProvider', 'kubernetesVersion']],
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
