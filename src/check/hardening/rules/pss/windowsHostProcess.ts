import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule } from '../../rule.ts';
import { settersOf } from '../../setters.ts';

/** policy/check_windowsHostProcess.go */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/windowsHostProcess',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'critical',
    title: 'Windows HostProcess container',
    means: 'windowsOptions.hostProcess must not be true, at the pod or at any container.',
    why: 'A HostProcess container runs on the Windows node itself, with its file system, its network and its rights.',
    repair: 'Remove hostProcess, or set it to false.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.11'],
    nsa: [NSA.podSecurity],
  },
  messages: { hostProcess: 'securityContext.windowsOptions.hostProcess is true in {where}' },
  versions: [
    {
      since: 0,
      check: (pod) =>
        sharedProblem(
          'hostProcess',
          settersOf(pod)
            .filter(({ context }) => context.windowsOptions?.hostProcess === true)
            .map(({ label, at }) => ({ label, paths: [at('windowsOptions', 'hostProcess')] })),
        ),
    },
  ],
};
