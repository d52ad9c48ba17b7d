import type { PolicyRule } from '../objects/rbac.ts';

/** A request to the API server, as its authorizer sees it. `resource` is plural and lower case, `subresource` may be empty. */
export interface ResourceRequest {
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource: string;
  /** Empty for a request that names no object: create, list. */
  readonly name: string;
}

/**
 * Would this rule allow the request? As RuleAllows of k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/rbac.go does,
 * with the matchers of pkg/apis/rbac/v1/evaluation_helpers.go.
 */
export function ruleAllows(rule: PolicyRule, request: ResourceRequest): boolean {
  const combined = request.subresource === '' ? request.resource : `${request.resource}/${request.subresource}`;
  return (
    rule.verbs.some((verb) => verb === '*' || verb === request.verb) &&
    rule.apiGroups.some((group) => group === '*' || group === request.apiGroup) &&
    rule.resources.some((resource) => resourceMatches(resource, combined, request.subresource)) &&
    (rule.resourceNames.length === 0 || rule.resourceNames.includes(request.name))
  );
}

/** `*` covers everything, subresources too; `*` + `/exec` that subresource of everything; `pods/*` is no pattern. */
export function resourceMatches(pattern: string, combined: string, subresource: string): boolean {
  if (pattern === '*' || pattern === combined) return true;
  return subresource !== '' && pattern === `*/${subresource}`;
}
