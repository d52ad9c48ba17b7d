import type { Path } from '../../../../domain/index.ts';
import { type BoundRole, type Granted, grantedBefore, readBinding } from '../../change/granted.ts';
import type { Binding } from '../../objects/rbac.ts';
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
      'With a base: no subject may be bound to a role that was there and that it did not hold, in a binding that was there or in a new one, nor in more than the namespaces it held it in; and no binding may refer to another role than it did.',
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
  check: (change) => {
    const before = grantedBefore(change);
    return [
      ...change.pairs.flatMap(({ base, head }) => {
        const [was, is] = [readBinding(base), head === null ? null : readBinding(head)];
        if (was === null || is === null) return [];
        const role = roleOf(is.value);
        // Who is bound to another role is said once, and not for each subject.
        if (role === roleOf(was.value)) return subjectProblems(is, before);
        const data = { role, before: roleOf(was.value) };
        return [{ manifest: is.manifest, message: 'role', data, paths: [['roleRef', 'name']] } as const];
      }),
      ...change.added.flatMap((manifest) => {
        const binding = readBinding(manifest);
        return binding !== null && before.knows(binding) ? subjectProblems(binding, before) : [];
      }),
    ];
  },
};

function subjectProblems(binding: BoundRole, { holds }: Granted): readonly ObjectProblem[] {
  const { manifest, value } = binding;
  const added = [...value.subjects.entries()].filter(([, subject]) => !holds(subject, binding));
  const [first, ...rest] = added.map(([index]): Path => ['subjects', index]);
  if (first === undefined) return [];
  const subjects = added.map(([, subject]) => subjectLabel(subject, quote));
  return [{ manifest, message: 'subjects', data: { subjects, role: roleOf(value) }, paths: [first, ...rest] }];
}

function roleOf({ roleRef }: Binding): string {
  return `${roleRef?.kind ?? ''} ${quote(roleRef?.name ?? '')}`;
}
