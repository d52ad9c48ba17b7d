import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './reused-service-account.ts';

const RBAC = 'rbac.authorization.k8s.io/v1';
const pod = (name: string, fields = 'serviceAccountName: shop', namespace = 'shop') =>
  yamlOf(
    'v1',
    'Pod',
    name,
    `spec: { ${fields}${fields === '' ? '' : ', '}containers: [{ name: a, image: a }] }`,
    namespace,
  );
const role = (rule: string, kind = 'Role') => yamlOf(RBAC, kind, 'reader', `rules: [${rule}]`);
const bound = (
  roleRef: string,
  subject = '{ kind: ServiceAccount, name: shop, namespace: shop }',
  kind = 'RoleBinding',
) => yamlOf(RBAC, kind, 'b', `roleRef: { ${roleRef} }\nsubjects: [${subject}]`);

const NAMED = role('{ apiGroups: [""], resources: [secrets], resourceNames: [db], verbs: [get] }');
const READER = bound('kind: Role, name: reader');
const TWO = pod('api') + pod('web');
const SHARED =
  'Pod shop/web: service account "shop", which may read Secrets by Role "reader", is also that of Pod "api" @ spec.serviceAccountName';

test.each<[what: string, yaml: string, verdict: readonly string[]]>([
  ['two workloads, and one Secret by name', TWO + NAMED + READER, [SHARED]],
  [
    'the grant in the second rule',
    TWO +
      role(
        '{ apiGroups: [apps], resources: [deployments], verbs: [get] }, { apiGroups: ["*"], resources: ["*"], verbs: [list] }',
      ) +
      READER,
    [SHARED],
  ],
  [
    'bound as a user',
    TWO + NAMED + bound('kind: Role, name: reader', '{ kind: User, name: "system:serviceaccount:shop:shop" }'),
    [SHARED],
  ],
  [
    'a built-in role',
    TWO + bound('kind: ClusterRole, name: edit'),
    [SHARED.replace('Role "reader"', 'ClusterRole "edit"')],
  ],
  [
    'a role that is not there',
    TWO + bound('kind: ClusterRole, name: elsewhere'),
    [
      'Pod shop/web: whether service account "shop", which is also that of Pod "api", may read Secrets is not known: the repository does not hold ClusterRole "elsewhere" @ spec.serviceAccountName',
    ],
  ],
  [
    'three workloads are one problem',
    TWO + pod('job') + NAMED + READER,
    [SHARED.replace('Pod "api"', 'Pod "api" and Pod "job"')],
  ],
  [
    'the older name of the field',
    pod('api') + pod('web', 'serviceAccount: shop') + NAMED + READER,
    [SHARED.replace('serviceAccountName', 'serviceAccount')],
  ],
  ['one workload', pod('api') + NAMED + READER, []],
  ['one workload, rendered twice', pod('api') + pod('api') + NAMED + READER, []],
  ['an account each', pod('api') + pod('web', 'serviceAccountName: web') + NAMED + READER, []],
  ['accounts of one name in two namespaces', pod('api') + pod('web', undefined, 'other') + NAMED + READER, []],
  [
    'one of them mounts no token',
    pod('api') + pod('web', 'serviceAccountName: shop, automountServiceAccountToken: false') + NAMED + READER,
    [],
  ],
  [
    'the default account has a rule of its own',
    pod('api', '') +
      pod('web', '') +
      NAMED +
      bound('kind: Role, name: reader', '{ kind: ServiceAccount, name: default, namespace: shop }'),
    [],
  ],
  [
    'a role that reads no Secret',
    TWO + role('{ apiGroups: [""], resources: [configmaps], verbs: [get] }') + READER,
    [],
  ],
  [
    'Secrets of another API group',
    TWO + role('{ apiGroups: [acme.example], resources: [secrets], verbs: [get] }') + READER,
    [],
  ],
  ['view reads no Secret', TWO + bound('kind: ClusterRole, name: view'), []],
  [
    'bound to the account of another namespace',
    TWO + NAMED + bound('kind: Role, name: reader', '{ kind: ServiceAccount, name: shop, namespace: other }'),
    [],
  ],
])('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
