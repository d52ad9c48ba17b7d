import type { Path } from '../../../../domain/index.ts';
import { pairsOf } from '../../change/pairs.ts';
import { decode } from '../../decoding.ts';
import { type Binding, BindingSchema } from '../../objects/rbac.ts';
import { quote } from '../../pod.ts';
import { subjectLabel } from '../../rbac/subjects.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { ChangeRule, ObjectProblem } from '../../rule.ts';

export const rule: ChangeRule = {
  scope: 'change',
  description: {
    id: 'change/weakens-binding',
    topic: 'identity',
    level: null,
    severity: 'medium',
    title: 'Change binds more subjects, or another role',
    means:
      'With a base: a RoleBinding or ClusterRoleBinding must not gain subjects, nor refer to another role than it did.',
    why: 'A line in a list of subjects gives somebody everything the role holds, now and later.',
    repair: 'Check that each new subject needs the whole role; else bind it to a narrower one.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.1'],
    nsa: [NSA.rbac],
  },
  messages: {
    subjects: 'the change binds {subjects} to {role}',
    role: 'the change binds its subjects to {role} where it was {before}',
  },
  check: (change) =>
    pairsOf(change, 'rbac.authorization.k8s.io', 'RoleBinding', 'ClusterRoleBinding').flatMap(({ base, head }) => {
      if (head === null) return [];
      const [before, after] = [decode(BindingSchema, base.object), decode(BindingSchema, head.object)];
      if (before.status === 'invalid' || after.status === 'invalid') return [];
      const problems: ObjectProblem[] = [];
      const role = roleOf(after.value);
      const known = new Set(before.value.subjects.map((subject) => JSON.stringify(subject)));
      const added = [...after.value.subjects.entries()].filter(([, subject]) => !known.has(JSON.stringify(subject)));
      const [first, ...rest] = added.map(([index]): Path => ['subjects', index]);
      if (first !== undefined) {
        const subjects = added.map(([, subject]) => subjectLabel(subject, quote));
        problems.push({ manifest: head, message: 'subjects', data: { subjects, role }, paths: [first, ...rest] });
      }
      if (role !== roleOf(before.value)) {
        const data = { role, before: roleOf(before.value) };
        problems.push({ manifest: head, message: 'role', data, paths: [['roleRef', 'name']] });
      }
      return problems;
    }),
};

function roleOf({ roleRef }: Binding): string {
  return `${roleRef?.kind ?? ''} ${quote(roleRef?.name ?? '')}`;
}
