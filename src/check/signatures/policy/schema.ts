import { z } from 'zod';

/**
 * `policy.sigstore.dev` ClusterImagePolicy, v1alpha1 and v1beta1, which are the same but for comments
 * (policy-controller v0.13.1, pkg/apis/policy). An unknown field is a mistake, as for the controller's own tester;
 * `null` is the same as a field left out, as everywhere in Kubernetes.
 */

const text = z
  .string()
  .nullish()
  .transform((value) => (value === '' || value === null ? undefined : value));
const flag = z.boolean().nullish();
/** Go's apis.URL: a string. */
const url = text;

function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);
}

function optional<T extends z.ZodType>(item: T) {
  return item.nullish().transform((value) => value ?? undefined);
}

const keyRef = z.strictObject({
  secretRef: optional(z.strictObject({ name: text, namespace: text })),
  data: text,
  kms: text,
  hashAlgorithm: text,
});

const condition = z.strictObject({
  type: text,
  data: text,
  remote: optional(z.strictObject({ url, sha256sum: text })),
  configMapRef: optional(z.strictObject({ name: text, namespace: text, key: text })),
  fetchConfigFile: flag,
  includeSpec: flag,
  includeObjectMeta: flag,
  includeTypeMeta: flag,
});

const identity = z.strictObject({ issuer: text, subject: text, issuerRegExp: text, subjectRegExp: text });

const authority = z.strictObject({
  name: text,
  key: optional(keyRef),
  keyless: optional(
    z.strictObject({
      url,
      identities: list(identity),
      'ca-cert': optional(keyRef),
      trustRootRef: text,
      insecureIgnoreSCT: flag,
    }),
  ),
  static: optional(z.strictObject({ action: text, message: text })),
  source: list(
    z.strictObject({ oci: text, signaturePullSecrets: list(z.strictObject({ name: text })), tagPrefix: text }),
  ),
  ctlog: optional(z.strictObject({ url, trustRootRef: text })),
  attestations: list(z.strictObject({ name: text, predicateType: text, policy: optional(condition) })),
  rfc3161timestamp: optional(z.strictObject({ trustRootRef: text })),
  signatureFormat: text,
});

const selector = z.strictObject({
  matchLabels: z
    .record(z.string(), z.string())
    .nullish()
    .transform((value) => value ?? {}),
  matchExpressions: list(
    z.strictObject({
      key: z.string(),
      operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
      values: list(z.string()),
    }),
  ),
});

const match = z.strictObject({ group: text, version: text, resource: text, selector: optional(selector) });

const metadata = z.looseObject({ name: z.string().min(1) });

export const ClusterImagePolicySchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata,
  spec: z.strictObject({
    images: list(z.strictObject({ glob: text })),
    authorities: list(authority),
    policy: optional(condition),
    mode: text,
    match: list(match),
  }),
  status: z.unknown().optional(),
});

export type WrittenPolicy = z.output<typeof ClusterImagePolicySchema>;
export type WrittenAuthority = WrittenPolicy['spec']['authorities'][number];
export type WrittenCondition = z.output<typeof condition>;
export type WrittenSource = WrittenAuthority['source'][number];
export type ResourceMatch = WrittenPolicy['spec']['match'][number];
export type LabelSelector = NonNullable<ResourceMatch['selector']>;
