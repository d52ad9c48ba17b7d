import { expect, test } from 'vitest';
import { manifestOf, verdictIn } from '../../../../../test/support/hardening.ts';
import { isBackupSchedule } from '../../evidence/backups.ts';
import { rule } from './etcd-snapshots-off.ts';

const object = (apiVersion: string, kind: string, spec: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: prod }\nspec: { ${spec} }\n`;
const rancher = (config: string) => object('provisioning.cattle.io/v1', 'Cluster', `rkeConfig: { ${config} }`);
const rke2 = (spec: string, kind = 'RKE2ControlPlane') => object('controlplane.cluster.x-k8s.io/v1beta1', kind, spec);

const says = (kind: string, path: string) => [`${kind} prod: ${path} turns the snapshots of etcd off @ ${path}`];

test.each<[what: string, yaml: string, verdict: readonly string[]]>([
  ['Rancher by default', rancher('etcd: {}'), []],
  [
    'Rancher, off',
    rancher('etcd: { disableSnapshots: true }'),
    says('Cluster', 'spec.rkeConfig.etcd.disableSnapshots'),
  ],
  [
    'off for every machine',
    rancher('machineGlobalConfig: { etcd-disable-snapshots: true }'),
    says('Cluster', 'spec.rkeConfig.machineGlobalConfig.etcd-disable-snapshots'),
  ],
  [
    'off for some machines',
    rancher('machineSelectorConfig: [{}, { config: { etcd-disable-snapshots: "true" } }]'),
    says('Cluster', 'spec.rkeConfig.machineSelectorConfig[1].config.etcd-disable-snapshots'),
  ],
  ['not off', rancher('etcd: { disableSnapshots: false }'), []],
  ['another cluster of Rancher', object('provisioning.cattle.io/v1', 'Cluster', 'localClusterAuthEndpoint: {}'), []],
  [
    'RKE2, off',
    rke2('serverConfig: { etcd: { backupConfig: { disableAutomaticSnapshots: true } } }'),
    says('RKE2ControlPlane', 'spec.serverConfig.etcd.backupConfig.disableAutomaticSnapshots'),
  ],
  ['RKE2 by default', rke2('serverConfig: {}'), []],
  [
    'RKE2, a template',
    rke2(
      'template: { spec: { serverConfig: { etcd: { backupConfig: { disableAutomaticSnapshots: true } } } } }',
      'RKE2ControlPlaneTemplate',
    ),
    says('RKE2ControlPlaneTemplate', 'spec.template.spec.serverConfig.etcd.backupConfig.disableAutomaticSnapshots'),
  ],
])('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));

test.each<[what: string, apiVersion: string, kind: string, spec: object, isSchedule: boolean]>([
  [
    'a time',
    'provisioning.cattle.io/v1',
    'Cluster',
    { rkeConfig: { etcd: { snapshotScheduleCron: '0 */5 * * *' } } },
    true,
  ],
  [
    'a time, and off',
    'provisioning.cattle.io/v1',
    'Cluster',
    { rkeConfig: { etcd: { snapshotScheduleCron: '0 */5 * * *', disableSnapshots: true } } },
    false,
  ],
  ['no time', 'provisioning.cattle.io/v1', 'Cluster', { rkeConfig: { etcd: {} } }, false],
  ['kOps', 'kops.k8s.io/v1alpha2', 'Cluster', { etcdClusters: [{ name: 'main' }] }, true],
  ['kOps without etcd', 'kops.k8s.io/v1alpha2', 'Cluster', {}, false],
  ['OpenShift', 'config.openshift.io/v1alpha1', 'Backup', { etcd: { schedule: '0 0 * * *' } }, true],
  ['OpenShift, no time', 'config.openshift.io/v1alpha1', 'Backup', { etcd: {} }, false],
  ['Kubermatic', 'kubermatic.k8c.io/v1', 'EtcdBackupConfig', { schedule: '@every 20m' }, true],
])('is a backup: %s', (_, apiVersion, kind, spec, isSchedule) => {
  const manifest = manifestOf({ apiVersion, kind, metadata: { name: 'prod' }, spec: JSON.parse(JSON.stringify(spec)) });
  expect(isBackupSchedule(manifest)).toBe(isSchedule);
});
