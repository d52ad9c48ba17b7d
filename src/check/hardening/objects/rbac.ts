import { z } from 'zod';
import { labelSelector, list, struct, text, textMap, texts } from '../decoding.ts';

/** rbac.authorization.k8s.io/v1 PolicyRule. */
const policyRule = z.object({
  verbs: texts,
  apiGroups: texts,
  resources: texts,
  resourceNames: texts,
  nonResourceURLs: texts,
});
export type PolicyRule = z.output<typeof policyRule>;

export const RoleSchema = z.object({
  metadata: struct({ name: text, labels: textMap }),
  rules: list(policyRule),
  aggregationRule: struct({ clusterRoleSelectors: list(labelSelector.unwrap().unwrap()) }),
});
export type Role = z.output<typeof RoleSchema>;

const subject = z.object({ kind: text, apiGroup: text, name: text, namespace: text });
export type Subject = z.output<typeof subject>;

export const BindingSchema = z.object({
  metadata: struct({ name: text }),
  subjects: list(subject),
  roleRef: struct({ apiGroup: text, kind: text, name: text }),
});
export type Binding = z.output<typeof BindingSchema>;
