import type { PolicyRule } from '../objects/rbac.ts';

/**
 * The ClusterRoles that every cluster has and that people bind, as far as the rules look at them
 * (k8s.io/kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go). `view` reads no Secret and enters no
 * container, so nothing here finds fault with it.
 */

const WRITES = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const EDIT: readonly PolicyRule[] = [
  rule([''], ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy', 'secrets'], ['get', 'list', 'watch']),
  rule([''], ['serviceaccounts'], ['impersonate']),
  rule([''], ['pods', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'], WRITES),
  rule([''], ['replicationcontrollers', 'secrets', 'serviceaccounts', 'services'], WRITES),
  rule([''], ['serviceaccounts/token'], ['create']),
  rule(['apps', 'extensions'], ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], WRITES),
  rule(['batch'], ['cronjobs', 'jobs'], WRITES),
  rule(['networking.k8s.io'], ['ingresses', 'networkpolicies'], WRITES),
];

const ADMIN: readonly PolicyRule[] = [
  ...EDIT,
  rule(['rbac.authorization.k8s.io'], ['rolebindings', 'roles'], [...WRITES, 'get', 'list', 'watch']),
];

export const BUILT_IN_CLUSTER_ROLES = {
  'cluster-admin': [
    rule(['*'], ['*'], ['*']),
    { verbs: ['*'], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: ['*'] },
  ],
  admin: ADMIN,
  edit: EDIT,
} satisfies Readonly<Record<string, readonly PolicyRule[]>>;

const BOOTSTRAP = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };

function aggregated(into: string): Readonly<Record<string, string>> {
  return { ...BOOTSTRAP, [`rbac.authorization.k8s.io/aggregate-to-${into}`]: 'true' };
}

/** Those of them that an aggregationRule can select, with the labels that every cluster puts on them. */
export const LABELLED_CLUSTER_ROLES: readonly {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly rules: readonly PolicyRule[];
}[] = [
  { name: 'cluster-admin', labels: BOOTSTRAP, rules: BUILT_IN_CLUSTER_ROLES['cluster-admin'] },
  { name: 'admin', labels: BOOTSTRAP, rules: ADMIN },
  { name: 'edit', labels: aggregated('admin'), rules: EDIT },
  { name: 'system:aggregate-to-admin', labels: aggregated('admin'), rules: ADMIN },
  { name: 'system:aggregate-to-edit', labels: aggregated('edit'), rules: EDIT },
];

function rule(apiGroups: string[], resources: string[], verbs: string[]): PolicyRule {
  return { apiGroups, resources, verbs, resourceNames: [], nonResourceURLs: [] };
}
