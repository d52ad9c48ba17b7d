import type { PodView } from '../../pod.ts';
import { inUserNamespace } from '../../pod-security/user-namespace.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';
import { settersOf } from '../../setters.ts';

/** policy/check_runAsUser.go */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/runAsUser',
    topic: 'pod-security',
    level: 'restricted',
    severity: 'high',
    title: 'Runs as user 0',
    means:
      'runAsUser must not be 0, at the pod or at any container. Checked from v1.23 on; from v1.35 on, pods with hostUsers: false are exempt.',
    why: 'User 0 is root: on the node too, once a process breaks out of its container.',
    repair: 'Set runAsUser to a number other than 0, or remove it and set USER in the image.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.7'],
    nsa: [NSA.nonRoot, NSA.podSecurity],
  },
  messages: { root: 'securityContext.runAsUser is 0 in {where}' },
  versions: [
    { since: 23, check },
    { since: 35, check: (pod) => (inUserNamespace(pod) ? [] : check(pod)) },
  ],
};

function check(pod: PodView): readonly Problem[] {
  return sharedProblem(
    'root',
    settersOf(pod)
      .filter(({ context }) => context.runAsUser === 0)
      .map(({ label, at }) => ({ label, paths: [at('runAsUser')] })),
  );
}
