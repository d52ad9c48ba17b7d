import { clusterVersion, OLDEST_SUPPORTED_MINOR } from '../../nodes/cluster-version.ts';
import type { ObjectRule } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'node/end-of-life',
    topic: 'nodes',
    level: null,
    severity: 'high',
    title: 'Kubernetes past its end of life',
    means:
      'A cluster definition (eksctl, kubeadm, Cluster API, Config Connector) must not name a Kubernetes version that gets no more security fixes: today anything before 1.35.',
    why: 'Known holes of the control plane and the kubelet stay open, and their exploits are public.',
    repair: 'Raise the version, one minor at a time, to one that is still mended.',
    docs: 'https://kubernetes.io/releases/patch-releases/',
    cis: [],
    nsa: [],
  },
  messages: {
    ended: 'Kubernetes {version} is past its end of life',
  },
  check: (manifest) => {
    const found = clusterVersion(manifest);
    if (found === null || found.minor >= OLDEST_SUPPORTED_MINOR) return [];
    return [{ message: 'ended', data: { version: found.version }, paths: [found.path] }];
  },
};
