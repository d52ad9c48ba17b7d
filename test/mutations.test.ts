import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkHardening, HARDENING_RULES } from '../src/check/hardening/index.ts';
import type { Json, Manifest, Path } from '../src/domain/index.ts';
import { completePolicy } from '../src/policy/schema.ts';
import { readManifests } from './support/manifest-files.ts';
import { replaced } from './support/replaced.ts';

/**
 * What each rule's text says it looks at, as changes to a fixture that passes: whatever value of the condition is drawn,
 * the fixture fails then. Pod Security has its own beside it (src/check/hardening/mutations.test.ts).
 */

interface Mutation {
  /** Below fixtures/rules, of the rule itself. */
  readonly passes: string;
  /** The first object of this kind is changed, or of `kind/name`. */
  readonly kind: string;
  readonly path: Path;
  /** `undefined` takes the field away. */
  readonly values: fc.Arbitrary<Json | undefined>;
}

const m = (passes: string, kind: string, path: Path, values: Mutation['values']): Mutation => ({
  passes,
  kind,
  path,
  values,
});
const gone = fc.constant(undefined);
const one = <T extends Json>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);

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
const template: Path = ['spec', 'template', 'spec'];
const container: Path = [...template, 'containers', 0];
const everywhere = one<Json>({}, { ports: [] }, { ports: [{ port: 1, endPort: 65_535 }] });
const open = (peers: string): fc.Arbitrary<Json> =>
  fc.oneof(
    everywhere,
    one<Json>({ [peers]: [] }, { [peers]: [{ namespaceSelector: {} }] }, { [peers]: [{ ipBlock: { cidr: '::/0' } }] }),
    // Two halves of any depth: a CIDR and what is left of all addresses.
    fc
      .integer({ min: 1, max: 8 })
      .map((bits) => ({
        [peers]: [
          { ipBlock: { cidr: `0.0.0.0/${bits}` } },
          ...Array.from({ length: bits }, (_, index) => ({
            ipBlock: { cidr: `${2 ** (7 - (bits - 1 - index))}.0.0.0/${bits - index}` },
          })),
        ],
      })),
  );
const WRITES = ['create', 'update', 'patch', '*'];

