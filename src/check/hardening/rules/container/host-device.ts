import { posix } from 'node:path';
import { quote } from '../../pod.ts';
import { sharedProblem } from '../../problem.ts';
import { NSA } from '../../references.ts';
import type { PodRule } from '../../rule.ts';

const DEVICE_TYPES = ['CharDevice', 'BlockDevice'];

export const rule: PodRule = {
  scope: 'pod',
  description: {
    id: 'container/host-device',
    topic: 'pod-security',
    level: null,
    severity: 'high',
    title: 'Device of the node',
    means: 'No volume may be a hostPath at or below /dev, above it, or of the type CharDevice or BlockDevice.',
    why: 'A device of the node reaches disks, memory and hardware past every file permission.',
    repair: 'Use a device plugin, a dynamic resource claim or a block-mode persistentVolumeClaim.',
    docs: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/',
    cis: ['5.2.12'],
    nsa: [NSA.podSecurity],
  },
  messages: { device: 'hostPath is a device of the node in {where}' },
  check: (pod) =>
    sharedProblem(
      'device',
      pod.spec.volumes.flatMap(({ name, hostPath }, index) =>
        isDevice(hostPath?.path ?? '', hostPath?.type ?? '')
          ? [{ label: `volume ${quote(name ?? '')}`, paths: [pod.at('volumes', index, 'hostPath', 'path')] }]
          : [],
      ),
    ),
};

function isDevice(path: string, type: string): boolean {
  if (DEVICE_TYPES.includes(type)) return true;
  const normal = posix
    .normalize(path)
    .replace(/^\/+/, '/')
    .replace(/(?<=.)\/$/, '');
  return path !== '' && (normal === '/' || normal === '/dev' || normal.startsWith('/dev/'));
}
