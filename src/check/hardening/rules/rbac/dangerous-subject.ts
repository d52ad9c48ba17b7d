import type { Path } from '../../../../domain/index.ts';
import type { Subject } from '../../objects/rbac.ts';
import { quote } from '../../pod.ts';
import { serviceAccountOf, subjectLabel } from '../../rbac/subjects.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

const GROUPS = ['system:masters', 'system:unauthenticated', 'system:authenticated', 'system:serviceaccounts'];

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/dangerous-subject',
    topic: 'identity',
    level: null,
    severity: 'high',
    title: 'Binding to everybody or to a default account',
    means:
      'No binding may name the groups system:masters, system:authenticated, system:unauthenticated, system:serviceaccounts or those of one namespace, the user system:anonymous, or a default service account (also as a user).',
    why: 'These subjects stand for everyone with a token, everyone without one, or every pod that did not ask for an account: the rights reach whoever gets in.',
    repair: 'Bind a service account of its own, or a group of people that somebody manages.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.5', '5.1.7'],
    nsa: [NSA.rbac, NSA.authentication],
  },
  messages: { subject: 'the subjects hold {subjects}' },
  check: ({ bindings }) =>
    bindings.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      const found = value.subjects.flatMap((subject, index) =>
        isDangerous(subject) ? [{ label: subjectLabel(subject, quote), path: at(index) }] : [],
      );
      const [first, ...rest] = found.map(({ path }) => path);
      if (first === undefined) return [];
      return [
        { manifest, message: 'subject', data: { subjects: found.map(({ label }) => label) }, paths: [first, ...rest] },
      ];
    }),
};

function isDangerous(subject: Subject): boolean {
  const name = subject.name ?? '';
  if (serviceAccountOf(subject)?.name === 'default') return true;
  if (subject.kind === 'User') return name === 'system:anonymous';
  return subject.kind === 'Group' && (GROUPS.includes(name) || name.startsWith('system:serviceaccounts:'));
}

function at(index: number): Path {
  return ['subjects', index, 'name'];
}
