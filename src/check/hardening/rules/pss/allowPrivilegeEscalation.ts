import { get, isArray, type JsonObject, type Path } from '../../../../domain/index.ts';
import type { PodView } from '../../pod.ts';
import { isWindows } from '../../pod-security/windows.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';

/** policy/check_allowPrivilegeEscalation.go. The field has no pod-level form: each container needs its own. */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/allowPrivilegeEscalation',
    topic: 'pod-security',
    level: 'restricted',
    severity: 'medium',
    title: 'Privilege escalation allowed',
    means:
      'Every container must set securityContext.allowPrivilegeEscalation to false; left out, it is true. From v1.25 on, Windows pods are exempt.',
    why: 'Without it a process can gain more privileges than its parent, through a set-user-ID program for example, and a foothold becomes root.',
    repair: 'Set allowPrivilegeEscalation: false in the securityContext of each of these containers.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.6'],
    nsa: [NSA.podSecurity],
  },
  messages: { allowed: 'securityContext.allowPrivilegeEscalation is not set to false in {where}' },
  repairs: { allowed: { at: 'each', value: false, contradicts: needsEscalation } },
  versions: [
    { since: 8, check },
    { since: 25, check: (pod) => (isWindows(pod) ? [] : check(pod)) },
  ],
};

function check(pod: PodView): readonly Problem[] {
  return sharedProblem(
    'allowed',
    pod.containers
      .filter((container) => container.spec.securityContext?.allowPrivilegeEscalation !== false)
      .map((container) => ({
        label: container.label,
        paths: [container.at('securityContext', 'allowPrivilegeEscalation')],
      })),
  );
}

/** The API server refuses false beside these (ValidateSecurityContext of pkg/apis/core/validation/validation.go). */
function needsEscalation(object: JsonObject, path: Path): boolean {
  const context = get(object, ...path.slice(0, -1));
  const added = get(context, 'capabilities', 'add');
  const isAdministrator = isArray(added) && added.some((name) => name === 'SYS_ADMIN' || name === 'CAP_SYS_ADMIN');
  return get(context, 'privileged') === true || isAdministrator;
}
