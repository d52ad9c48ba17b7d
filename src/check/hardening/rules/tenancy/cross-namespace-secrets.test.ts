import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './cross-namespace-secrets.ts';

const RBAC = 'rbac.authorization.k8s.io/v1';
const role = (kind: string, rules: string, more = '', namespace = 'shop') =>
  yamlOf(RBAC, kind, 'reader', `rules: [${rules}]\n${more}`, namespace);
const READS = "{ apiGroups: [''], resources: [secrets], verbs: [list] }";
const NAMED = "{ apiGroups: [''], resources: [secrets], verbs: [get], resourceNames: [tls] }";
const OTHER = '{ kind: ServiceAccount, name: api, namespace: web }';
const bind = (subjects: string, name = 'reader', roleKind = 'Role', kind = 'RoleBinding') =>
  yamlOf(
    RBAC,
    kind,
    'b',
    `roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${roleKind}, name: ${name} }\nsubjects: [${subjects}]`,
  );
const says = (subject: string, by = 'Role "reader"', index = 0) => [
  `RoleBinding shop/b: ${subject} of another namespace may read the Secrets of namespace "shop" by ${by} @ subjects[${index}]`,
];
const ACCOUNT = 'ServiceAccount "web/api"';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  ['an account of another namespace', role('Role', READS) + bind(OTHER), says(ACCOUNT)],
  [
    'the same, as a user',
    role('Role', READS) + bind("{ kind: User, name: 'system:serviceaccount:web:api' }"),
    says('User "system:serviceaccount:web:api"'),
  ],
  [
    'every account of another namespace',
    role('Role', READS) + bind("{ kind: Group, name: 'system:serviceaccounts:web' }"),
    says('Group "system:serviceaccounts:web"'),
  ],
  [
    'the second subject',
    role('Role', READS) + bind(`{ kind: ServiceAccount, name: own, namespace: shop }, ${OTHER}`),
    says(ACCOUNT, 'Role "reader"', 1),
  ],
  ['the second rule', role('Role', `${NAMED}, ${READS}`) + bind(OTHER), says(ACCOUNT)],
  ['everything', role('Role', "{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }") + bind(OTHER), says(ACCOUNT)],
  [
    'a ClusterRole',
    role('ClusterRole', READS) + bind(OTHER, 'reader', 'ClusterRole'),
    says(ACCOUNT, 'ClusterRole "reader"'),
  ],
  [
    'what is aggregated into it',
    yamlOf(
      RBAC,
      'ClusterRole',
      'all',
      'aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: all } }] }\nrules: []',
    ) +
      `---\napiVersion: ${RBAC}\nkind: ClusterRole\nmetadata: { name: part, labels: { to: all } }\nrules: [${READS}]\n` +
      bind(OTHER, 'all', 'ClusterRole'),
    says(ACCOUNT, 'ClusterRole "all"'),
  ],
  ['a built-in role', bind(OTHER, 'edit', 'ClusterRole'), says(ACCOUNT, 'ClusterRole "edit"')],
  ['view reads no Secret', bind(OTHER, 'view', 'ClusterRole'), []],
  [
    'a role that is made elsewhere',
    bind(OTHER, 'operator', 'ClusterRole'),
    [
      'RoleBinding shop/b: what ClusterRole "operator" grants ServiceAccount "web/api" of another namespace is not known: the repository does not hold the role @ subjects[0]',
    ],
  ],
  [
    'a Role of the same name in another namespace is another role',
    role('Role', READS, '', 'web') + bind(OTHER),
    [
      'RoleBinding shop/b: what Role "reader" grants ServiceAccount "web/api" of another namespace is not known: the repository does not hold the role @ subjects[0]',
    ],
  ],
  ['named Secrets', role('Role', NAMED) + bind(OTHER), []],
  ['an account of its own', role('Role', READS) + bind('{ kind: ServiceAccount, name: api, namespace: shop }'), []],
  ['an account without a namespace is refused', role('Role', READS) + bind('{ kind: ServiceAccount, name: api }'), []],
  ['a person', role('Role', READS) + bind('{ kind: User, name: ada }'), []],
  ['a group that begins alike', role('Role', READS) + bind("{ kind: Group, name: 'system:serviceaccounts-web' }"), []],
  [
    'for the cluster it has rules of its own',
    role('ClusterRole', READS) + bind(OTHER, 'reader', 'ClusterRole', 'ClusterRoleBinding'),
    [],
  ],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
