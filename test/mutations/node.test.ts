import fc from 'fast-check';
import type { Json } from '../../src/domain/index.ts';
import { gone, m, one, testMutations } from '../support/state-mutations.ts';

testMutations('node', {
  'node/api-server-access': [
    m(
      'pass-closed',
      'Pod',
      ['spec', 'containers', 0, 'command'],
      one(
        ['kube-apiserver'],
        ['kube-apiserver', '--authorization-mode=RBAC,AlwaysAllow'],
        ['kube-apiserver', '--authorization-mode=RBAC', '--anonymous-auth'],
        ['kube-apiserver', '--authorization-mode=RBAC', '--token-auth-file=/t'],
      ),
    ),
  ],
  'node/end-of-life': [
    m(
      'pass-supported',
      'ClusterConfig',
      ['metadata', 'version'],
      fc.integer({ min: 1, max: 34 }).map((minor) => `1.${minor}`),
    ),
  ],
  'node/etcd-access': [
    m(
      'pass-static-pod-with-both',
      'Pod',
      ['spec', 'containers', 0, 'command'],
      one(
        ['etcd'],
        ['etcd', '--client-cert-auth=true'],
        ['etcd', '--client-cert-auth=true', '--peer-client-cert-auth=false'],
      ),
    ),
  ],
  'node/etcd-snapshots-off': [
    m('pass-scheduled', 'Cluster', ['spec', 'rkeConfig', 'etcd', 'disableSnapshots'], one(true)),
    m(
      'pass-default',
      'RKE2ControlPlane',
      ['spec', 'serverConfig', 'etcd', 'backupConfig', 'disableAutomaticSnapshots'],
      one(true),
    ),
  ],
  'node/instance-metadata': [
    m(
      'pass-required',
      'AWSMachineTemplate',
      ['spec', 'template', 'spec', 'instanceMetadataOptions', 'httpTokens'],
      fc.oneof(gone, one('optional')),
    ),
    m('pass-required', 'AWSMachineTemplate', ['spec', 'template', 'spec', 'instanceMetadataOptions'], gone),
    m('pass-required', 'EC2NodeClass', ['spec', 'metadataOptions'], one<Json>({ httpTokens: 'optional' })),
    m('pass-eksctl', 'ClusterConfig', ['managedNodeGroups', 0, 'disableIMDSv1'], one(false)),
  ],
  'node/kubelet-access': [
    m('pass-closed-by-name', 'KubeletConfiguration', ['authentication', 'anonymous', 'enabled'], one(true)),
    m('pass-closed-by-name', 'KubeletConfiguration', ['authorization', 'mode'], one('AlwaysAllow')),
    m('pass-closed-by-name', 'KubeletConfiguration', ['readOnlyPort'], fc.integer({ min: 1, max: 65_535 })),
  ],
  'node/no-encryption-provider': [
    m(
      'pass-static-pod-with',
      'Pod',
      ['spec', 'containers', 0, 'command'],
      one(['kube-apiserver'], ['kube-apiserver', '--encryption-provider-config=']),
    ),
  ],
  'node/public-endpoint': [
    m('pass-turned-off', 'ClusterConfig', ['vpc', 'clusterEndpoints', 'publicAccess'], fc.oneof(gone, one(true, null))),
  ],
  'node/secrets-in-plaintext': [
    m(
      'pass-kms-first-and-identity-last',
      'EncryptionConfiguration',
      ['resources', 0, 'providers', 0],
      one<Json>({ identity: {} }, { identity: null }),
    ),
    m(
      'pass-kms-first-and-identity-last',
      'EncryptionConfiguration',
      ['resources', 0, 'resources'],
      one(['configmaps']),
    ),
  ],
});