const MUTATIONS: Readonly<Record<string, readonly [Mutation, ...Mutation[]]>> = {
  'admission/pod-security-enforce': [
    m(
      'pass-restricted',
      'Namespace',
      ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'],
      fc.oneof(gone, one('privileged', 'Baseline', 'strict')),
    ),
  ],
  'admission/pod-security-version': [
    m(
      'pass-pinned',
      'Namespace',
      ['metadata', 'labels', 'pod-security.kubernetes.io/enforce-version'],
      fc.oneof(gone, one('latest', '1.34', 'v1', 'v1.034')),
    ),
  ],
  'admission/policy-not-enforced': [
    m(
      'pass-deny',
      'ValidatingAdmissionPolicyBinding',
      ['spec', 'validationActions'],
      fc.subarray<Json>(['Warn', 'Audit'], { minLength: 1 }),
    ),
    m('pass-deny', 'ValidatingAdmissionPolicyBinding', ['spec', 'policyName'], word),
    m('pass-deny', 'ValidatingAdmissionPolicy', ['spec', 'failurePolicy'], one('Ignore')),
    m('pass-gatekeeper-deny', 'K8sNoRoot', ['spec', 'enforcementAction'], one('warn', 'dryrun')),
  ],
  'admission/required-labels': [
    m('pass-both-there', 'Pod', ['metadata', 'labels', 'team'], gone),
    m(
      'pass-both-there',
      'Pod',
      ['metadata', 'labels'],
      word.map((team) => ({ team })),
    ),
  ],
  'admission/webhook-ignores-failure': [
    m('pass-fail', 'ValidatingWebhookConfiguration', ['webhooks', 0, 'failurePolicy'], one('Ignore')),
  ],
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
  'incident/alert-severity': [
    m(
      'pass-there',
      'PrometheusRule',
      ['spec', 'groups', 0, 'rules', 0, 'labels', 'severity'],
      fc.oneof(gone, one('', null)),
    ),
  ],
  'incident/no-backup': [
    m('pass-scheduled', 'Schedule', ['spec', 'paused'], one(true)),
    m(
      'pass-no-volumes',
      'StatefulSet',
      ['spec', 'volumeClaimTemplates'],
      word.map((name): Json => [{ metadata: { name }, spec: { accessModes: ['ReadWriteOnce'] } }]),
    ),
  ],
  'incident/owner': [
    m(
      'pass-namespace',
      'Namespace',
      ['metadata', 'labels'],
      fc.oneof(gone, one<Json>({}, { 'acme.dev/team': '' }, { 'acme.dev/teams': 'shop' }, { app: 'shop' })),
    ),
  ],
  'incident/runbook-url': [
    m(
      'pass-an-address',
      'PrometheusRule',
      ['spec', 'groups', 0, 'rules', 0, 'annotations', 'runbook_url'],
      fc.oneof(
        gone,
        word.map((name) => `docs/${name}.md`),
        word.map((name) => `https://github.com/acme/shop/blob/main/${name}`),
        word,
      ),
    ),
  ],
  'network/default-deny-egress': [
    m(
      'pass-deny',
      'NetworkPolicy',
      ['spec', 'egress'],
      open('to').map((rule) => [rule]),
    ),
    m('pass-deny', 'NetworkPolicy', ['spec', 'policyTypes'], one(['Ingress'])),
    m(
      'pass-deny',
      'NetworkPolicy',
      ['spec', 'podSelector'],
      word.map((app) => ({ matchLabels: { app } })),
    ),
    m(
      'pass-deny',
      'NetworkPolicy',
      ['metadata', 'namespace'],
      word.filter((name) => name !== 'shop'),
    ),
  ],
  'network/default-deny-ingress': [
    m(
      'pass-deny',
      'NetworkPolicy',
      ['spec', 'ingress'],
      open('from').map((rule) => [rule]),
    ),
    m('pass-deny', 'NetworkPolicy', ['spec', 'policyTypes'], one(['Egress'])),
  ],
  'network/egress-without-dns': [
    m('pass-dns', 'NetworkPolicy/dns', ['spec', 'policyTypes'], one(['Ingress'])),
    m('pass-dns', 'NetworkPolicy/dns', ['spec', 'egress', 0, 'ports', 0, 'port'], fc.integer({ min: 54, max: 65_535 })),
  ],
  'network/exposed-service': [
    m('pass-cluster-ip', 'Service', ['spec', 'type'], one('NodePort', 'LoadBalancer')),
    m(
      'pass-cluster-ip',
      'Service',
      ['spec', 'externalIPs'],
      fc.ipV4().map((address) => [address]),
    ),
    m(
      'pass-limited',
      'Service',
      ['spec', 'loadBalancerSourceRanges'],
      one(['0.0.0.0/0'], ['0.0.0.0/1', '128.0.0.0/1'], ['::/0']),
    ),
  ],
  'network/ingress-without-tls': [
    m('pass-host', 'Ingress', ['spec', 'tls'], one<Json>([], null)),
    m(
      'pass-host',
      'Ingress',
      ['spec', 'rules', 0, 'host'],
      word.map((name) => `${name}.other.example`),
    ),
  ],
  'network/metadata-egress': [
    m(
      'pass-except',
      'NetworkPolicy',
      ['spec', 'egress', 0, 'to', 0, 'ipBlock', 'except'],
      fc.oneof(gone, one<Json>([], ['169.254.0.0/24'], ['10.0.0.0/8'])),
    ),
  ],
  'network/no-mtls': [
    m(
      'pass-strict-for-the-mesh',
      'PeerAuthentication',
      ['spec', 'mtls', 'mode'],
      fc.oneof(gone, one('PERMISSIVE', 'DISABLE', 'UNSET')),
    ),
    m('pass-strict-for-the-mesh', 'PeerAuthentication', ['metadata', 'namespace'], word),
    m(
      'pass-strict-for-the-mesh',
      'PeerAuthentication',
      ['spec', 'selector'],
      word.map((app) => ({ matchLabels: { app } })),
    ),
  ],
  'network/open-egress': [
    m(
      'pass-denied',
      'NetworkPolicy',
      ['spec', 'egress'],
      open('to').map((rule) => [rule]),
    ),
  ],
  'network/open-ingress': [
    m(
      'pass-pods-of-the-namespace',
      'NetworkPolicy',
      ['spec', 'ingress'],
      open('from').map((rule) => [rule]),
    ),
  ],
  'network/permissive-mtls': [
    m('pass-strict', 'PeerAuthentication', ['spec', 'mtls', 'mode'], one('PERMISSIVE', 'DISABLE')),
    m(
      'pass-strict',
      'PeerAuthentication',
      ['spec', 'portLevelMtls'],
      fc.integer({ min: 1, max: 65_535 }).map((port) => ({ [port]: { mode: 'DISABLE' } })),
    ),
  ],
  'network/unreachable-service': [
    m('pass-an-explicit-flow', 'Service', ['spec', 'ports', 0, 'targetPort'], fc.integer({ min: 1, max: 8079 })),
    m('pass-an-explicit-flow', 'Service', ['spec', 'ports', 0, 'protocol'], one('UDP', 'SCTP')),
  ],
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
  'runtime/audit-policy': [
    m(
      'pass-metadata-of-everything',
      'Policy',
      ['rules'],
      one<Json>([], [{ level: 'Request' }], [{ level: 'RequestResponse' }], [{ level: 'Metadata', users: ['a'] }]),
    ),
  ],
  'runtime/audit-sink': [
    m(
      'pass-a-log',
      'Pod',
      ['spec', 'containers', 0, 'command'],
      one(['kube-apiserver'], ['kube-apiserver', '--audit-policy-file=/a'], ['kube-apiserver', '--audit-log-path=-']),
    ),
  ],
  'runtime/detector-off': [
    m('pass-daemon-set', 'DaemonSet', [...container, 'args'], one(['-T', 'shell'], ['-Dshell'])),
    m(
      'pass-daemon-set',
      'DaemonSet',
      [...container, 'args', 0],
      word.map((rule) => `-o=rules[].disable.rule=${rule}`),
    ),
    m(
      'pass-switched-on-again',
      'ConfigMap',
      ['data', 'rules.yaml'],
      word.map((rule) => `- rule: ${rule} shell\n  enabled: false\n`),
    ),
  ],
  'runtime/log-level': [
    m(
      'pass-low',
      'Pod',
      ['spec', 'containers', 0, 'command'],
      fc.oneof(
        fc.integer({ min: 7, max: 20 }).map((level) => ['kube-apiserver', `--v=${level}`]),
        fc.integer({ min: 1, max: 29 }).map((days) => ['kube-apiserver', `--audit-log-maxage=${days}`]),
      ),
    ),
  ],
  'secrets/known-token': [
    m(
      'pass-secret-ref',
      'Deployment',
      ['metadata', 'annotations'],
      fc.stringMatching(/^[A-Za-z0-9]{36}$/).map((text) => ({ note: `use ghp_${text}` })),
    ),
  ],
  'secrets/plaintext-credential': [
    m(
      'pass-secret-key-ref',
      'Pod',
      ['spec', 'containers', 0, 'args', 0],
      word.map((text) => `--password=${text}1`),
    ),
    m(
      'pass-names-of-others',
      'ConfigMap',
      ['data'],
      fc
        .tuple(one('PGPASSWORD', 'db.password', 'adminPassword', 'MYSQL_PWD', 'passphrase'), word)
        .map(([name, text]): Json => ({ [name]: `${text}1` })),
    ),
    m(
      'pass-names-of-others',
      'ConfigMap',
      ['data'],
      fc
        .tuple(
          one('API_KEY', 'apiKey', 'client-secret', 'VAULT_TOKEN', 'signing_key'),
          fc.stringMatching(/^[A-Z][a-z0-9]{9}$/),
        )
        .map(([name, text]): Json => ({ [name]: text })),
    ),
  ],
  'secrets/plaintext-secret': [
    m(
      'pass-sops',
      'Secret',
      ['stringData'],
      fc
        .stringMatching(/^[a-z0-9]{4,20}$/)
        .filter((text) => !/^(change|replace|insert|fill|put|your|todo|xxx)/.test(text))
        .map((password) => ({ password })),
    ),
  ],
  'secrets/reused-service-account': [
    m(
      'pass-no-token',
      'Deployment/web',
      [...template, 'automountServiceAccountToken'],
      fc.oneof(gone, one(true, null)),
    ),
    m('pass-own-accounts', 'Deployment/web', [...template, 'serviceAccountName'], one('shop')),
  ],
  'secrets/token-lifetime': [
    m(
      'pass-hour',
      'Deployment',
      [...template, 'volumes', 0, 'projected', 'sources', 0, 'serviceAccountToken', 'expirationSeconds'],
      fc.integer({ min: 86_401, max: 2 ** 31 }),
    ),
  ],
  'secrets/unenforced-secret-list': [
    m('pass-enforced', 'ServiceAccount', ['metadata', 'annotations'], fc.oneof(gone, one({}))),
    m(
      'pass-pull-secrets',
      'ServiceAccount',
      ['secrets'],
      word.map((name) => [{ name }]),
    ),
  ],
  'secrets/unlisted-secret': [
    m(
      'pass-listed',
      'Deployment',
      [...container, 'envFrom', 0, 'secretRef', 'name'],
      word.map((name) => `x${name}`),
    ),
    m(
      'pass-listed',
      'Deployment',
      [...template, 'volumes'],
      word.map((name) => [{ name: 'v', secret: { secretName: `x${name}` } }]),
    ),
    m('pass-listed', 'ServiceAccount', ['secrets'], fc.oneof(gone, one([]))),
  ],
  'tenancy/cross-namespace-secrets': [
    m(
      'pass-its-own-namespace',
      'RoleBinding',
      ['subjects', 0, 'namespace'],
      word.filter((name) => name !== 'shop'),
    ),
    m('pass-named-secrets', 'Role', ['rules', 0, 'resourceNames'], fc.oneof(gone, one<Json>([], null))),
  ],
  'tenancy/default-namespace': [
    m(
      'pass-own',
      'Deployment',
      ['metadata', 'namespace'],
      fc.oneof(gone, one('default', 'kube-system', 'kube-public', 'kube-node-lease')),
    ),
  ],
  'tenancy/flux-service-account': [
    m('pass-account', 'HelmRelease', ['spec', 'serviceAccountName'], fc.oneof(gone, one('', null))),
    m('pass-account', 'Kustomization', ['metadata', 'namespace'], word),
    m('pass-lockdown', 'Deployment', [...container, 'args'], one<Json>([], ['--no-cross-namespace-refs=true'])),
  ],
  'tenancy/limit-range': [
    m(
      'pass-present',
      'LimitRange',
      ['metadata', 'namespace'],
      word.filter((name) => name !== 'shop'),
    ),
  ],
  'tenancy/open-app-project': [
    m('pass-named', 'AppProject', ['spec', 'sourceRepos'], one<Json>(['*'], ['https://github.com/acme/*', '*'])),
    m(
      'pass-named',
      'AppProject',
      ['spec', 'destinations', 1],
      one<Json>({ name: '*', namespace: '*' }, { server: '*', namespace: 'shop' }),
    ),
    m('pass-named', 'AppProject', ['spec', 'clusterResourceWhitelist', 0], one<Json>({ group: '*', kind: '*' })),
    m('pass-named', 'Application', ['spec', 'project'], fc.oneof(gone, one('', 'default'))),
  ],
  'tenancy/open-secret-store': [
    m(
      'pass-named-namespaces',
      'ClusterSecretStore',
      ['spec', 'conditions'],
      fc.oneof(gone, one<Json>([], [{}], [{ namespaceSelector: {} }], [{ namespaces: ['a'] }, {}])),
    ),
  ],
  'tenancy/resource-quota': [
    m(
      'pass-present',
      'ResourceQuota',
      ['metadata', 'namespace'],
      word.filter((name) => name !== 'shop'),
    ),
  ],
  'tenancy/secret-reference-grant': [
    m('pass-one-secret', 'ReferenceGrant', ['spec', 'to', 0, 'name'], fc.oneof(gone, one('', null))),
  ],
};

