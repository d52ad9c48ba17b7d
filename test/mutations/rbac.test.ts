import fc from 'fast-check';
import type { Json } from '../../src/domain/index.ts';
import { gone, m, one, template, testMutations, word } from '../support/state-mutations.ts';

/** A role's first rule that grants one of the verbs on one of the resources, among others that grant nothing of note. */
const grant = (groups: readonly string[], resources: readonly string[], verbs: readonly string[]): fc.Arbitrary<Json> =>
  fc.record({
    apiGroups: fc.shuffledSubarray(groups.concat('acme.io'), { minLength: groups.length + 1 }),
    resources: one(...resources, '*').map((resource) => ['configmaps', resource]),
    verbs: one(...verbs).map((verb) => ['delete', verb]),
  });
const role = (passes: string, groups: readonly string[], resources: readonly string[], verbs: readonly string[]) =>
  m(passes, 'ClusterRole', ['rules', 0], grant(groups, resources, verbs));
const subject = (kind: string, names: fc.Arbitrary<string>): fc.Arbitrary<Json> =>
  names.map((name) => ({ kind, name, ...(kind === 'ServiceAccount' ? { namespace: 'shop' } : {}) }));

const WRITES = ['create', 'update', 'patch', '*'];

testMutations('rbac', {
  'rbac/aggregates-to-built-in': [
    m(
      'pass-own',
      'ClusterRole',
      ['metadata', 'labels'],
      one('admin', 'edit', 'view').map((name) => ({ [`rbac.authorization.k8s.io/aggregate-to-${name}`]: 'true' })),
    ),
  ],
  'rbac/approves-own-certificates': [
    m(
      'pass-asks',
      'ClusterRole',
      ['rules'],
      one('update', 'patch').map((verb) => [
        { apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests'], verbs: ['create'] },
        { apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: [verb] },
      ]),
    ),
  ],
  'rbac/built-in-role': [m('pass-view', 'RoleBinding', ['roleRef', 'name'], one('admin', 'edit'))],
  'rbac/changes-admission-webhooks': [
    role(
      'pass-read',
      ['admissionregistration.k8s.io'],
      ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
      WRITES.slice(0, 3),
    ),
  ],
  'rbac/changes-namespaces': [role('pass-create', [''], ['namespaces'], ['update', 'patch'])],
  'rbac/cluster-admin': [m('pass-view', 'RoleBinding', ['roleRef', 'name'], one('cluster-admin'))],
  'rbac/creates-persistent-volumes': [role('pass-read', [''], ['persistentvolumes'], ['create'])],
  'rbac/creates-workloads': [
    role(
      'pass-read',
      ['', 'apps', 'batch'],
      ['pods', 'deployments', 'daemonsets', 'statefulsets', 'jobs', 'cronjobs', 'replicasets'],
      WRITES.slice(0, 3),
    ),
  ],
  'rbac/dangerous-subject': [
    m(
      'pass-account',
      'RoleBinding',
      ['subjects', 0],
      fc.oneof(
        subject(
          'Group',
          one('system:masters', 'system:authenticated', 'system:unauthenticated', 'system:serviceaccounts'),
        ),
        subject(
          'Group',
          word.map((name) => `system:serviceaccounts:${name}`),
        ),
        subject(
          'User',
          fc.oneof(
            one('system:anonymous'),
            word.map((name) => `system:serviceaccount:${name}:default`),
          ),
        ),
        subject('ServiceAccount', one('default')),
      ),
    ),
  ],
  'rbac/default-service-account': [
    m('pass-own', 'Deployment', [...template, 'serviceAccountName'], fc.oneof(gone, one('default', '', null))),
  ],
  'rbac/enters-containers': [
    role('pass-read', [''], ['pods/exec', 'pods/attach', 'pods/portforward', '*/exec'], ['create', 'get']),
  ],
  'rbac/escalates': [
    role('pass-write', ['rbac.authorization.k8s.io'], ['roles', 'clusterroles'], ['escalate', 'bind']),
  ],
  'rbac/impersonates': [role('pass-get', [''], ['users', 'groups', 'serviceaccounts'], ['impersonate'])],
  'rbac/mints-tokens': [role('pass-accounts', [''], ['serviceaccounts/token', '*/token'], ['create'])],
  'rbac/mixed-subjects': [
    m(
      'pass-people',
      'RoleBinding',
      ['subjects', 0],
      fc.oneof(
        subject('ServiceAccount', word),
        subject(
          'User',
          word.map((name) => `system:serviceaccount:shop:${name}`),
        ),
      ),
    ),
  ],
  'rbac/reaches-kubelets': [role('pass-nodes', [''], ['nodes/proxy', '*/proxy'], ['get', 'create'])],
  'rbac/reads-secrets': [role('pass-named', [''], ['secrets'], ['get', 'list', 'watch'])],
  'rbac/static-token': [m('pass-opaque', 'Secret', ['type'], one('kubernetes.io/service-account-token'))],
  'rbac/token-automount': [
    m('pass-off', 'Deployment', [...template, 'automountServiceAccountToken'], fc.oneof(gone, one(true, null))),
  ],
  'rbac/wildcard': [
    m('pass-listed', 'ClusterRole', ['rules', 0, 'verbs'], one(['*'], ['get', '*'])),
    m('pass-listed', 'ClusterRole', ['rules', 0, 'resources'], one(['*'], ['pods', '*'])),
  ],
});
