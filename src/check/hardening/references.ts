/** Kubernetes' own pages that rules refer to. */
export const KUBERNETES = {
  podSecurityStandards: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  securityContext: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  rbac: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  rbacGoodPractices: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  serviceAccounts: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
  resources: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  networkPolicies: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  quotas: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  limitRanges: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
  namespaces: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  secrets: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  podSecurityAdmission: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
} as const;

/**
 * Sections of the NSA/CISA Kubernetes Hardening Guide, version 1.2 (August 2022): it numbers none of them, so they go
 * by title. CIS numbers in rules are those of the CIS Kubernetes Benchmark v1.11.
 */
export const NSA = {
  nonRoot: 'Non-root containers and rootless container engines',
  immutable: 'Immutable container file systems',
  podSecurity: 'Pod security enforcement',
  tokens: 'Protecting Pod service account tokens',
  hardening: 'Hardening container environments',
  namespaces: 'Namespaces',
  networkPolicies: 'Network policies',
  resourcePolicies: 'Resource policies',
  secrets: 'Secrets',
  rbac: 'Role-based access control',
  authentication: 'Authentication',
  logging: 'Logging',
} as const;
