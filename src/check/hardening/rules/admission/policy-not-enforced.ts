import { get, type Path } from '../../../../domain/index.ts';
import { kyvernoProblems } from '../../admission/kyverno.ts';
import { validatingPolicyProblems } from '../../admission/validating-admission-policy.ts';
import { groupOf } from '../../inventory.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

/** A policy that exists and rejects nothing: the three engines that hold their policies as objects. */
export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'admission/policy-not-enforced',
    topic: 'admission',
    level: null,
    severity: 'medium',
    title: 'Admission policy that rejects nothing',
    means:
      'A ValidatingAdmissionPolicy needs a binding with the action Deny and failurePolicy Fail; a Kyverno policy needs Enforce (newer kinds: Deny); a Gatekeeper constraint needs the enforcementAction deny.',
    why: 'A policy that only audits or warns looks like protection, and lets through what it forbids.',
    repair: 'Switch it to enforce once its reports are clean.',
    docs: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
    cis: ['5.2.1'],
    nsa: [NSA.podSecurity],
  },
  messages: {
    unbound: 'no ValidatingAdmissionPolicyBinding of the repository refers to it',
    notDenying: 'validationActions of {binding} do not hold Deny',
    ignores: 'failurePolicy is Ignore, so a policy that cannot be evaluated lets everything through',
    parameter: 'parameterNotFoundAction is Allow in {binding}, so without its parameters it lets everything through',
    audits: 'the failure action is {action}',
    gatekeeper: 'enforcementAction is {action}',
  },
  check: (inventory) => [
    ...validatingPolicyProblems(inventory),
    ...kyvernoProblems(inventory),
    ...inventory.manifests.flatMap((manifest): readonly ObjectProblem[] => {
      if (groupOf(manifest) !== 'constraints.gatekeeper.sh') return [];
      const action = get(manifest.object, 'spec', 'enforcementAction') ?? 'deny';
      // `scoped` says it for each enforcement point: one that denies is enough.
      const isDenied =
        action === 'deny' || (action === 'scoped' && JSON.stringify(manifest.object.spec).includes('"deny"'));
      const path: Path = ['spec', 'enforcementAction'];
      return isDenied ? [] : [{ manifest, message: 'gatekeeper', data: { action: String(action) }, paths: [path] }];
    }),
  ],
};
