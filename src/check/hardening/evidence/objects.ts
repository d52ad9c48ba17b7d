import { get, isObject, type Json, type Manifest } from '../../../domain/index.ts';
import { groupOf, isKind } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { INBOUND } from '../network/mesh.ts';
import { etcdSnapshotsIn } from '../nodes/etcd-snapshots.ts';
import { detectorIn } from '../runtime/detectors.ts';
import { templatePath } from '../workload.ts';

/** What an object is evidence of, for the parts of the checklist's topics. Every question is about one object alone. */

export function isWorkload({ ref }: Manifest): boolean {
  return templatePath(ref.apiVersion, ref.kind) !== null;
}

/** One of `kinds`, each `group/Kind`; `group/*` for every kind of a group. */
export function isOneOf(...kinds: readonly string[]): (manifest: Manifest) => boolean {
  return (manifest) => {
    const group = groupOf(manifest);
    return kinds.includes(`${group}/${manifest.ref.kind}`) || kinds.includes(`${group}/*`);
  };
}

/** Values that are fetched or encrypted: External Secrets, Sealed Secrets, SOPS, the CSI driver, HashiCorp's operator. */
export function isManagedSecret(manifest: Manifest): boolean {
  if (isManager(manifest)) return true;
  return isKind(manifest, '', 'Secret') && isObject(manifest.object.sops);
}

const isManager = isOneOf(
  'external-secrets.io/ExternalSecret',
  'external-secrets.io/ClusterExternalSecret',
  'bitnami.com/SealedSecret',
  'secrets-store.csi.x-k8s.io/SecretProviderClass',
  'isindir.github.com/SopsSecret',
  'secrets.hashicorp.com/VaultStaticSecret',
  'secrets.hashicorp.com/VaultDynamicSecret',
);

/** Falco, Tetragon or Tracee on every node: a DaemonSet that runs one of their images, and runs it everywhere. */
export function isDetector(manifest: Manifest): boolean {
  const detector = detectorIn(manifest);
  return detector?.runs === true && detector.nodeLabels.length === 0;
}

/**
 * A schedule of backups: Velero, K8up, CloudNativePG, Kubermatic, OpenShift, the snapshots of K3s and RKE2, kOps (whose etcd
 * manager always has one), or a CronJob that saves etcd or runs one of these programs.
 */
export function isBackupSchedule(manifest: Manifest): boolean {
  if (isScheduled(manifest) || etcdSnapshotsIn(manifest)?.isScheduled === true || savesEtcd(manifest)) return true;
  const template = templatePath(manifest.ref.apiVersion, manifest.ref.kind);
  if (manifest.ref.kind !== 'CronJob' || template === null || get(manifest.object, 'spec', 'suspend') === true) {
    return false;
  }
  const containers = itemsOf(get(manifest.object, ...template, 'spec', 'containers'));
  return containers.some((each) => BACKUP.test(wordsOf(each)));
}

const isScheduled = (manifest: Manifest): boolean =>
  isSchedule(manifest) &&
  get(manifest.object, 'spec', 'paused') !== true &&
  get(manifest.object, 'spec', 'suspend') !== true;
const isSchedule = isOneOf(
  'velero.io/Schedule',
  'k8up.io/Schedule',
  'postgresql.cnpg.io/ScheduledBackup',
  'kubermatic.k8c.io/EtcdBackupConfig',
);

function savesEtcd(manifest: Manifest): boolean {
  if (isKind(manifest, 'kops.k8s.io', 'Cluster'))
    return itemsOf(get(manifest.object, 'spec', 'etcdClusters')).length > 0;
  if (!isKind(manifest, 'config.openshift.io', 'Backup')) return false;
  return textOf(get(manifest.object, 'spec', 'etcd', 'schedule')) !== '';
}

const BACKUP =
  /\betcd(ctl|utl)\b[\s\S]{0,400}\bsnapshot\s+save\b|\bvelero\s+backup\s+create\b|\b(restic|kopia)\b[\s\S]{0,400}\b(backup|snapshot)\b/;
const MOST_WORDS = 1 << 14;

function wordsOf(container: Json): string {
  const words = ['command', 'args'].flatMap((field) => itemsOf(get(container, field)).map(textOf));
  return words.join(' ').slice(0, MOST_WORDS);
}

const OWNER = /^(?:[a-z0-9.-]+\/)?(?:owner|owners|team|owned-by|maintainer|contact)$/;

/** A label or an annotation that says whose it is, with a value. */
export function namesOwner({ object }: Manifest): boolean {
  return ['labels', 'annotations'].some((field) => {
    const values = get(object, 'metadata', field);
    return isObject(values) && Object.entries(values).some(([key, value]) => OWNER.test(key) && textOf(value) !== '');
  });
}

/** STRICT in Istio, or a default inbound policy of Linkerd: whether it is strict enough has a rule of its own. */
export function isMeshPolicy(manifest: Manifest): boolean {
  if (isKind(manifest, 'security.istio.io', 'PeerAuthentication')) return true;
  const template = templatePath(manifest.ref.apiVersion, manifest.ref.kind);
  const places = [['metadata'], ...(template === null ? [] : [[...template, 'metadata']])];
  return places.some((path) => textOf(get(manifest.object, ...path, 'annotations', INBOUND)) !== '');
}
