import type { LabelSelector } from '../decoding.ts';
import type { Inventory, Typed } from '../inventory.ts';
import { selects } from '../label-selector.ts';
import type { Binding, PolicyRule, Role } from '../objects/rbac.ts';
import { BUILT_IN_CLUSTER_ROLES, LABELLED_CLUSTER_ROLES } from './built-in-roles.ts';

/**
 * The rules that a binding hands out: those of its role, of what is aggregated into it, or of a ClusterRole that every
 * cluster has; null where the repository does not hold the role and the policy does not assume it.
 *
 * @param namespace of the binding; a Role is looked for there.
 */
export function rulesBehind(
  binding: Binding,
  namespace: string,
  { roles, assumed }: Pick<Inventory, 'roles' | 'assumed'>,
): readonly PolicyRule[] | null {
  const own = roles.filter((role) => isBehind(role, binding, namespace));
  if (own.length > 0) return own.flatMap((role) => effectiveRules(role, { roles, assumed }));
  const { kind, name } = binding.roleRef ?? {};
  return assumedRole(binding, namespace, { assumed })?.rules ?? (kind === 'ClusterRole' ? builtIn(name ?? '') : null);
}

/** The role of a binding that the policy says is in the cluster. */
export function assumedRole(
  { roleRef }: Binding,
  namespace: string,
  { assumed }: Pick<Inventory, 'assumed'>,
): Inventory['assumed']['roles'][number] | undefined {
  const wanted = roleRef?.kind === 'Role' ? namespace : undefined;
  return assumed.roles.find((role) => role.name === (roleRef?.name ?? '') && role.namespace === wanted);
}

/** Does the repository hold the role of a binding? */
export function isInRepository(binding: Binding, namespace: string, { roles }: Pick<Inventory, 'roles'>): boolean {
  return roles.some((role) => isBehind(role, binding, namespace));
}

function isBehind({ manifest }: Typed<Role>, { roleRef }: Binding, namespace: string): boolean {
  const { kind, name } = roleRef ?? {};
  const isSame = manifest.ref.kind === kind && manifest.ref.name === name;
  return isSame && (kind !== 'Role' || manifest.namespace === namespace);
}

/**
 * The rules of a role as the cluster has them: its own, or, where it aggregates, those of every ClusterRole that one of
 * its selectors selects, of the repository, assumed, or in every cluster. The controller fills those in whatever is written
 * in its own rules.
 */
export function effectiveRules(
  role: Typed<Role>,
  { roles, assumed }: Pick<Inventory, 'roles' | 'assumed'>,
): readonly PolicyRule[] {
  if (!isAggregated(role)) return role.value.rules;
  const selectors = role.value.aggregationRule?.clusterRoleSelectors ?? [];
  const elsewhere = assumed.roles.filter((each) => each.namespace === undefined);
  const here = roles.filter((each) => each.manifest.ref.kind === 'ClusterRole');
  const known = new Set([...here.map(({ manifest }) => manifest.ref.name), ...elsewhere.map(({ name }) => name)]);
  const candidates = [
    ...here.map(({ value }) => ({ labels: value.metadata?.labels ?? {}, rules: value.rules })),
    ...elsewhere,
    ...LABELLED_CLUSTER_ROLES.filter(({ name }) => !known.has(name)),
  ];
  return candidates.filter(({ labels }) => isSelected(labels, selectors)).flatMap(({ rules }) => rules);
}

export function isAggregated({ manifest, value }: Typed<Role>): boolean {
  return manifest.ref.kind === 'ClusterRole' && (value.aggregationRule?.clusterRoleSelectors ?? null) !== null;
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
  if (isBuiltIn(name)) return BUILT_IN_CLUSTER_ROLES[name];
  return HARMLESS.includes(name) ? [] : null;
}

function isBuiltIn(name: string): name is keyof typeof BUILT_IN_CLUSTER_ROLES {
  return Object.hasOwn(BUILT_IN_CLUSTER_ROLES, name);
}
