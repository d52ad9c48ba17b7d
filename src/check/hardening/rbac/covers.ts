import type { PolicyRule } from '../objects/rbac.ts';

/** A rule of more permissions than this, multiplied out, is not compared: nobody writes one. */
const MOST_PERMISSIONS = 100_000;

/**
 * Do the rules of an owner allow all that another rule allows? As Covers of k8s.io/component-helpers
 * auth/rbac/validation/policy_comparator.go answers it when somebody grants a role: the rule is broken down to single
 * permissions, and each must be covered by one of the owner's rules.
 *
 * @returns what is not covered: `get secrets`, `create pods/exec`, `get /healthz`, empty where all is; null where the rule
 * multiplies out to more permissions than are compared.
 */
export function notCovered(owner: readonly PolicyRule[], rule: PolicyRule): readonly string[] | null {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const names = Math.max(1, resourceNames.length);
  const permissions = verbs.length * (apiGroups.length * resources.length * names + nonResourceURLs.length);
  if (permissions * Math.max(1, owner.length) > MOST_PERMISSIONS) return null;
  return breakDown(rule)
    .filter((single) => !owner.some((each) => coversSingle(each, single)))
    .map(describeSingle);
}

/** One verb on one resource of one group, of one name or (null) of all; or one verb on one URL. */
type Single =
  | { readonly verb: string; readonly group: string; readonly resource: string; readonly name: string | null }
  | { readonly verb: string; readonly url: string };

function breakDown(rule: PolicyRule): readonly Single[] {
  const names = rule.resourceNames.length === 0 ? [null] : rule.resourceNames;
  const urls = rule.verbs.flatMap((verb) => rule.nonResourceURLs.map((url): Single => ({ verb, url })));
  const resources = rule.verbs.flatMap((verb) =>
    rule.apiGroups.flatMap((group) =>
      rule.resources.flatMap((resource) => names.map((name): Single => ({ verb, group, resource, name }))),
    ),
  );
  return [...resources, ...urls];
}

function coversSingle(owner: PolicyRule, single: Single): boolean {
  if (!has(owner.verbs, single.verb)) return false;
  const names = owner.resourceNames;
  if ('url' in single) {
    return names.length === 0 && owner.nonResourceURLs.some((pattern) => coversUrl(pattern, single.url));
  }
  return (
    has(owner.apiGroups, single.group) &&
    coversResource(owner.resources, single.resource) &&
    (names.length === 0 || (single.name !== null && names.includes(single.name)))
  );
}

function has(values: readonly string[], wanted: string): boolean {
  return values.includes('*') || values.includes(wanted);
}

/** `*` covers subresources; `*` + `/exec` covers that subresource of everything. */
function coversResource(patterns: readonly string[], resource: string): boolean {
  if (has(patterns, resource)) return true;
  const slash = resource.indexOf('/');
  return slash !== -1 && patterns.includes(`*/${resource.slice(slash + 1)}`);
}

function coversUrl(pattern: string, url: string): boolean {
  return pattern === url || (pattern.endsWith('*') && url.startsWith(pattern.replace(/\*+$/, '')));
}

function describeSingle(single: Single): string {
  if ('url' in single) return `${single.verb} ${single.url}`;
  const group = single.group === '' ? '' : ` of ${single.group}`;
  return `${single.verb} ${single.resource}${group}${single.name === null ? '' : ` "${single.name}"`}`;
}
