import { formatNamedPath, formatPath } from '../../../../domain/index.ts';
import { etcdSnapshotsIn } from '../../nodes/etcd-snapshots.ts';
import type { ObjectRule } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'node/etcd-snapshots-off',
    topic: 'nodes',
    level: null,
    severity: 'medium',
    title: 'No snapshots of etcd',
    means:
      "The definition of a K3s or RKE2 cluster (Rancher's Cluster, Cluster API's RKE2ControlPlane) must not turn off the snapshots of etcd, which are taken where it says nothing. Configuration files of K3s and RKE2 that are no objects are not read.",
    why: 'Who deletes or encrypts the state of the cluster has deleted it for good, and a failed upgrade has no way back.',
    repair: 'Remove the field, and set a schedule and a place outside of the cluster for the snapshots.',
    docs: 'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
    cis: [],
    nsa: [],
  },
  messages: {
    off: '{field} turns the snapshots of etcd off',
  },
  check: (manifest) => {
    const path = etcdSnapshotsIn(manifest)?.off ?? null;
    if (path === null) return [];
    return [
      {
        message: 'off',
        data: { at: formatNamedPath(manifest.object, path) },
        shown: { field: formatPath(path) },
        paths: [path],
      },
    ];
  },
};
