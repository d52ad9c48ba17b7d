import type { Grant } from './grants.ts';

/** The grants that rules look for, by what comes of them. Every verb is one that the API server checks. */

const WRITES = ['create', 'update', 'patch'];
const IN_NAMESPACES = { clusterScoped: false } as const;
const CLUSTER_WIDE = { clusterScoped: true } as const;
const RBAC = 'rbac.authorization.k8s.io';

/** list and watch show the contents too. */
export const READS_SECRETS: readonly Grant[] = [
  { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'], ...IN_NAMESPACES },
];

/** Whoever makes a pod chooses its service account and mounts any Secret of its namespace. */
export const CREATES_WORKLOADS: readonly Grant[] = [
  { apiGroups: [''], resources: ['pods', 'replicationcontrollers'], verbs: WRITES, ...IN_NAMESPACES },
  {
    apiGroups: ['apps', 'extensions'],
    resources: ['deployments', 'daemonsets', 'replicasets', 'statefulsets'],
    verbs: WRITES,
    ...IN_NAMESPACES,
  },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: WRITES, ...IN_NAMESPACES },
  { apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'], ...IN_NAMESPACES },
];

/** WebSocket clients use GET, so get is as good as create. */
export const ENTERS_CONTAINERS: readonly Grant[] = [
  {
    apiGroups: [''],
    resources: ['pods/exec', 'pods/attach', 'pods/portforward'],
    verbs: ['create', 'get'],
    ...IN_NAMESPACES,
  },
];

/** The kubelet's API behind it runs commands in every pod of the node; with WebSockets that takes only get. */
export const REACHES_KUBELETS: readonly Grant[] = [
  {
    apiGroups: [''],
    resources: ['nodes/proxy'],
    verbs: ['get', 'create', 'update', 'patch', 'delete'],
    ...CLUSTER_WIDE,
    names: 'every',
  },
];

/** A single role that may be escalated can be given every right; of those that may be bound, cluster-admin has them. */
export const ESCALATES: readonly Grant[] = [
  { apiGroups: [RBAC], resources: ['roles', 'clusterroles'], verbs: ['escalate'], ...IN_NAMESPACES, names: 'every' },
  { apiGroups: [RBAC], resources: ['roles'], verbs: ['bind'], ...IN_NAMESPACES },
  { apiGroups: [RBAC], resources: ['clusterroles'], verbs: ['bind'], ...IN_NAMESPACES, names: ['cluster-admin'] },
];

/** The group that no authorizer asks, and those that kubeadm binds to cluster-admin (its kubeconfig files). */
const ADMINISTRATORS = ['system:masters', 'kubeadm:cluster-admins', 'kubernetes-admin', 'kubernetes-super-admin'];

export const IMPERSONATES: readonly Grant[] = [
  { apiGroups: [''], resources: ['users'], verbs: ['impersonate'], ...CLUSTER_WIDE, names: ADMINISTRATORS },
  { apiGroups: [''], resources: ['groups'], verbs: ['impersonate'], ...CLUSTER_WIDE, names: ADMINISTRATORS },
  { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['impersonate'], ...IN_NAMESPACES },
  { apiGroups: ['authentication.k8s.io'], resources: ['uids'], verbs: ['impersonate'], ...CLUSTER_WIDE },
];

export const MINTS_TOKENS: readonly Grant[] = [
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'], ...IN_NAMESPACES },
];

export const CREATES_SIGNING_REQUESTS: readonly Grant[] = [
  {
    apiGroups: ['certificates.k8s.io'],
    resources: ['certificatesigningrequests'],
    verbs: ['create'],
    ...CLUSTER_WIDE,
  },
];

export const APPROVES_SIGNING_REQUESTS: readonly Grant[] = [
  {
    apiGroups: ['certificates.k8s.io'],
    resources: ['certificatesigningrequests/approval'],
    verbs: ['update', 'patch'],
    ...CLUSTER_WIDE,
  },
];

export const CHANGES_ADMISSION: readonly Grant[] = [
  {
    apiGroups: ['admissionregistration.k8s.io'],
    resources: ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
    verbs: [...WRITES, 'delete', 'deletecollection'],
    ...CLUSTER_WIDE,
  },
];

export const CREATES_VOLUMES: readonly Grant[] = [
  { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['create'], ...CLUSTER_WIDE },
];

/** A Role can grant this for its own namespace: the request for a namespace is in that namespace. */
export const CHANGES_NAMESPACES: readonly Grant[] = [
  { apiGroups: [''], resources: ['namespaces'], verbs: ['update', 'patch'], ...IN_NAMESPACES },
];

/** Everything that some rule looks for. */
export const EVERY_GRANT: readonly Grant[] = [
  ...READS_SECRETS,
  ...CREATES_WORKLOADS,
  ...ENTERS_CONTAINERS,
  ...REACHES_KUBELETS,
  ...ESCALATES,
  ...IMPERSONATES,
  ...MINTS_TOKENS,
  ...APPROVES_SIGNING_REQUESTS,
  ...CHANGES_ADMISSION,
  ...CREATES_VOLUMES,
  ...CHANGES_NAMESPACES,
];
