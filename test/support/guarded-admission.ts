import type { JsonObject } from '../../src/domain/index.ts';

/** Objects that admission asks before it lets anything in: policies of Kyverno, of Kubernetes and of Gatekeeper, and webhooks. */

const ADMISSION = 'admissionregistration.k8s.io/v1';

export const named = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: JsonObject,
  namespace?: string,
): JsonObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  ...rest,
});

export const GUARDED_ADMISSION = {
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
