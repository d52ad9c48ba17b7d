import type { JsonObject } from '../../src/domain/index.ts';
import { GUARDED_ADMISSION, named } from './guarded-admission.ts';

/** Objects that protect something, by a name to point at: what changes take away of them is drawn in a test. */

const RBAC = 'rbac.authorization.k8s.io/v1';
const podsOf = (app: string): JsonObject => ({ podSelector: { matchLabels: { app } } });

export const GUARDED = {
  namespace: {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'shop',
      labels: {
        team: 'shop',
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': 'v1.34',
        'policy.sigstore.dev/include': 'true',
        'istio-injection': 'enabled',
      },
      annotations: { 'config.linkerd.io/default-inbound-policy': 'all-authenticated' },
    },
  },
  workload: named(
    'apps/v1',
    'Deployment',
    'api',
    {
      spec: {
        selector: { matchLabels: { app: 'api' } },
        template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api' }] } },
      },
    },
    'shop',
  ),
  network: named(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'api',
    {
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          {
            from: [podsOf('web'), { ipBlock: { cidr: '10.1.0.0/16', except: ['10.1.9.0/24'] } }],
            ports: [{ port: 8080 }],
          },
        ],
        egress: [{ to: [podsOf('db')], ports: [{ port: 5432, protocol: 'TCP' }] }],
      },
    },
    'shop',
  ),
  cilium: named(
    'cilium.io/v2',
    'CiliumNetworkPolicy',
    'api',
    { spec: { endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { app: 'web' } }] }] } },
    'shop',
  ),
  quota: named(
    'v1',
    'ResourceQuota',
    'limits',
    { spec: { hard: { pods: '10', 'requests.cpu': '2', 'services.loadbalancers': '0' } } },
    'shop',
  ),
  range: named(
    'v1',
    'LimitRange',
    'range',
    { spec: { limits: [{ type: 'Container', max: { memory: '1Gi' }, default: { memory: '256Mi' } }] } },
    'shop',
  ),
  role: named(RBAC, 'ClusterRole', 'reader', {
    rules: [{ apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['api'], verbs: ['get'] }],
  }),
  aggregated: named(RBAC, 'ClusterRole', 'operator', {
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: 'operator' } }] },
    rules: [],
  }),
  binding: named(
    RBAC,
    'RoleBinding',
    'readers',
    {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }],
    },
    'shop',
  ),
  peers: named('security.istio.io/v1', 'PeerAuthentication', 'default', { spec: { mtls: { mode: 'STRICT' } } }, 'shop'),
  images: named('policy.sigstore.dev/v1beta1', 'ClusterImagePolicy', 'shop', {
    spec: {
      mode: 'enforce',
      images: [{ glob: 'registry.example/shop/**' }, { glob: 'registry.example/base/**' }],
      authorities: [
        {
          name: 'release',
          key: { data: 'release' },
          ctlog: { url: 'https://log.example' },
          attestations: [
            {
              name: 'provenance',
              predicateType: 'https://slsa.dev/provenance/v1',
              policy: { type: 'cue', data: 'predicate: buildType: "ours"' },
            },
          ],
        },
        {
          name: 'ci',
          keyless: {
            url: 'https://ca.example',
            identities: [{ issuer: 'https://ci.example', subject: 'https://ci.example/acme' }],
          },
        },
      ],
      policy: { type: 'cue', data: 'authorityMatches: release: signatures: [_, ...]' },
    },
  }),
  trustRoot: named('policy.sigstore.dev/v1alpha1', 'TrustRoot', 'ours', {
    spec: { repository: { root: 'cm9vdA==', mirrorFS: 'bQ==' } },
  }),
  controller: named(
    'v1',
    'ConfigMap',
    'config-policy-controller',
    { data: { 'no-match-policy': 'deny' } },
    'cosign-system',
  ),
  ...GUARDED_ADMISSION,
} as const satisfies Readonly<Record<string, JsonObject>>;
export type Guard = keyof typeof GUARDED;
