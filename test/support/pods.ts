/** A pod that fits the restricted profile by its container's securityContext, or does not. */

export const RESTRICTED =
  '{ runAsNonRoot: true, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }';

/** As YAML; `note` ends the last line. */
export const pod = (
  securityContext: string,
  { name = 'web', image = 'registry.invalid/acme/web:1', note = '' } = {},
): string =>
  `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec:
  automountServiceAccountToken: false
  containers:
    - name: web
      image: ${image}
      securityContext: ${securityContext}${note}
`;
