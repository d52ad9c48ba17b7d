import { get, isObject, type Path } from '../../../../domain/index.ts';
import { pairsOf } from '../../change/pairs.ts';
import { weakened } from '../../change/problem.ts';
import { decode } from '../../decoding.ts';
import { RoleSchema } from '../../objects/rbac.ts';
import { notCovered } from '../../rbac/covers.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { ChangeRule, ObjectProblem } from '../../rule.ts';

/** What a new role grants is for the rbac rules: here it is that those who are bound already get more. */
export const rule: ChangeRule = {
  scope: 'change',
  description: {
    id: 'change/weakens-role',
    topic: 'identity',
    level: null,
    severity: 'high',
    title: 'Change widens a role',
    means:
      'With a base: a Role or ClusterRole must not allow more than it did, as Kubernetes itself compares roles (a permission counts as allowed before where any rule of the old role covers it), nor aggregate more.',
    why: 'Everybody who is bound to the role gets the new permissions at once, and nobody is asked for each of them.',
    repair: 'Put the permissions into a role of their own and bind it to those who need them.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.1', '5.1.3'],
    nsa: [NSA.rbac],
  },
  messages: {
    widened: 'the change lets it {permissions}',
    aggregates: 'the change lets it aggregate other ClusterRoles than before',
    vast: 'a rule of it holds more permissions than can be compared',
  },
  check: (change) =>
    pairsOf(change, 'rbac.authorization.k8s.io', 'Role', 'ClusterRole').flatMap(({ base, head }) => {
      if (head === null) return [];
      const [before, after] = [decode(RoleSchema, base.object), decode(RoleSchema, head.object)];
      if (before.status === 'invalid' || after.status === 'invalid') return [];
      const problems: ObjectProblem[] = [];
      const permissions: string[] = [];
      const paths: Path[] = [];
      // The controller fills in the rules of an aggregated role: what is written there grants nothing.
      const selectors = get(head.object, 'aggregationRule', 'clusterRoleSelectors');
      const rules = isObject(head.object.aggregationRule) ? [] : after.value.rules;
      for (const [index, each] of rules.entries()) {
        const path = ['rules', index];
        const found = notCovered(before.value.rules, each);
        if (found === null)
          problems.push({ manifest: head, message: 'vast', data: {}, paths: [path], outcome: 'unknown' });
        else if (found.length > 0) {
          permissions.push(...found);
          paths.push(path);
        }
      }
      const [first, ...rest] = paths;
      if (first !== undefined) {
        const data = { permissions: [...new Set(permissions)] };
        problems.push({ manifest: head, message: 'widened', data, paths: [first, ...rest] });
      }
      const was = get(base.object, 'aggregationRule', 'clusterRoleSelectors');
      if (selectors !== undefined && JSON.stringify(selectors) !== JSON.stringify(was)) {
        problems.push(...weakened(head, 'aggregates', {}, ['aggregationRule', 'clusterRoleSelectors']));
      }
      return problems;
    }),
};
