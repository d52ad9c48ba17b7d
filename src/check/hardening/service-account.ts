import { get, type Manifest } from '../../domain/index.ts';
import { isGoTrue } from './go-boolean.ts';
import type { Inventory } from './inventory.ts';
import { textOf } from './loose-values.ts';
import type { PodView } from './pod.ts';
import { serviceAccountOf } from './rbac/subjects.ts';

/** `serviceAccount` is the older name of the same field; the API server reads whichever is set, else `default`. */
export function serviceAccountName({ spec }: PodView): string {
  return spec.serviceAccountName || spec.serviceAccount || 'default';
}

/** Does the pod get the token of its service account? What the pod says decides, then the account; left out is yes. */
export function mountsToken(pod: PodView, { serviceAccounts, assumed }: Inventory): boolean {
  const own = serviceAccounts.find(
    ({ manifest }) => manifest.ref.name === serviceAccountName(pod) && manifest.namespace === pod.manifest.namespace,
  );
  const elsewhere = assumed.serviceAccounts.find(
    ({ name, namespace }) => name === serviceAccountName(pod) && namespace === pod.manifest.namespace,
  );
  // What the repository declares counts before what the policy assumes.
  const account = own === undefined ? elsewhere : own.value;
  return pod.spec.automountServiceAccountToken ?? account?.automountServiceAccountToken ?? true;
}

/** Is a role bound to the pod's service account, by itself or through a group that holds it? */
export function isBound(pod: PodView, { bindings }: Inventory): boolean {
  const { namespace } = pod.manifest;
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  return bindings.some(({ value, manifest }) =>
    value.subjects.some((subject) => {
      const account = serviceAccountOf(subject);
      if (account === null) return subject.kind === 'Group' && groups.includes(subject.name ?? '');
      const inNamespace = account.namespace || manifest.namespace;
      return account.name === serviceAccountName(pod) && inNamespace === namespace;
    }),
  );
}

/** Deprecated since Kubernetes 1.32, and still honoured. */
export const ENFORCE_SECRET_LIST = 'kubernetes.io/enforce-mountable-secrets';

/** Are pods of the account limited to the Secrets that it lists? */
export function enforcesSecretList({ object }: Manifest): boolean {
  return isGoTrue(textOf(get(object, 'metadata', 'annotations', ENFORCE_SECRET_LIST)));
}