/** Rules that look at which files the repository has: the fixture passes with its own, and fails with these. */
const FILES: Readonly<Record<string, string>> = {
  'incident/compromised-image-runbook': 'pass-there',
  'incident/credential-leak-runbook': 'pass-there',
  'incident/lateral-movement-runbook': 'pass-there',
};

const ROOT = fileURLToPath(new URL('../fixtures/rules/', import.meta.url));

test('every rule about one state has a mutation here', () => {
  const ids = HARDENING_RULES.flatMap(({ scope, description }) =>
    scope === 'pod-security' || scope === 'change' ? [] : [description.id],
  );
  expect([...Object.keys(MUTATIONS), ...Object.keys(FILES)].sort()).toEqual([...ids].sort());
});

const ROWS = Object.entries(MUTATIONS).flatMap(([id, each]) =>
  each.map((mutation) => [id, mutation.kind, mutation] as const),
);

test.each(ROWS)('%s fails once a %s of a passing fixture has the flaw', (id, kind, { passes, path, values }) => {
  const text = readFileSync(`${ROOT}${id}/${passes}.yaml`, 'utf8');
  expect(failing(text, id, (object) => object, kind)).toEqual([]);
  fc.assert(
    fc.property(values, (value) => {
      expect(failing(text, id, (object) => replaced(object, path, value), kind)).toContain(id);
    }),
    { numRuns: 40 },
  );
});

