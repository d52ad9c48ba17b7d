import { get, isObject, type Json, type Manifest } from '../../../domain/index.ts';
import { isKind } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { etcdSnapshotsIn } from '../nodes/etcd-snapshots.ts';
import { templatePath } from '../workload.ts';
import { isOneOf } from './objects.ts';

/** Backups, as far as objects say that they are made. */

/**
 * A schedule of backups: of Velero (its chart's too), K8up, CloudNativePG, VolSync, KubeStash, Kasten, Longhorn, Kubermatic or
 * OpenShift, the snapshots of K3s and RKE2, kOps (whose etcd manager always has one), or a CronJob that saves etcd or
 * runs one of these programs.
 */
export function isBackupSchedule(manifest: Manifest): boolean {
  if (get(manifest.object, 'spec', 'suspend') === true || get(manifest.object, 'spec', 'paused') === true) return false;
  if (isSchedule(manifest) || isScheduled(manifest) || etcdSnapshotsIn(manifest)?.isScheduled === true) return true;
  const template = templatePath(manifest.ref.apiVersion, manifest.ref.kind);
  if (manifest.ref.kind !== 'CronJob' || template === null) return false;
  const containers = itemsOf(get(manifest.object, ...template, 'spec', 'containers'));
  return containers.some((each) => BACKUP.test(wordsOf(each)));
}

/** True of an object that keeps data in a volume of its own: a claim, or a StatefulSet that makes them. */
export function keepsData(manifest: Manifest): boolean {
  if (isKind(manifest, '', 'PersistentVolumeClaim')) return true;
  return (
    isKind(manifest, 'apps', 'StatefulSet') && itemsOf(get(manifest.object, 'spec', 'volumeClaimTemplates')).length > 0
  );
}

const isSchedule = isOneOf(
  'velero.io/Schedule',
  'k8up.io/Schedule',
  'postgresql.cnpg.io/ScheduledBackup',
  'volsync.backube/ReplicationSource',
  'core.kubestash.com/BackupConfiguration',
  'config.kio.kasten.io/Policy',
  'kubermatic.k8c.io/EtcdBackupConfig',
);

/** Kinds that are a schedule of backups only where a field says so. */
function isScheduled(manifest: Manifest): boolean {
  const spec = get(manifest.object, 'spec');
  if (isKind(manifest, 'kops.k8s.io', 'Cluster')) return itemsOf(get(spec, 'etcdClusters')).length > 0;
  if (isKind(manifest, 'config.openshift.io', 'Backup')) return textOf(get(spec, 'etcd', 'schedule')) !== '';
  if (isKind(manifest, 'longhorn.io', 'RecurringJob')) return textOf(get(spec, 'task')).startsWith('backup');
  if (!isKind(manifest, 'helm.toolkit.fluxcd.io', 'HelmRelease')) return false;
  const schedules = get(spec, 'values', 'schedules');
  return (
    textOf(get(spec, 'chart', 'spec', 'chart')) === 'velero' && isObject(schedules) && Object.keys(schedules).length > 0
  );
}

const BACKUP =
  /\betcd(ctl|utl)\b[\s\S]{0,400}\bsnapshot\s+save\b|\bvelero\s+backup\s+create\b|\b(restic|kopia)\b[\s\S]{0,400}\b(backup|snapshot)\b/;
const MOST_WORDS = 1 << 14;

function wordsOf(container: Json): string {
  const words = ['command', 'args'].flatMap((field) => itemsOf(get(container, field)).map(textOf));
  return words.join(' ').slice(0, MOST_WORDS);
}
