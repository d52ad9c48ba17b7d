import type { PodView } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { PodRule, Problem } from '../../rule.ts';

/** What kubeadm, K3s, RKE and RKE2 taint their control planes with. */
const TAINTS: ReadonlySet<string> = new Set(
  ['control-plane', 'master', 'controlplane', 'etcd'].map((role) => `node-role.kubernetes.io/${role}`),
);

/**
 * A DaemonSet that tolerates every taint is how agents of nodes are meant to be deployed (so do the manifests of Falco,
 * Cilium and node-exporter): one that leaves nodes out has a rule of its own, runtime/detector-off.
 */
export const rule: PodRule = {
  scope: 'pod',
  description: {
    id: 'container/control-plane-toleration',
    topic: 'pod-security',
    level: null,
    severity: 'medium',
    title: 'Workload that may run on the control plane',
    means:
      'No workload may tolerate every taint (operator Exists without a key), or the taint of control-plane nodes (node-role.kubernetes.io/control-plane, master, controlplane, etcd). DaemonSets are left out, since agents run on every node, and so are pods of the classes system-cluster-critical and system-node-critical in kube-system and namespaces of that kind (…-system), which are parts of the cluster.',
    why: 'Who breaks out of the pod there reads the keys of the cluster and its etcd; on a worker the way is longer.',
    repair: 'Remove the toleration, or name the key of the taint that is meant.',
    docs: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
    cis: [],
    nsa: [NSA.podSecurity],
  },
  messages: {
    every: 'it tolerates every taint, that of the control plane too',
    role: 'it tolerates {keys}, of control-plane nodes',
  },
  check: (pod) => (isAgent(pod) || isCritical(pod) ? [] : toleratesControlPlane(pod)),
};

function toleratesControlPlane({ spec, at }: PodView): readonly Problem[] {
  const found = spec.tolerations.flatMap(({ key, operator, value, effect }, index) => {
    const name = key || null;
    if (name === null && operator !== 'Exists') return [];
    if (name !== null && !TAINTS.has(name)) return [];
    // kubeadm's taints have no value, those of K3s and RKE have `true`.
    if (operator !== 'Exists' && value && value !== 'true') return [];
    // The taints are NoSchedule, those of etcd's nodes NoExecute: to tolerate another effect gets nobody there.
    if (effect && effect !== 'NoSchedule' && (name === null || effect !== 'NoExecute')) return [];
    return [{ name, path: at('tolerations', index) }];
  });
  const [first, ...rest] = found;
  if (first === undefined) return [];
  const paths: Problem['paths'] = [first.path, ...rest.map(({ path }) => path)];
  const keys = [...new Set(found.flatMap(({ name }) => (name === null ? [] : [name])))];
  if (found.some(({ name }) => name === null)) return [{ message: 'every', data: {}, paths }];
  return [{ message: 'role', data: { keys }, paths }];
}

function isAgent({ manifest }: PodView): boolean {
  return manifest.ref.kind === 'DaemonSet';
}

/** Any namespace may use these classes, so that they alone make nothing a part of the cluster. */
function isCritical({ spec, manifest }: PodView): boolean {
  if (!manifest.namespace.endsWith('-system')) return false;
  return spec.priorityClassName === 'system-cluster-critical' || spec.priorityClassName === 'system-node-critical';
}
