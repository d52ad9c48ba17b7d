/** The labels of Pod Security Admission, as k8s.io/pod-security-admission/api/helpers.go reads them. */

export const ENFORCE = 'pod-security.kubernetes.io/enforce';
export const ENFORCE_VERSION = 'pod-security.kubernetes.io/enforce-version';

const LEVELS = ['privileged', 'baseline', 'restricted'];
const VERSION = /^v1\.(0|[1-9][0-9]{0,2})$/;

/** Exact and in lower case. */
export function isLevel(value: string): boolean {
  return LEVELS.includes(value);
}

/** `latest` or `v1.N`. */
export function isVersion(value: string): boolean {
  return value === 'latest' || VERSION.test(value);
}
