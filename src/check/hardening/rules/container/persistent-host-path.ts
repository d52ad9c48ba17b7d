import { get, isObject } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { textOf } from '../../loose-values.ts';
import { quote } from '../../pod.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { ObjectRule } from '../../rule.ts';

/** Pod Security reads the volumes of pods, and of a claim no more than its name: pss/hostPathVolumes passes such a pod. */
export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'container/persistent-host-path',
    topic: 'pod-security',
    level: null,
    severity: 'high',
    title: 'PersistentVolume of a folder of the node',
    means:
      'No PersistentVolume may be a folder of the node (spec.hostPath). Whoever claims it has that folder, in a namespace that enforces the restricted Pod Security Standard too. Volumes of kind local are left out: they are disks that an administrator has made for it.',
    why: 'With the right folder (/, /etc, /var/lib/kubelet, the socket of the container runtime) a pod that writes there is root on the node, and one that reads there has the secrets of all others on it.',
    repair: 'Use the StorageClass of a CSI driver, or a local volume of a disk of its own.',
    docs: KUBERNETES.podSecurityStandards,
    cis: ['5.2.12'],
    nsa: [NSA.podSecurity],
  },
  messages: { folder: 'it is the folder {folder} of whichever node the pod runs on' },
  check: (manifest) => {
    if (!isKind(manifest, '', 'PersistentVolume') || !isObject(get(manifest.object, 'spec', 'hostPath'))) return [];
    const folder = quote(textOf(get(manifest.object, 'spec', 'hostPath', 'path')));
    return [{ message: 'folder', data: { folder }, paths: [['spec', 'hostPath']] }];
  },
};
