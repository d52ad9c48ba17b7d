import type { PodView } from '../../pod.ts';
import { quote } from '../../pod.ts';
import { unconfined } from '../../pod-security/seccomp.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';

const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION_PREFIX = 'container.seccomp.security.alpha.kubernetes.io/';

/** policy/check_seccompProfile_baseline.go: annotations only until v1.18, fields only from v1.19 on. */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/seccompProfile_baseline',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'medium',
    title: 'Seccomp switched off',
    means:
      'seccompProfile.type must be RuntimeDefault or Localhost where it is set, at the pod and at every container. Before v1.19: the seccomp annotations must be runtime/default, docker/default or localhost/<profile>.',
    why: 'Without seccomp every system call of the kernel is open to the container, among them those that most break-outs use.',
    repair: 'Remove the profile, or better set seccompProfile.type to RuntimeDefault.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.6.2'],
    nsa: [NSA.podSecurity],
  },
  messages: {
    profile: 'securityContext.seccompProfile.type is {values} in {where}',
    annotation: 'the seccomp annotation of {where} is {values}',
  },
  versions: [
    { since: 0, check: annotations },
    { since: 19, check: unconfined },
  ],
};

function annotations(pod: PodView): readonly Problem[] {
  const keys = [
    { label: 'the pod', key: POD_ANNOTATION },
    ...pod.containers.map(({ label, spec }) => ({ label, key: `${CONTAINER_ANNOTATION_PREFIX}${spec.name ?? ''}` })),
  ];
  const offenders = keys.flatMap(({ label, key }) => {
    const value = Object.hasOwn(pod.annotations, key) ? pod.annotations[key] : undefined;
    return value === undefined || isAllowed(value)
      ? []
      : [{ label, values: [quote(value)], paths: [pod.annotationAt(key)] }];
  });
  return sharedProblem('annotation', offenders);
}

function isAllowed(value: string): boolean {
  return value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/');
}
