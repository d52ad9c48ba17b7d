import type { JsonObject } from '../../src/domain/index.ts';

/** Objects that protect something, by a name to point at: what changes take away of them is drawn in a test. */

const RBAC = 'rbac.authorization.k8s.io/v1';
const ADMISSION = 'admissionregistration.k8s.io/v1';
const named = (apiVersion: string, kind: string, name: string, rest: JsonObject, namespace?: string): JsonObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  ...rest,
});

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
  kyverno: named('kyverno.io/v1', 'ClusterPolicy', 'tags', {
    spec: {
      failurePolicy: 'Fail',
      rules: [
        {
          name: 'latest',
          match: { any: [{ resources: { kinds: ['Pod'] } }] },
          context: [{ name: 'allowed', configMap: { name: 'allowed', namespace: 'kyverno' } }],
          validate: { failureAction: 'Enforce', message: 'no', pattern: { spec: { containers: [{ image: '*:?*' }] } } },
        },
        {
          name: 'signed',
          match: { any: [{ resources: { kinds: ['Pod'] } }] },
          verifyImages: [
            {
              failureAction: 'Enforce',
              imageReferences: ['registry.example/*'],
              attestors: [{ entries: [{ keys: { publicKeys: 'a' } }] }],
            },
          ],
        },
      ],
    },
  }),
  defaults: named('kyverno.io/v1', 'ClusterPolicy', 'defaults', {
    spec: {
      rules: [
        {
          name: 'root',
          match: { any: [{ resources: { kinds: ['Pod'] } }] },
          mutate: { patchStrategicMerge: { spec: { securityContext: { '+(runAsNonRoot)': true } } } },
        },
        {
          name: 'deny',
          match: { any: [{ resources: { kinds: ['Namespace'] } }] },
          generate: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            name: 'deny',
            namespace: '{{request.object.metadata.name}}',
            synchronize: true,
            data: { spec: { podSelector: {}, policyTypes: ['Ingress'] } },
          },
        },
      ],
    },
  }),
  ofNamespace: named(
    'kyverno.io/v1',
    'Policy',
    'latest',
    {
      spec: {
        rules: [
          {
            name: 'latest',
            match: { any: [{ resources: { kinds: ['Pod'] } }] },
            validate: { failureAction: 'Enforce', pattern: { spec: { containers: [{ image: '!*:latest' }] } } },
          },
        ],
      },
    },
    'shop',
  ),
  mutatingPolicy: named('policies.kyverno.io/v1', 'MutatingPolicy', 'tokens', {
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      },
      mutations: [
        {
          patchType: 'ApplyConfiguration',
          applyConfiguration: { expression: 'Object{spec: Object.spec{automountServiceAccountToken: false}}' },
        },
      ],
    },
  }),
  generatingPolicy: named('policies.kyverno.io/v1', 'GeneratingPolicy', 'quotas', {
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['namespaces'] }],
      },
      variables: [{ name: 'quota', expression: '[{"kind": dyn("ResourceQuota"), "apiVersion": dyn("v1")}]' }],
      generate: [{ expression: 'generator.Apply(object.metadata.name, variables.quota)' }],
    },
  }),
  mutatingAdmission: named(ADMISSION, 'MutatingAdmissionPolicy', 'users', {
    spec: {
      failurePolicy: 'Fail',
      reinvocationPolicy: 'Never',
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      },
      mutations: [
        {
          patchType: 'ApplyConfiguration',
          applyConfiguration: { expression: 'Object{spec: Object.spec{hostUsers: false}}' },
        },
      ],
    },
  }),
  mutatingBinding: named(ADMISSION, 'MutatingAdmissionPolicyBinding', 'users', { spec: { policyName: 'users' } }),
  allowed: named('v1', 'ConfigMap', 'allowed', { data: { registries: 'registry.example' } }, 'kyverno'),
  validatingPolicy: named('policies.kyverno.io/v1', 'ValidatingPolicy', 'replicas', {
    spec: {
      validationActions: ['Deny'],
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] },
        ],
      },
      variables: [{ name: 'most', expression: '5' }],
      validations: [{ expression: 'object.spec.replicas <= variables.most' }],
    },
  }),
  admission: named(ADMISSION, 'ValidatingAdmissionPolicy', 'few', {
    spec: {
      failurePolicy: 'Fail',
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      matchConstraints: {
        resourceRules: [
          { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['deployments'] },
        ],
      },
      variables: [{ name: 'most', expression: 'int(params.data.most)' }],
      validations: [
        { expression: 'object.spec.replicas <= variables.most' },
        { expression: 'has(object.spec.strategy)' },
      ],
    },
  }),
  admissionBinding: named(ADMISSION, 'ValidatingAdmissionPolicyBinding', 'few', {
    spec: {
      policyName: 'few',
      validationActions: ['Deny'],
      paramRef: { name: 'limits', namespace: 'shop', parameterNotFoundAction: 'Deny' },
      matchResources: {
        namespaceSelector: { matchExpressions: [{ key: 'checks', operator: 'NotIn', values: ['off'] }] },
      },
    },
  }),
  parameters: named('v1', 'ConfigMap', 'limits', { data: { most: '5' } }, 'shop'),
  webhook: named(ADMISSION, 'ValidatingWebhookConfiguration', 'guard', {
    webhooks: [
      {
        name: 'guard.example.com',
        failurePolicy: 'Fail',
        clientConfig: { service: { name: 'guard', namespace: 'guard' } },
        rules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['pods'] }],
        namespaceSelector: { matchExpressions: [{ key: 'guard', operator: 'DoesNotExist' }] },
      },
    ],
  }),
  constraint: named('constraints.gatekeeper.sh/v1beta1', 'K8sAllowedRepos', 'repos', {
    spec: {
      enforcementAction: 'deny',
      match: { kinds: [{ apiGroups: [''], kinds: ['Pod'] }] },
      parameters: { repos: ['registry.example/'] },
    },
  }),
  template: named('templates.gatekeeper.sh/v1', 'ConstraintTemplate', 'k8sallowedrepos', {
    spec: {
      targets: [{ target: 'admission.k8s.gatekeeper.sh', rego: 'package repos\nviolation[{"msg": "no"}] { true }' }],
    },
  }),
  exception: named(
    'kyverno.io/v2',
    'PolicyException',
    'api',
    {
      spec: {
        exceptions: [{ policyName: 'tags', ruleNames: ['latest'] }],
        match: { any: [{ resources: { names: ['api-*'] } }] },
      },
    },
    'shop',
  ),
} as const satisfies Readonly<Record<string, JsonObject>>;
export type Guard = keyof typeof GUARDED;
