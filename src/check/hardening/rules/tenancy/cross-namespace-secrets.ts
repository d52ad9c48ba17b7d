import type { Subject } from '../../objects/rbac.ts';
import { quote } from '../../pod.ts';
import { READS_SECRETS } from '../../rbac/dangerous-grants.ts';
import { rulesBehind } from '../../rbac/effective-rules.ts';
import { grantedBy, isFullWildcard } from '../../rbac/grants.ts';
import { serviceAccountOf, subjectLabel } from '../../rbac/subjects.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'tenancy/cross-namespace-secrets',
    topic: 'tenancy',
    level: null,
    severity: 'high',
    title: 'Secrets bound to an account of another namespace',
    means:
      'No RoleBinding may give service accounts of another namespace (by name, as a user, or as the group of that namespace) a role that reads all Secrets of its own; aggregated and built-in roles count. A role that the repository does not hold is unknown; declare it in assume.roles.',
    why: 'Whoever takes over a pod there reads the Secrets here: the border between the two namespaces is gone.',
    repair: 'Name the Secrets in resourceNames, copy what is needed, or run the reader in this namespace.',
    docs: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    cis: ['5.1.2'],
    nsa: [NSA.namespaces, NSA.secrets, NSA.rbac],
  },
  messages: {
    reads: '{subjects} of another namespace may read the Secrets of namespace {namespace} by {role}',
    unknown: 'what {role} grants {subjects} of another namespace is not known: the repository does not hold the role',
  },
  check: (inventory) =>
    inventory.bindings.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      if (manifest.ref.kind !== 'RoleBinding') return [];
      const found = value.subjects.flatMap((subject, index) =>
        isOfAnother(subject, manifest.namespace) ? [index] : [],
      );
      const [first, ...rest] = found.map((index) => ['subjects', index]);
      if (first === undefined) return [];
      const rules = rulesBehind(value, manifest.namespace, inventory);
      if (
        rules !== null &&
        !rules.some(isFullWildcard) &&
        grantedBy({ rules: [...rules] }, 'Role', READS_SECRETS).paths.length === 0
      ) {
        return [];
      }
      const data = {
        subjects: found.map((index) => subjectLabel(value.subjects[index] ?? NOBODY, quote)),
        role: `${value.roleRef?.kind ?? ''} ${quote(value.roleRef?.name ?? '')}`,
        namespace: quote(manifest.namespace),
      };
      const paths: ObjectProblem['paths'] = [first, ...rest];
      return rules === null
        ? [{ manifest, message: 'unknown', data, paths, outcome: 'unknown' }]
        : [{ manifest, message: 'reads', data, paths }];
    }),
};

const NOBODY: Subject = { kind: '', name: '' };
const GROUP = 'system:serviceaccounts:';

function isOfAnother(subject: Subject, namespace: string): boolean {
  if (subject.kind === 'Group' && subject.name?.startsWith(GROUP) === true) {
    return subject.name.slice(GROUP.length) !== namespace;
  }
  const account = serviceAccountOf(subject);
  return account !== null && account.namespace !== '' && account.namespace !== namespace;
}
