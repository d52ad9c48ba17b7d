import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule } from '../../rule.ts';

/** policy/check_hostNamespaces.go */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/hostNamespaces',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'high',
    title: 'Shares a namespace of the node',
    means: 'hostNetwork, hostPID and hostIPC must not be true.',
    why: "The node's network gives access to its loopback services and escapes every NetworkPolicy; its processes and shared memory hold the secrets of all other pods.",
    repair: 'Remove hostNetwork, hostPID and hostIPC, or set them to false.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.3', '5.2.4', '5.2.5'],
    nsa: [NSA.podSecurity],
  },
  messages: { shared: 'the pod sets {where} to true' },
  versions: [
    {
      since: 0,
      check: (pod) =>
        sharedProblem(
          'shared',
          (['hostNetwork', 'hostPID', 'hostIPC'] as const)
            .filter((field) => pod.spec[field] === true)
            .map((field) => ({ label: field, paths: [pod.at(field)] })),
        ),
    },
  ],
};
