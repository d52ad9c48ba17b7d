import { gatekeeperProblems } from '../../admission/gatekeeper.ts';
import { kyvernoProblems } from '../../admission/kyverno.ts';
import { openExceptions } from '../../admission/policy-exceptions.ts';
import { validatingPolicyProblems } from '../../admission/validating-admission-policy.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

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
      'A ValidatingAdmissionPolicy needs a binding with the action Deny and failurePolicy Fail; a Kyverno policy needs Enforce (newer kinds: Deny) in every namespace that no override names, must be asked at admission, and must not have failurePolicy Ignore; a Gatekeeper constraint needs the enforcementAction deny, at the webhook or everywhere where it is scoped. A PolicyException must say which objects it is for.',
    why: 'A policy that only audits or warns looks like protection, and lets through what it forbids.',
    repair: 'Switch it to enforce once its reports are clean; limit an exception to names, namespaces or labels.',
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
    unasked: 'the policy is not asked at admission: what it forbids is reported later, if at all',
    exempts: 'it exempts every object from {policies}: nothing limits it to names, namespaces, labels or conditions',
    gatekeeper: 'enforcementAction is {action}',
  },
  check: (inventory) => [
    ...validatingPolicyProblems(inventory),
    ...kyvernoProblems(inventory),
    ...inventory.manifests.flatMap(gatekeeperProblems),
    ...inventory.manifests.flatMap(openExceptions),
  ],
};
