import type { PodView } from '../../pod.ts';
import { quote } from '../../pod.ts';
import { forbiddenAdditions } from '../../pod-security/added-capabilities.ts';
import { isWindows } from '../../pod-security/windows.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';

/** policy/check_capabilities_restricted.go: exactly `ALL`, in capitals, whatever else is dropped. */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/capabilities_restricted',
    topic: 'pod-security',
    level: 'restricted',
    severity: 'medium',
    title: 'Capabilities not dropped',
    means:
      'Every container must drop ALL capabilities and may add only NET_BIND_SERVICE. From v1.25 on, Windows pods are exempt.',
    why: 'The default capabilities are more than most programs use, and each one that stays is one that an intruder has too.',
    repair:
      'Set capabilities.drop to ["ALL"] in the securityContext of each of these containers, and add at most NET_BIND_SERVICE.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.8', '5.2.9', '5.2.10'],
    nsa: [NSA.podSecurity],
  },
  messages: {
    kept: 'securityContext.capabilities.drop does not hold "ALL" in {where}',
    added: 'securityContext.capabilities.add holds {values} in {where}',
  },
  repairs: { kept: { at: 'each', value: ['ALL'] } },
  versions: [
    { since: 22, check, overrides: ['capabilities_baseline'] },
    { since: 25, check: (pod) => (isWindows(pod) ? [] : check(pod)), overrides: ['capabilities_baseline'] },
  ],
};

function check(pod: PodView): readonly Problem[] {
  const kept = pod.containers.filter(
    (container) => !(container.spec.securityContext?.capabilities?.drop ?? []).includes('ALL'),
  );
  return [
    ...sharedProblem(
      'kept',
      kept.map(({ label, at }) => ({ label, paths: [at('securityContext', 'capabilities', 'drop')] })),
    ),
    ...forbiddenAdditions(pod, 'added', (capability) => capability === 'NET_BIND_SERVICE', quote),
  ];
}
