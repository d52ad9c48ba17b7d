import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../test/support/hardening.ts';
import type { JsonObject } from '../../domain/index.ts';
import type { HardeningRule } from './rule.ts';
import { rule as defaultDeny } from './rules/network/default-deny-egress.ts';
import { rule as approves } from './rules/rbac/approves-own-certificates.ts';
import { rule as builtIn } from './rules/rbac/built-in-role.ts';
import { rule as readsSecrets } from './rules/rbac/reads-secrets.ts';
import { rule as tokenAutomount } from './rules/rbac/token-automount.ts';
import { rule as wildcard } from './rules/rbac/wildcard.ts';
import { rule as crossNamespace } from './rules/tenancy/cross-namespace-secrets.ts';
import { rule as limitRange } from './rules/tenancy/limit-range.ts';
import { rule as quota } from './rules/tenancy/resource-quota.ts';

/** What `assume:` says of the cluster, and how many findings are left. */

const POD = yamlOf('v1', 'Pod', 'api', 'spec: { serviceAccountName: api, containers: [] }');
const BINDING = yamlOf(
  'rbac.authorization.k8s.io/v1',
  'RoleBinding',
  'b',
  'roleRef: { kind: ClusterRole, name: operator }\nsubjects: [{ kind: ServiceAccount, name: api, namespace: web }]',
);
const SECRETS = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };
const PODS = { ...SECRETS, resources: ['pods'] };
const EVERYTHING = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
const certificates = (resource: string, verb: string) => ({
  apiGroups: ['certificates.k8s.io'],
  resources: [resource],
  verbs: [verb],
});
const AGGREGATED = yamlOf(
  'rbac.authorization.k8s.io/v1',
  'ClusterRole',
  'operator',
  'aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: operator } }] }',
);
const account = { name: 'api', namespace: 'shop', automountServiceAccountToken: false };

test.each<[what: string, rule: HardeningRule, yaml: string, assume: JsonObject, findings: number]>([
  ['no quota', quota, POD, {}, 1],
  ['a quota', quota, POD, { quotas: ['shop'] }, 0],
  ['a quota of another namespace', quota, POD, { quotas: ['web'] }, 1],
  ['limits', limitRange, POD, { quotas: ['shop'] }, 0],
  ['a service account', tokenAutomount, POD, { serviceAccounts: [account] }, 0],
  ['a service account with a token', tokenAutomount, POD, { serviceAccounts: [{ name: 'api', namespace: 'shop' }] }, 1],
  [
    "the repository's own counts first",
    tokenAutomount,
    POD + yamlOf('v1', 'ServiceAccount', 'api', ''),
    { serviceAccounts: [account] },
    1,
  ],
  ['a default deny', defaultDeny, POD, { networkPolicies: [{ namespace: 'shop', denies: ['egress'] }] }, 0],
  ['of the other direction', defaultDeny, POD, { networkPolicies: [{ namespace: 'shop', denies: ['ingress'] }] }, 1],
  [
    'a default deny that the repository undoes',
    defaultDeny,
    POD + yamlOf('networking.k8s.io/v1', 'NetworkPolicy', 'open', 'spec: { podSelector: {}, egress: [{}] }'),
    { networkPolicies: [{ namespace: 'shop', denies: ['egress'] }] },
    1,
  ],
  ['a harmless role', crossNamespace, BINDING, { roles: [{ name: 'operator', rules: [PODS] }] }, 0],
  ['a role that reads Secrets', crossNamespace, BINDING, { roles: [{ name: 'operator', rules: [SECRETS] }] }, 1],
  [
    'a Role is no ClusterRole',
    crossNamespace,
    BINDING,
    { roles: [{ name: 'operator', namespace: 'shop', rules: [PODS] }] },
    1,
  ],
  [
    'aggregated by a label',
    crossNamespace,
    BINDING + AGGREGATED,
    { roles: [{ name: 'part', labels: { to: 'operator' }, rules: [SECRETS] }] },
    1,
  ],
  ['not aggregated', crossNamespace, BINDING + AGGREGATED, { roles: [{ name: 'part', rules: [SECRETS] }] }, 0],
  [
    'aggregated by a label, for a rule about roles',
    readsSecrets,
    AGGREGATED,
    { roles: [{ name: 'part', labels: { to: 'operator' }, rules: [SECRETS] }] },
    1,
  ],
  [
    'not aggregated, for a rule about roles',
    readsSecrets,
    AGGREGATED,
    { roles: [{ name: 'part', rules: [SECRETS] }] },
    0,
  ],
  [
    'halves that add up to any identity',
    approves,
    AGGREGATED,
    {
      roles: [
        { name: 'one', labels: { to: 'operator' }, rules: [certificates('certificatesigningrequests', 'create')] },
        {
          name: 'two',
          labels: { to: 'operator' },
          rules: [certificates('certificatesigningrequests/approval', 'update')],
        },
      ],
    },
    1,
  ],
  [
    'an aggregated wildcard',
    wildcard,
    AGGREGATED,
    { roles: [{ name: 'part', labels: { to: 'operator' }, rules: [EVERYTHING] }] },
    1,
  ],
  [
    'a binding to an assumed role that reads Secrets',
    builtIn,
    BINDING,
    { roles: [{ name: 'operator', rules: [SECRETS] }] },
    1,
  ],
  [
    'a binding to an assumed role that holds everything',
    builtIn,
    BINDING,
    { roles: [{ name: 'operator', rules: [EVERYTHING] }] },
    1,
  ],
  ['a binding to a harmless assumed role', builtIn, BINDING, { roles: [{ name: 'operator', rules: [PODS] }] }, 0],
  [
    'a binding to a role of the repository',
    builtIn,
    BINDING + AGGREGATED,
    { roles: [{ name: 'operator', rules: [SECRETS] }] },
    0,
  ],
])('%s', (_, rule, yaml, assume, findings) => expect(verdictIn(rule, yaml, { assume })).toHaveLength(findings));
