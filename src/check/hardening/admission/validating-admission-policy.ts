import { describeManifest, get, isArray } from '../../../domain/index.ts';
import { type Inventory, isKind } from '../inventory.ts';
import type { ObjectProblem } from '../rule.ts';

const GROUP = 'admissionregistration.k8s.io';

/** admissionregistration.k8s.io/v1: a policy does nothing without a binding, and only Deny rejects. */
export function validatingPolicyProblems({ manifests }: Inventory): readonly ObjectProblem[] {
  const bindings = manifests.filter((manifest) => isKind(manifest, GROUP, 'ValidatingAdmissionPolicyBinding'));
  return manifests
    .filter((manifest) => isKind(manifest, GROUP, 'ValidatingAdmissionPolicy'))
    .flatMap((manifest): readonly ObjectProblem[] => {
      const own = bindings.filter((binding) => get(binding.object, 'spec', 'policyName') === manifest.ref.name);
      const problems: ObjectProblem[] = [];
      if (get(manifest.object, 'spec', 'failurePolicy') === 'Ignore') {
        problems.push({ manifest, message: 'ignores', data: {}, paths: [['spec', 'failurePolicy']] });
      }
      if (own.length === 0) problems.push({ manifest, message: 'unbound', data: {}, paths: [['metadata', 'name']] });
      const denies = own.some((binding) => actionsOf(binding.object).includes('Deny'));
      const [first] = own;
      if (first !== undefined && !denies) {
        const data = { binding: own.map((binding) => describeManifest(binding.ref)) };
        problems.push({ manifest: first, message: 'notDenying', data, paths: [['spec', 'validationActions']] });
      }
      for (const binding of own) {
        if (get(binding.object, 'spec', 'paramRef', 'parameterNotFoundAction') !== 'Allow') continue;
        const data = { binding: describeManifest(binding.ref) };
        const path = ['spec', 'paramRef', 'parameterNotFoundAction'];
        problems.push({ manifest: binding, message: 'parameter', data, paths: [path] });
      }
      return problems;
    });
}

function actionsOf(object: Parameters<typeof get>[0]): readonly unknown[] {
  const actions = get(object, 'spec', 'validationActions');
  return isArray(actions) ? actions : [];
}
