import { quote } from '../../pod.ts';
import { sharedProblem } from '../../problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodSecurityRule } from '../../rule.ts';

/** policy/check_hostPathVolumes.go: `hostPath: {}` counts, `hostPath: null` is no volume source. */
export const rule: PodSecurityRule = {
  scope: 'pod-security',
  description: {
    id: 'pss/hostPathVolumes',
    topic: 'pod-security',
    level: 'baseline',
    severity: 'high',
    title: "Mounts the node's file system",
    means: 'No volume may be a hostPath.',
    why: "With a directory of the node a container can read the kubelet's credentials, other pods' volumes or the runtime's socket, and from there take the node.",
    repair:
      'Use a persistentVolumeClaim, an emptyDir, a configMap or a projected volume instead; read logs through the API.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.12'],
    nsa: [NSA.podSecurity],
  },
  messages: { hostPath: 'hostPath is the source of {where}' },
  versions: [
    {
      since: 0,
      check: (pod) =>
        sharedProblem(
          'hostPath',
          pod.spec.volumes.flatMap(({ name, sources }, index) =>
            sources.includes('hostPath')
              ? [{ label: `volume ${quote(name ?? '')}`, paths: [pod.at('volumes', index, 'hostPath')] }]
              : [],
          ),
        ),
    },
  ],
};
