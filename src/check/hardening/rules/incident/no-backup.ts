import { isBackupSchedule, keepsData } from '../../evidence/backups.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'incident/no-backup',
    topic: 'incident',
    level: null,
    severity: 'medium',
    optIn: true,
    title: 'Data without a schedule of backups',
    means:
      'A repository with PersistentVolumeClaims, or StatefulSets that make them, must schedule backups: Velero, K8up, CloudNativePG, VolSync, KubeStash, Kasten, Longhorn, snapshots of etcd, or a CronJob that runs velero, restic, kopia or etcdctl. Whether it covers each volume is not judged. Storage may well be backed up by other means, so nobody is told who does not ask.',
    why: 'What is deleted or encrypted by an intruder, or by mistake, is gone for good.',
    repair:
      'Add a schedule of backups, and try to restore one. Where storage is backed up by other means, turn the rule off.',
    docs: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
    cis: [],
    nsa: [],
  },
  messages: {
    missing: 'it keeps data, and nothing in the repository schedules backups',
  },
  check: ({ manifests }) => {
    const manifest = manifests.find(keepsData);
    if (manifest === undefined || manifests.some(isBackupSchedule)) return [];
    // One schedule settles it for all of them, so it is said once.
    return [{ manifest, subject: 'the repository', message: 'missing', data: {}, paths: [['metadata', 'name']] }];
  },
};
