import type { PodView } from '../pod.ts';

/** relaxPolicyForUserNamespacePod of policy/helpers.go: root in such a pod is nobody on the node. */
export function inUserNamespace(pod: PodView): boolean {
  return pod.spec.hostUsers === false;
}
