import { get, type Manifest, type Path } from '../../../../domain/index.ts';
import { canonical } from '../../change/canonical.ts';
import { pairsOf } from '../../change/pairs.ts';
import { weakened } from '../../change/problem.ts';
import { decode } from '../../decoding.ts';
import { isKind, NOTHING_EXPECTED, type Typed } from '../../inventory.ts';
import { type Role, RoleSchema } from '../../objects/rbac.ts';
import { notCovered } from '../../rbac/covers.ts';
import { effectiveRules, isAggregated } from '../../rbac/effective-rules.ts';
import { SELECTORS } from '../../rbac/grants.ts';
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
      'With a base: a Role or ClusterRole must not allow more than it did, as Kubernetes itself compares roles (a permission counts as allowed before where any rule of the old role covers it), nor aggregate more; what a role aggregates counts as its rules.',
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
  check: (change) => {
    const before = rolesAmong(change.pairs.map(({ base }) => base));
    const after = rolesAmong(change.head);
    return pairsOf(change, GROUP, 'Role', 'ClusterRole').flatMap(({ base, head }) => {
      const [was, is] = [before.get(base), head === null ? undefined : after.get(head)];
      return was === undefined || is === undefined ? [] : problemsOf(was, is, before, after);
    });
  },
};

const GROUP = 'rbac.authorization.k8s.io';
type Roles = ReadonlyMap<Manifest, Typed<Role>>;

function rolesAmong(manifests: readonly Manifest[]): Roles {
  const roles = new Map<Manifest, Typed<Role>>();
  for (const manifest of manifests) {
    if (!isKind(manifest, GROUP, 'Role') && !isKind(manifest, GROUP, 'ClusterRole')) continue;
    const decoded = decode(RoleSchema, manifest.object);
    if (decoded.status === 'decoded') roles.set(manifest, { manifest, value: decoded.value });
  }
  return roles;
}

function problemsOf(was: Typed<Role>, is: Typed<Role>, before: Roles, after: Roles): readonly ObjectProblem[] {
  const head = is.manifest;
  const rulesIn = (role: Typed<Role>, roles: Roles) =>
    effectiveRules(role, { roles: [...roles.values()], assumed: NOTHING_EXPECTED.assume });
  const [owner, rules] = [rulesIn(was, before), rulesIn(is, after)];
  // What is aggregated is written elsewhere: the selectors that bring it in stand for it.
  const problems: ObjectProblem[] = [];
  const permissions: string[] = [];
  const paths: Path[] = [];
  for (const [index, each] of rules.entries()) {
    const path = isAggregated(is) ? SELECTORS : ['rules', index];
    const found = notCovered(owner, each);
    if (found === null) problems.push({ manifest: head, message: 'vast', data: {}, paths: [path], outcome: 'unknown' });
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
  const selected = ({ manifest }: Typed<Role>): string => canonical(get(manifest.object, ...SELECTORS.map(String)));
  if (isAggregated(is) && selected(was) !== selected(is)) problems.push(...weakened(head, 'aggregates', {}, SELECTORS));
  return problems;
}