test.each(Object.entries(FILES))('%s fails where the repository has other files', (id, passes) => {
  const text = readFileSync(`${ROOT}${id}/${passes}.yaml`, 'utf8');
  expect(failing(text, id)).toEqual([]);
  fc.assert(
    fc.property(fc.array(word), (names) => {
      const files = names.map((name) => `docs/runbooks/${name}.md`).join(', ');
      expect(failing(text.replace(/^# files: .+$/m, `# files: ${files}`), id)).toContain(id);
    }),
    { numRuns: 40 },
  );
});

/** Which rule finds something once the first object of a kind was changed. */
function failing(
  text: string,
  id: string,
  change: (object: Json) => Json = (object) => object,
  kind?: string,
): readonly string[] {
  const yaml = readManifests(new TextEncoder().encode(text), 'a.yaml').manifests;
  const [wanted = yaml[0]?.ref.kind, name] = kind?.split('/') ?? [];
  const index = yaml.findIndex(({ ref }) => ref.kind === wanted && (name === undefined || ref.name === name));
  expect(index).toBeGreaterThanOrEqual(0);
  // Read again, since a name or a namespace may be what changed.
  const objects = yaml.map(({ object }, at) => (at === index ? change(object) : object));
  const written = objects.map((object) => JSON.stringify(object)).join('\n---\n');
  const manifests: readonly Manifest[] = readManifests(new TextEncoder().encode(written), 'a.yaml').manifests;
  const requiredLabels = /^# requiredLabels: (.+)$/m.exec(text)?.[1]?.split(', ') ?? [];
  // Some rules are off until they are asked for.
  const policy = completePolicy({ version: 1, requiredLabels, hardening: { rules: { [id]: 'warn' } } });
  const repository = {
    address: 'github.com/acme/shop',
    branch: 'main',
    files: new Set(/^# files: (.+)$/m.exec(text)?.[1]?.split(', ')),
  };
  const rules = HARDENING_RULES.filter(({ description }) => description.id === id);
  const surroundings = { repository, now: Date.parse('2026-11-26') };
  return checkHardening(manifests, { policy, rules, surroundings }).findings.map(({ rule }) => rule);
}
