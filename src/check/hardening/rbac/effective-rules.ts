import type { LabelSelector } from '../decoding.ts';
import type { Inventory, Typed } from '../inventory.ts';
import { selects } from '../label-selector.ts';
import type { Binding, PolicyRule, Role } from '../objects/rbac.ts';
import { BUILT_IN_CLUSTER_ROLES } from './built-in-roles.ts';

/**
 * The rules that a binding hands out: those of its role, of what is aggregated into it, or of a ClusterRole that every
 * cluster has; null where the repository does not hold the role and the policy does not assume it.
 *
 * @param namespace of the binding; a Role is looked for there.
 */
export function rulesBehind(
  { roleRef }: Binding,
  namespace: string,
  { roles, assumed }: Pick<Inventory, 'roles' | 'assumed'>,
): readonly PolicyRule[] | null {
  const [kind, name] = [roleRef?.kind ?? '', roleRef?.name ?? ''];
  const own = roles.filter(
    ({ manifest }) =>
      manifest.ref.kind === kind && manifest.ref.name === name && (kind !== 'Role' || manifest.namespace === namespace),
  );
  if (own.length === 0) {
    const elsewhere = assumed.roles.find(
      (role) => role.name === name && role.namespace === (kind === 'Role' ? namespace : undefined),
    );
    return elsewhere?.rules ?? (kind === 'ClusterRole' ? builtIn(name) : null);
  }
  return own.flatMap((role) => effectiveRules(role, { roles, assumed }));
}

/**
 * The rules of a role as the cluster has them: its own, or, where it aggregates, those of every ClusterRole that one of
 * its selectors selects, of the repository or assumed. The controller fills those in whatever is written in its own rules.
 */
export function effectiveRules(
  { manifest, value }: Typed<Role>,
  { roles, assumed }: Pick<Inventory, 'roles' | 'assumed'>,
): readonly PolicyRule[] {
  const selectors = value.aggregationRule?.clusterRoleSelectors ?? null;
  if (selectors === null || manifest.ref.kind !== 'ClusterRole') return value.rules;
  const others = assumed.roles.filter((role) => role.namespace === undefined && isSelected(role.labels, selectors));
  const here = roles
    .filter(
      (each) => each.manifest.ref.kind === 'ClusterRole' && isSelected(each.value.metadata?.labels ?? {}, selectors),
    )
    .flatMap((each) => each.value.rules);
  return [...here, ...others.flatMap((role) => role.rules)];
}

function isSelected(labels: Readonly<Record<string, string>>, selectors: readonly LabelSelector[]): boolean {
  return selectors.some((selector) => selects(selector, labels));
}

/** `view` and the roles of the system read no Secret that a rule here asks about. */
const HARMLESS = [
  'view',
  'system:discovery',
  'system:basic-user',
  'system:public-info-viewer',
  'system:auth-delegator',
];

function builtIn(name: string): readonly PolicyRule[] | null {
  if (Object.hasOwn(BUILT_IN_CLUSTER_ROLES, name)) return BUILT_IN_CLUSTER_ROLES[name] ?? null;
  return HARMLESS.includes(name) ? [] : null;
}
