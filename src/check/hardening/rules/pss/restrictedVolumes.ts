import type { PodView } from '../../pod.ts';
import { quote } from '../../pod.ts';
import type { VolumeSource } from '../../pod-schema.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule, Problem } from '../../rule.ts';

const ALLOWED: readonly VolumeSource[] = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/**
 * policy/check_restrictedVolumes.go, after the API server's default: a volume without a source (a null or unknown one
 * is none) is an emptyDir. One allowed source is enough, as upstream has it; the API server refuses two.
 */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/restrictedVolumes',
    topic: 'pod-security',
    level: 'restricted',
    severity: 'medium',
    title: 'Volume type not allowed',
    means: `A volume must be one of ${ALLOWED.join(', ')}.`,
    why: "Other volume types reach the node's file system or a storage system directly, past the claims that an administrator controls.",
    repair: 'Use a persistentVolumeClaim for storage, or another type of the list.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.12'],
    nsa: [NSA.podSecurity],
  },
  messages: { type: '{values} is the source of {where}' },
  versions: [{ since: 0, check, overrides: ['hostPathVolumes'] }],
};

function check(pod: PodView): readonly Problem[] {
  const offenders = pod.spec.volumes.flatMap(({ name, sources }, index) => {
    const source = sources.find((candidate) => !ALLOWED.includes(candidate));
    if (source === undefined || sources.some((candidate) => ALLOWED.includes(candidate))) return [];
    return [{ label: `volume ${quote(name ?? '')}`, values: [source], paths: [pod.at('volumes', index, source)] }];
  });
  return sharedProblem('type', offenders);
}
