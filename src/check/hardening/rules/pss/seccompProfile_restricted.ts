import type { PodView } from '../../pod.ts';
import { confines, hasProfile, unconfined } from '../../pod-security/seccomp.ts';
import { isWindows } from '../../pod-security/windows.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';
import { containerSetters, podSetter } from '../../setters.ts';

/** policy/check_seccompProfile_restricted.go */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/seccompProfile_restricted',
    topic: 'pod-security',
    level: 'restricted',
    severity: 'medium',
    title: 'No seccomp profile',
    means:
      'seccompProfile.type must be RuntimeDefault or Localhost at the pod or at every container, and nothing else anywhere. Checked from v1.19 on; from v1.25 on, Windows pods are exempt.',
    why: 'Without a seccomp profile every system call of the kernel is open to the container, among them those that most break-outs use.',
    repair: "Set seccompProfile.type: RuntimeDefault in the pod's securityContext.",
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.6.2'],
    nsa: [NSA.podSecurity],
  },
  messages: {
    profile: 'securityContext.seccompProfile.type is {values} in {where}',
    missing: 'securityContext.seccompProfile is not set for {where}, neither there nor at the pod',
  },
  repairs: { missing: { at: 'first', value: 'RuntimeDefault' } },
  versions: [
    { since: 19, check, overrides: ['seccompProfile_baseline'] },
    { since: 25, check: (pod) => (isWindows(pod) ? [] : check(pod)), overrides: ['seccompProfile_baseline'] },
  ],
};

function check(pod: PodView): readonly Problem[] {
  const atPod = podSetter(pod);
  const missing = confines(atPod) ? [] : containerSetters(pod).filter((setter) => !hasProfile(setter));
  const type = ['seccompProfile', 'type'];
  const paths = [atPod.at(...type), ...missing.map(({ at }) => at(...type))];
  return [
    ...unconfined(pod),
    ...sharedProblem(
      'missing',
      missing.map(({ label }, index) => ({ label, paths: index === 0 ? paths : [] })),
    ),
  ];
}
