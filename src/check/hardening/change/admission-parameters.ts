import { get, type Manifest } from '../../../domain/index.ts';
import { groupOf, isKind } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';

/** An object that a policy reads what it allows from. */
export interface ParameterReference {
  readonly group: string;
  readonly kind: string;
  /** Empty for any. */
  readonly namespace: string;
  readonly name: string;
  readonly policy: Manifest;
}

const ADMISSION = 'admissionregistration.k8s.io';

/** What the policies of one side read: parameters of ValidatingAdmissionPolicies, and ConfigMaps of Kyverno's rules. */
export function parameterReferences(manifests: readonly Manifest[]): readonly ParameterReference[] {
  const kinds = new Map(
    manifests
      .filter((each) => isKind(each, ADMISSION, 'ValidatingAdmissionPolicy'))
      .map((policy) => [policy.ref.name, get(policy.object, 'spec', 'paramKind')] as const),
  );
  return manifests.flatMap((policy): readonly ParameterReference[] => {
    const { object } = policy;
    if (isKind(policy, ADMISSION, 'ValidatingAdmissionPolicyBinding')) {
      const kind = kinds.get(textOf(get(object, 'spec', 'policyName')));
      const reference = get(object, 'spec', 'paramRef');
      const apiVersion = textOf(get(kind, 'apiVersion'));
      if (kind === undefined || reference === undefined) return [];
      return [
        {
          group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
          kind: textOf(get(kind, 'kind')),
          namespace: textOf(get(reference, 'namespace')),
          name: textOf(get(reference, 'name')),
          policy,
        },
      ];
    }
    if (groupOf(policy) !== 'kyverno.io') return [];
    return itemsOf(get(object, 'spec', 'rules')).flatMap((rule) =>
      itemsOf(get(rule, 'context')).flatMap((entry): readonly ParameterReference[] => {
        const name = textOf(get(entry, 'configMap', 'name'));
        const namespace = textOf(get(entry, 'configMap', 'namespace'));
        return name === '' ? [] : [{ group: '', kind: 'ConfigMap', namespace, name, policy }];
      }),
    );
  });
}

/** A binding may select its parameters by labels: then any object of the kind may be one. */
export function isReferredTo(manifest: Manifest, { group, kind, namespace, name }: ParameterReference): boolean {
  return (
    isKind(manifest, group, kind) &&
    (name === '' || name === manifest.ref.name) &&
    (namespace === '' || namespace === manifest.namespace)
  );
}
