import { z } from 'zod';
import { text } from './scalars.ts';

const labels = z.record(text, z.string()).default({});
const list = z.array(z.string()).default([]);

/** rbac.authorization.k8s.io/v1 PolicyRule. */
const rule = z.strictObject({
  apiGroups: list,
  resources: list,
  verbs: z.array(z.string()).min(1),
  resourceNames: list,
  nonResourceURLs: list,
});

/** What is in the cluster and not in the repository. */
export const assume = z.strictObject({
  namespaces: z
    .array(z.strictObject({ name: text, labels }))
    .default([])
    .describe(
      'Namespaces that are made elsewhere, with their labels: their Pod Security labels judge the workloads in them.',
    ),
  roles: z
    .array(
      z.strictObject({
        name: text,
        namespace: text.optional().describe('Of a Role; left out, it is a ClusterRole.'),
        labels: labels.describe('Of a ClusterRole, for those that aggregate it.'),
        rules: z.array(rule),
      }),
    )
    .default([])
    .describe(
      'Roles that are made elsewhere: whether a binding to one opens Secrets to another namespace is judged by its rules.',
    ),
  serviceAccounts: z
    .array(z.strictObject({ name: text, namespace: text, automountServiceAccountToken: z.boolean().optional() }))
    .default([])
    .describe('Service accounts that are made elsewhere, and whether their pods get a token.'),
  networkPolicies: z
    .array(z.strictObject({ namespace: text, denies: z.array(z.enum(['ingress', 'egress'])).min(1) }))
    .default([])
    .describe('Namespaces whose traffic a NetworkPolicy that is made elsewhere denies by default.'),
  quotas: z
    .array(text)
    .default([])
    .describe('Namespaces that have a ResourceQuota and a LimitRange which are made elsewhere.'),
});
