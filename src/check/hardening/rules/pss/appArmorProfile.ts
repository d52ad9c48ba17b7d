import type { PodView } from '../../pod.ts';
import { quote } from '../../pod.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';
import { settersOf } from '../../setters.ts';

const ANNOTATION_PREFIX = 'container.apparmor.security.beta.kubernetes.io/';

/** policy/check_appArmorProfile.go: the fields and the annotations count at every version. */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/appArmorProfile',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'medium',
    title: 'AppArmor switched off',
    means:
      'appArmorProfile.type must be RuntimeDefault or Localhost where it is set, at the pod and at every container; the older annotations must be runtime/default or localhost/<profile>.',
    why: 'AppArmor confines what a broken-out process may read, write and mount on the node; switched off, that barrier is gone.',
    repair: 'Remove the profile to get the default one, or set its type to RuntimeDefault or Localhost.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.6.3'],
    nsa: [NSA.podSecurity],
  },
  messages: {
    field: 'securityContext.appArmorProfile.type is {values} in {where}',
    annotation: 'the AppArmor annotation of {where} is {values}',
  },
  versions: [{ since: 0, check }],
};

function check(pod: PodView): readonly Problem[] {
  const setters = settersOf(pod).filter(({ context }) => {
    const profile = context.appArmorProfile;
    return profile && profile.type !== 'RuntimeDefault' && profile.type !== 'Localhost';
  });
  const annotations = Object.entries(pod.annotations)
    .filter(([key, value]) => key.startsWith(ANNOTATION_PREFIX) && !isAllowedAnnotation(value))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...sharedProblem(
      'field',
      setters.map(({ label, context, at }) => ({
        label,
        values: [quote(context.appArmorProfile?.type ?? '')],
        paths: [at('appArmorProfile', 'type')],
      })),
    ),
    ...sharedProblem(
      'annotation',
      annotations.map(([key, value]) => ({
        label: quote(key.slice(ANNOTATION_PREFIX.length)),
        values: [quote(value)],
        paths: [pod.annotationAt(key)],
      })),
    ),
  ];
}

function isAllowedAnnotation(value: string): boolean {
  return value === '' || value === 'runtime/default' || value.startsWith('localhost/');
}
