import type { Path } from '../../../domain/index.ts';
import type { Inventory, Typed } from '../inventory.ts';
import type { PolicyRule, Role } from '../objects/rbac.ts';
import type { ObjectProblem } from '../rule.ts';
import { effectiveRules, isAggregated } from './effective-rules.ts';
import { resourceMatches, ruleAllows } from './matching.ts';

/** Something that a role may allow and that leads further than it looks. */
export interface Grant {
  readonly apiGroups: readonly string[];
  /** With subresource: `pods/exec`. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** True where only a ClusterRole can grant it, since the resource is in no namespace. */
  readonly clusterScoped: boolean;
  /** Objects that are as good as all of them, or `every` where a single one is: a rule limited to such names counts. */
  readonly names?: readonly string[] | 'every';
}

/** What a role grants of a list: which verbs on what, and the fields that say so. */
export interface Granted {
  /** `secrets (get, list)`, `pods/exec (create)`, in the order of the grants. */
  readonly actions: readonly string[];
  readonly paths: readonly Path[];
}

/**
 * Every rule of the role counts. A rule that is limited to names grants those few objects, so it is left out unless one
 * of them is as good as all, or a name is empty, as it is in requests that name no object. A full wildcard (all verbs on
 * all resources) is left to rbac/wildcard, which says it once.
 */
export function grantedBy(role: Pick<Role, 'rules'>, kind: string, grants: readonly Grant[]): Granted {
  const verbsOf = new Map<string, Set<string>>();
  const paths: Path[] = [];
  for (const [index, rule] of role.rules.entries()) {
    if (isFullWildcard(rule)) continue;
    for (const grant of grants) {
      if (grant.clusterScoped && kind !== 'ClusterRole') continue;
      for (const resource of grant.resources) {
        const verbs = grant.verbs.filter((verb) =>
          grant.apiGroups.some((group) => allows(rule, { verb, group, combined: resource }, grant.names ?? [])),
        );
        if (verbs.length === 0) continue;
        verbsOf.set(resource, new Set([...(verbsOf.get(resource) ?? []), ...verbs]));
        paths.push(['rules', index, 'resources', resourceIndex(rule, resource)]);
      }
    }
  }
  const actions = [...verbsOf].map(([resource, verbs]) => `${resource} (${[...verbs].join(', ')})`);
  return { actions, paths };
}

/**
 * What a role of the repository grants of a list, as the cluster has it: what it aggregates counts, of the repository or
 * assumed, and is shown at the selectors that bring it in.
 */
export function grantedIn(role: Typed<Role>, inventory: Inventory, grants: readonly Grant[]): Granted {
  const { kind } = role.manifest.ref;
  const found = grantedBy({ rules: [...effectiveRules(role, inventory)] }, kind, grants);
  return isAggregated(role) ? { ...found, paths: found.paths.slice(0, 1).map(() => SELECTORS) } : found;
}

/** Where an aggregated role says what it is made of. */
export const SELECTORS: Path = ['aggregationRule', 'clusterRoleSelectors'];

/** A problem `grants` for each role of the repository that holds one of the grants. */
export function grantProblems(inventory: Inventory, grants: readonly Grant[]): readonly ObjectProblem[] {
  return inventory.roles.flatMap((role): readonly ObjectProblem[] => {
    const { actions, paths } = grantedIn(role, inventory, grants);
    const [first, ...rest] = paths;
    if (first === undefined) return [];
    return [{ manifest: role.manifest, message: 'grants', data: { actions }, paths: [first, ...rest] }];
  });
}

export function isFullWildcard(rule: PolicyRule): boolean {
  return rule.verbs.includes('*') && rule.resources.includes('*');
}

/** What a request asks whose URL names no object; one for a subresource always does. */
const NAMELESS = ['list', 'watch', 'create', 'deletecollection'];

function allows(
  rule: PolicyRule,
  { verb, group, combined }: { readonly verb: string; readonly group: string; readonly combined: string },
  names: NonNullable<Grant['names']>,
): boolean {
  const [resource = '', subresource = ''] = combined.split('/');
  const request = { verb, apiGroup: group, resource, subresource };
  if (rule.resourceNames.length === 0 || names === 'every') {
    return ruleAllows({ ...rule, resourceNames: [] }, { ...request, name: '' });
  }
  const isNameless = subresource === '' && NAMELESS.includes(verb);
  return [...names, ...(isNameless ? [''] : [])].some((name) => ruleAllows(rule, { ...request, name }));
}

function resourceIndex(rule: PolicyRule, combined: string): number {
  const [, subresource = ''] = combined.split('/');
  return Math.max(
    0,
    rule.resources.findIndex((pattern) => resourceMatches(pattern, combined, subresource)),
  );
}
