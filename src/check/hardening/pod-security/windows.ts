import type { PodView } from '../pod.ts';

/** The API server refuses Linux-only fields in such a pod, so from v1.25 on some checks do not ask for them. */
export function isWindows(pod: PodView): boolean {
  return pod.spec.os?.name === 'windows';
}
