import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule } from '../../rule.ts';

/** policy/check_privileged.go */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/privileged',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'critical',
    title: 'Privileged container',
    means: 'No container of any kind may set securityContext.privileged to true.',
    why: 'A privileged container has every capability and every device of its node: whoever gets into it owns the node and all that runs there.',
    repair: 'Remove privileged or set it to false, and add only the single capability that is needed, if any.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.2'],
    nsa: [NSA.podSecurity],
  },
  messages: { privileged: 'securityContext.privileged is true in {where}' },
  versions: [
    {
      since: 0,
      check: (pod) =>
        sharedProblem(
          'privileged',
          pod.containers
            .filter((container) => container.spec.securityContext?.privileged === true)
            .map((container) => ({ label: container.label, paths: [container.at('securityContext', 'privileged')] })),
        ),
    },
  ],
};
