import { z } from 'zod';
import { flag, labelSelector, list, struct, text, textMap, texts } from '../decoding.ts';

const webhooks = z.object({ webhooks: list(z.object({ name: text, failurePolicy: text })) });

const auditRule = z.object({
  level: text,
  omitStages: texts,
  users: texts,
  userGroups: texts,
  verbs: texts,
  namespaces: texts,
  nonResourceURLs: texts,
  resources: list(z.object({ group: text, resources: texts, resourceNames: texts })),
});

/** kyverno.io: a rule that validates, or verifies images. */
const overrides = list(z.object({ action: text, namespaces: texts, namespaceSelector: labelSelector }));
const kyvernoRule = z.object({
  name: text,
  validate: struct({ failureAction: text, failureActionOverrides: overrides }),
  verifyImages: list(z.object({ failureAction: text })),
});
const filters = list(z.object({ resources: struct({ kinds: texts, names: texts, namespaces: texts }) }));

const alert = z.object({ alert: text, labels: textMap, annotations: textMap });

/** kubeadm's arguments: a mapping up to v1beta3, a list since. */
const scalar = z.union([z.string(), z.number(), z.boolean()]).nullable();
const extraArgs = z.union([z.record(z.string(), scalar), list(z.object({ name: text, value: text }))]).nullish();

/** Every kind of constraints.gatekeeper.sh: what a constraint asks for is its parameters, which its template types. */
export const ConstraintSchema = z.object({
  spec: struct({
    enforcementAction: text,
    scopedEnforcementActions: list(z.object({ action: text, enforcementPoints: list(z.object({ name: text })) })),
  }),
});

/**
 * Kinds that rules read field by field, as they are written: of each the types of the fields that some rule looks at, so
 * that a wrong one is refused, as the API server refuses it, and never taken for a field that is not there.
 */
export const LOOSELY_READ: readonly (readonly [schema: z.ZodType, ...kinds: readonly string[]])[] = [
  [z.object({ spec: struct({ failurePolicy: text }) }), 'admissionregistration.k8s.io/ValidatingAdmissionPolicy'],
  [
    z.object({
      spec: struct({
        policyName: text,
        validationActions: texts,
        paramRef: struct({ name: text, parameterNotFoundAction: text }),
      }),
    }),
    'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  ],
  [z.object({ spec: struct({ hostPath: struct({ path: text, type: text }) }) }), '/PersistentVolume'],
  [
    webhooks,
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  ],
  [
    z.object({ spec: struct({ hard: z.record(z.string(), z.union([z.string(), z.number()]).nullable()).nullish() }) }),
    '/ResourceQuota',
  ],
  [z.object({ omitStages: texts, rules: list(auditRule) }), 'audit.k8s.io/Policy'],
  [
    z.object({ resources: list(z.object({ resources: texts, providers: list(z.record(z.string(), z.unknown())) })) }),
    'apiserver.config.k8s.io/EncryptionConfiguration',
  ],
  [
    z.object({ apiServer: struct({ extraArgs }), etcd: struct({ local: struct({ extraArgs }) }) }),
    'kubeadm.k8s.io/ClusterConfiguration',
  ],
  [
    z.object({
      spec: struct({
        admission: flag,
        failurePolicy: text,
        validationFailureAction: text,
        validationFailureActionOverrides: overrides,
        webhookConfiguration: struct({ failurePolicy: text }),
        rules: list(kyvernoRule),
      }),
    }),
    'kyverno.io/ClusterPolicy',
    'kyverno.io/Policy',
  ],
  [
    z.object({
      spec: struct({
        exceptions: list(z.object({ policyName: text, ruleNames: texts })),
        match: struct({ any: filters, all: filters }),
      }),
    }),
    'kyverno.io/PolicyException',
  ],
  [
    z.object({
      spec: struct({
        failurePolicy: text,
        validationActions: texts,
        evaluation: struct({ admission: struct({ enabled: flag }) }),
      }),
    }),
    'policies.kyverno.io/ValidatingPolicy',
    'policies.kyverno.io/NamespacedValidatingPolicy',
    'policies.kyverno.io/ImageValidatingPolicy',
    'policies.kyverno.io/NamespacedImageValidatingPolicy',
  ],
  [
    z.object({
      spec: struct({
        selector: struct({ matchLabels: textMap }),
        mtls: struct({ mode: text }),
        portLevelMtls: z.record(z.string(), struct({ mode: text })).nullish(),
      }),
    }),
    'security.istio.io/PeerAuthentication',
  ],
  [
    z.object({
      spec: struct({
        conditions: list(z.object({ namespaceSelector: labelSelector, namespaces: texts, namespaceRegexes: texts })),
      }),
    }),
    'external-secrets.io/ClusterSecretStore',
  ],
  [
    z.object({
      spec: struct({
        from: list(z.object({ group: text, kind: text, namespace: text })),
        to: list(z.object({ group: text, kind: text, name: text })),
      }),
    }),
    'gateway.networking.k8s.io/ReferenceGrant',
  ],
  [
    z.object({ spec: struct({ groups: list(z.object({ name: text, labels: textMap, rules: list(alert) })) }) }),
    'monitoring.coreos.com/PrometheusRule',
  ],
];
