import fc from 'fast-check';
import type { Json } from '../../src/domain/index.ts';
import { container, gone, m, one, template, testMutations, word } from '../support/state-mutations.ts';

testMutations('container', {
  'container/control-plane-toleration': [
    m(
      'pass-another-taint',
      'Deployment',
      [...template, 'tolerations', 0, 'key'],
      one('', 'control-plane', 'master', 'controlplane', 'etcd').map(
        (role) => role && `node-role.kubernetes.io/${role}`,
      ),
    ),
    m(
      'pass-another-taint',
      'Deployment',
      [...template, 'tolerations', 1, 'effect'],
      fc.oneof(gone, one('', 'NoSchedule')),
    ),
  ],
  'container/host-device': [
    m(
      'pass-log',
      'Deployment',
      [...template, 'volumes', 0, 'hostPath', 'path'],
      word.map((name) => `/dev/${name}`),
    ),
  ],
  'container/memory-limit': [
    m('pass-limit', 'Deployment', [...container, 'resources', 'limits', 'memory'], fc.oneof(gone, one(null))),
  ],
  'container/persistent-host-path': [
    m(
      'pass-driver',
      'PersistentVolume',
      ['spec', 'hostPath'],
      word.map((name): Json => ({ path: `/${name}` })),
    ),
  ],
  'container/read-only-root-filesystem': [
    m(
      'pass-true',
      'Deployment',
      [...container, 'securityContext', 'readOnlyRootFilesystem'],
      fc.oneof(gone, one(false, null)),
    ),
  ],
  'container/resource-requests': [
    m('pass-requests', 'Deployment', [...container, 'resources', 'requests', 'cpu'], gone),
    m('pass-requests', 'Deployment', [...container, 'resources', 'requests', 'memory'], one(null)),
  ],
});
