import { isWindows } from '../../pod-security/windows.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodRule } from '../../rule.ts';

/** Ephemeral containers are left out: people start them by hand, to look around. Windows has no such setting. */
export const rule: PodRule = {
  scope: 'pod',
  description: {
    id: 'container/read-only-root-filesystem',
    topic: 'pod-security',
    level: null,
    severity: 'low',
    title: 'Writable root file system',
    means: 'Every container and init container must set securityContext.readOnlyRootFilesystem to true.',
    why: 'On a writable file system an intruder can drop tools, change the program and stay until the pod is replaced.',
    repair: 'Set readOnlyRootFilesystem: true, and mount an emptyDir where the program has to write.',
    docs: KUBERNETES.securityContext,
    cis: ['5.6.3'],
    nsa: [NSA.immutable],
  },
  messages: { writable: 'securityContext.readOnlyRootFilesystem is not true in {where}' },
  check: (pod) =>
    isWindows(pod)
      ? []
      : sharedProblem(
          'writable',
          pod.containers
            .filter(({ role, spec }) => role !== 'ephemeral container' && !spec.securityContext?.readOnlyRootFilesystem)
            .map(({ label, at }) => ({ label, paths: [at('securityContext', 'readOnlyRootFilesystem')] })),
        ),
};
