import type { Path } from '../../../domain/index.ts';
import type { Inventory, Typed } from '../inventory.ts';
import type { PolicyRule, Role } from '../objects/rbac.ts';
import type { ObjectProblem } from '../rule.ts';
import { resourceMatches, ruleAllows } from './matching.ts';

/** Something that a role may allow and that leads further than it looks. */
export interface Grant {
  readonly apiGroups: readonly string[];
  /** With subresource: `pods/exec`. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** True where only a ClusterRole can grant it, since the resource is in no namespace. */
  readonly clusterScoped: boolean;
}

/** What a role grants of a list: which verbs on what, and the fields that say so. */
export interface Granted {
  /** `secrets (get, list)`, `pods/exec (create)`, in the order of the grants. */
  readonly actions: readonly string[];
  readonly paths: readonly Path[];
}

/**
 * Every rule of the role counts. A rule that is limited to names is left out: it grants those few objects. A full
 * wildcard (all verbs on all resources) is left to rbac/wildcard, which says it once.
 */
export function grantedBy(role: Pick<Role, 'rules'>, kind: string, grants: readonly Grant[]): Granted {
  const verbsOf = new Map<string, Set<string>>();
  const paths: Path[] = [];
  for (const [index, rule] of role.rules.entries()) {
    if (rule.resourceNames.length > 0 || isFullWildcard(rule)) continue;
    for (const grant of grants) {
      if (grant.clusterScoped && kind !== 'ClusterRole') continue;
      for (const resource of grant.resources) {
        const verbs = grant.verbs.filter((verb) =>
          grant.apiGroups.some((group) => allows(rule, verb, group, resource)),
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

/** A problem `grants` for each role of the repository that holds one of the grants. */
export function grantProblems({ roles }: Inventory, grants: readonly Grant[]): readonly ObjectProblem[] {
  return roles.flatMap(({ manifest, value }: Typed<Role>): readonly ObjectProblem[] => {
    const { actions, paths } = grantedBy(value, manifest.ref.kind, grants);
    const [first, ...rest] = paths;
    return first === undefined ? [] : [{ manifest, message: 'grants', data: { actions }, paths: [first, ...rest] }];
  });
}

export function isFullWildcard(rule: PolicyRule): boolean {
  return rule.verbs.includes('*') && rule.resources.includes('*');
}

function allows(rule: PolicyRule, verb: string, apiGroup: string, combined: string): boolean {
  const [resource = '', subresource = ''] = combined.split('/');
  return ruleAllows(rule, { verb, apiGroup, resource, subresource, name: '' });
}

function resourceIndex(rule: PolicyRule, combined: string): number {
  const [, subresource = ''] = combined.split('/');
  return Math.max(
    0,
    rule.resources.findIndex((pattern) => resourceMatches(pattern, combined, subresource)),
  );
}
