import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-binding.ts';

const binding = (role: string, ...names: string[]) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: readers, namespace: shop }\nroleRef: { kind: Role, name: ${role} }\nsubjects: [${names.map((name) => `{ kind: User, name: "${name}" }`).join(', ')}]\n`;

const other = (kind: string, namespace: string, name: string, role = 'Role') =>
  `---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: others${namespace === '' ? '' : `, namespace: ${namespace}`} }\nroleRef: { kind: ${role}, name: reader }\nsubjects: [{ kind: User, name: "${name}" }]\n`;

const CASES: [string, string, string, string[]][] = [
  [
    'a subject',
    binding('reader', 'ann'),
    binding('reader', 'ann', 'bob'),
    ['RoleBinding shop/readers: the change binds User "bob" to Role "reader" @ subjects[1]'],
  ],
  [
    'another role',
    binding('reader', 'ann'),
    binding('writer', 'ann'),
    [
      'RoleBinding shop/readers: the change binds its subjects to Role "writer" where it was Role "reader" @ roleRef.name',
    ],
  ],
  ['one less', binding('reader', 'ann', 'bob'), binding('reader', 'bob'), []],
  [
    'in a new binding to a role that was bound',
    binding('reader', 'ann'),
    binding('reader', 'ann') + other('RoleBinding', 'shop', 'bob'),
    ['RoleBinding shop/others: the change binds User "bob" to Role "reader" @ subjects[0]'],
  ],
  ['the binding has another name', binding('reader', 'ann'), other('RoleBinding', 'shop', 'ann'), []],
  [
    'from one namespace to all',
    other('RoleBinding', 'shop', 'ann', 'ClusterRole'),
    other('ClusterRoleBinding', '', 'ann', 'ClusterRole'),
    ['ClusterRoleBinding others: the change binds User "ann" to ClusterRole "reader" @ subjects[0]'],
  ],
  [
    'from all namespaces to one',
    other('ClusterRoleBinding', '', 'ann', 'ClusterRole'),
    other('RoleBinding', 'shop', 'ann', 'ClusterRole'),
    [],
  ],
  [
    'to another namespace',
    other('RoleBinding', 'shop', 'ann', 'ClusterRole'),
    other('RoleBinding', 'web', 'ann', 'ClusterRole'),
    ['RoleBinding web/others: the change binds User "ann" to ClusterRole "reader" @ subjects[0]'],
  ],
  [
    'a service account by its user name',
    binding('reader', 'ann').replace(
      '{ kind: User, name: "ann" }',
      '{ kind: ServiceAccount, name: api, namespace: shop }',
    ),
    binding('reader', 'system:serviceaccount:shop:api'),
    [],
  ],
  ['a new binding is for the rules about bindings', '{}\n', binding('reader', 'ann'), []],
];

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>(
  CASES,
)('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
