import { get, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { groupOf } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';

/** What a cluster of K3s or RKE2 is told of the snapshots of its etcd. Left out of its definition, they are taken. */
export interface EtcdSnapshots {
  /** Where they are turned off; null where they are not. */
  readonly off: Path | null;
  /** A time for them is written. */
  readonly isScheduled: boolean;
}

/** Rancher's clusters (rancher/rancher pkg/apis/rke.cattle.io/v1) and the control planes of Cluster API's RKE2 provider. */
export function etcdSnapshotsIn(manifest: Manifest): EtcdSnapshots | null {
  const { object } = manifest;
  switch (`${groupOf(manifest)}/${manifest.ref.kind}`) {
    case 'provisioning.cattle.io/Cluster':
      return inRancher(object);
    case 'controlplane.cluster.x-k8s.io/RKE2ControlPlane':
      return inControlPlane(object, ['spec']);
    case 'controlplane.cluster.x-k8s.io/RKE2ControlPlaneTemplate':
      return inControlPlane(object, ['spec', 'template', 'spec']);
    default:
      return null;
  }
}

function inRancher(object: Json): EtcdSnapshots | null {
  const config: Path = ['spec', 'rkeConfig'];
  if ((get(object, ...config) ?? null) === null) return null;
  // Rancher writes its own field, then the settings of all machines, then those of some, into one configuration.
  const settings: readonly Path[] = [
    [...config, 'machineGlobalConfig'],
    ...itemsOf(get(object, ...config, 'machineSelectorConfig')).map(
      (_, index): Path => [...config, 'machineSelectorConfig', index, 'config'],
    ),
  ];
  const switches: readonly Path[] = [
    [...config, 'etcd', 'disableSnapshots'],
    ...settings.map((path): Path => [...path, 'etcd-disable-snapshots']),
  ];
  const times: readonly Path[] = [
    [...config, 'etcd', 'snapshotScheduleCron'],
    ...settings.map((path): Path => [...path, 'etcd-snapshot-schedule-cron']),
  ];
  return read(object, switches, times);
}

function inControlPlane(object: Json, spec: Path): EtcdSnapshots {
  const backup: Path = [...spec, 'serverConfig', 'etcd', 'backupConfig'];
  return read(object, [[...backup, 'disableAutomaticSnapshots']], [[...backup, 'scheduleCron']]);
}

function read(object: Json, switches: readonly Path[], times: readonly Path[]): EtcdSnapshots {
  const off = switches.find((path) => textOf(get(object, ...path)) === 'true') ?? null;
  return { off, isScheduled: off === null && times.some((path) => textOf(get(object, ...path)) !== '') };
}
