import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-binding.ts';

const binding = (role: string, ...names: string[]) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: readers, namespace: shop }\nroleRef: { kind: Role, name: ${role} }\nsubjects: [${names.map((name) => `{ kind: User, name: ${name} }`).join(', ')}]\n`;

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
  ['a new binding is for the rules about bindings', '{}\n', binding('reader', 'ann'), []],
];

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>(
  CASES,
)('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
