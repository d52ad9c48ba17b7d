import type { PodView } from '../../pod.ts';
import { quote } from '../../pod.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';
import { settersOf } from '../../setters.ts';

const TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
const TYPES_1_31 = [...TYPES, 'container_engine_t'];

/** policy/check_seLinuxOptions.go */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/seLinuxOptions',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'medium',
    title: 'Custom SELinux label',
    means:
      'seLinuxOptions.type may be container_t, container_init_t, container_kvm_t or (from v1.31 on) container_engine_t; user and role must be empty.',
    why: 'SELinux keeps a broken-out process from the files of the node; a type such as spc_t, or another user or role, lifts that.',
    repair: 'Remove user, role and type, or set type to one of the container types.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.6.3'],
    nsa: [NSA.podSecurity],
  },
  messages: {
    type: 'securityContext.seLinuxOptions.type is {values} in {where}',
    user: 'securityContext.seLinuxOptions.user is {values} in {where}',
    role: 'securityContext.seLinuxOptions.role is {values} in {where}',
  },
  versions: [
    { since: 0, check: (pod) => check(pod, TYPES) },
    { since: 31, check: (pod) => check(pod, TYPES_1_31) },
  ],
};

function check(pod: PodView, types: readonly string[]): readonly Problem[] {
  return [
    ...forbidden(pod, 'type', (value) => types.includes(value)),
    ...forbidden(pod, 'user', (value) => value === ''),
    ...forbidden(pod, 'role', (value) => value === ''),
  ];
}

function forbidden(
  pod: PodView,
  field: 'type' | 'user' | 'role',
  isAllowed: (value: string) => boolean,
): readonly Problem[] {
  const offenders = settersOf(pod).flatMap(({ label, context, at }) => {
    const value = context.seLinuxOptions?.[field] ?? '';
    return isAllowed(value) ? [] : [{ label, values: [quote(value)], paths: [at('seLinuxOptions', field)] }];
  });
  return sharedProblem(field, offenders);
}
