import { get, isObject, type Manifest, type Path } from '../../../domain/index.ts';
import { groupOf, isKind } from '../inventory.ts';

/** The objects of Cluster API that hold kubeadm's configuration, and where (bootstrap and control-plane v1beta1, v1beta2). */
const HOLDERS: readonly (readonly [group: string, kind: string, path: Path])[] = [
  ['controlplane.cluster.x-k8s.io', 'KubeadmControlPlane', ['spec', 'kubeadmConfigSpec']],
  ['controlplane.cluster.x-k8s.io', 'KubeadmControlPlaneTemplate', ['spec', 'template', 'spec', 'kubeadmConfigSpec']],
  ['bootstrap.cluster.x-k8s.io', 'KubeadmConfig', ['spec']],
  ['bootstrap.cluster.x-k8s.io', 'KubeadmConfigTemplate', ['spec', 'template', 'spec']],
];

function holderOf(manifest: Manifest): Path | null {
  const group = groupOf(manifest);
  return HOLDERS.find((each) => each[0] === group && each[1] === manifest.ref.kind)?.[2] ?? null;
}

/** Where an object is, or holds, kubeadm's ClusterConfiguration; null where it has none. */
export function clusterConfigurationAt(manifest: Manifest): Path | null {
  if (isKind(manifest, 'kubeadm.k8s.io', 'ClusterConfiguration')) return [];
  const holder = holderOf(manifest);
  if (holder === null) return null;
  const path = [...holder, 'clusterConfiguration'];
  return isObject(get(manifest.object, ...path)) ? path : null;
}

/** Where an object registers nodes: kubeadm's InitConfiguration and JoinConfiguration, by themselves or in Cluster API. */
export function nodeRegistrationsAt(manifest: Manifest): readonly Path[] {
  const holder = holderOf(manifest);
  const isOwn =
    isKind(manifest, 'kubeadm.k8s.io', 'InitConfiguration') || isKind(manifest, 'kubeadm.k8s.io', 'JoinConfiguration');
  const roots: readonly Path[] = isOwn
    ? [[]]
    : holder === null
      ? []
      : ['initConfiguration', 'joinConfiguration'].map((name) => [...holder, name]);
  return roots.map((root) => [...root, 'nodeRegistration']).filter((path) => isObject(get(manifest.object, ...path)));
}
