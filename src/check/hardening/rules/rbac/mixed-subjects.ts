import { serviceAccountOf } from '../../rbac/subjects.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/mixed-subjects',
    topic: 'identity',
    level: null,
    severity: 'low',
    title: 'One binding for people and programs',
    means: 'A binding holds either users and groups, or service accounts, never both.',
    why: 'What people need changes with their work, what a program needs with its code: in one binding each gets what the other asked for.',
    repair: 'Make one binding for the people and one for the service accounts.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: [],
    nsa: [NSA.rbac],
  },
  messages: { mixed: 'the subjects are people and service accounts' },
  check: ({ bindings }) =>
    bindings.flatMap(({ manifest, value }) => {
      const programs = value.subjects.map((subject) => serviceAccountOf(subject) !== null);
      const firstProgram = programs.indexOf(true);
      const isMixed = firstProgram !== -1 && programs.includes(false);
      return isMixed ? [{ manifest, message: 'mixed', data: {}, paths: [['subjects', firstProgram]] }] : [];
    }),
};
