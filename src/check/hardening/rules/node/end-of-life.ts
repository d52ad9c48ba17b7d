import { clusterVersion } from '../../nodes/cluster-version.ts';
import { describeEnds, supportOf } from '../../nodes/end-of-life-table.ts';
import { quote } from '../../pod.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'node/end-of-life',
    topic: 'nodes',
    level: null,
    severity: 'high',
    title: 'Kubernetes past its end of life',
    means: `A cluster definition (eksctl, kubeadm, Cluster API, Config Connector, AWS Controllers for Kubernetes, Azure Service Operator, Crossplane) must not name a Kubernetes version that gets no more security fixes on the day of the run. The gate knows the ends of ${describeEnds()}; whether a later one is still mended once all of these have ended is unknown, and asks for a newer gate.`,
    why: 'Known holes of the control plane and the kubelet stay open, and their exploits are public.',
    repair: 'Raise the version, one minor at a time, to one that is still mended.',
    docs: 'https://kubernetes.io/releases/patch-releases/',
    cis: [],
    nsa: [],
  },
  messages: {
    ended: 'Kubernetes {version} is past its end of life',
    table: "the gate's table of ends of life is too old for Kubernetes {version}: renew the gate",
  },
  check: ({ manifests, now }) =>
    manifests.flatMap((manifest): readonly ObjectProblem[] => {
      const found = clusterVersion(manifest);
      const support = found === null ? 'mended' : supportOf(found.minor, now);
      if (found === null || support === 'mended') return [];
      const [data, paths] = [{ version: quote(found.version) }, [found.path] as const];
      return support === 'ended'
        ? [{ manifest, message: 'ended', data, paths }]
        : [{ manifest, message: 'table', data, paths, outcome: 'unknown' }];
    }),
};
