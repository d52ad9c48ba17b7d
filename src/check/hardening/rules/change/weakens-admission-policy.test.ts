import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-admission-policy.ts';

const kyverno = (action: string, more = '') =>
  `---\napiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: tags }\nspec: { rules: [{ name: latest, match: { any: [] }, validate: { failureAction: ${action} } }${more}] }\n`;
const binding = (actions: string) =>
  `---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: { name: few }\nspec: { policyName: few, validationActions: [${actions}] }\n`;
const SECOND = ', { name: names, match: { any: [] }, validate: { failureAction: Enforce } }';

const CASES: [string, string, string, string[]][] = [
  [
    'Enforce to Audit',
    kyverno('Enforce'),
    kyverno('Audit'),
    [
      'ClusterPolicy tags: the change turns rule "latest" to Audit, so it rejects nothing any more @ spec.rules[0].validate.failureAction',
    ],
  ],
  [
    'a rule goes',
    kyverno('Enforce', SECOND),
    kyverno('Enforce'),
    ['ClusterPolicy tags: the change removes rule "names" @ spec.rules'],
  ],
  [
    'the policy goes',
    kyverno('Enforce'),
    '{}\n',
    ['ClusterPolicy tags: the change removes this policy, which rejected (sample.yaml:2 at the base) @ '],
  ],
  ['a policy that rejected nothing goes', kyverno('Audit'), '{}\n', []],
  ['Audit to Enforce', kyverno('Audit'), kyverno('Enforce'), []],
  [
    'Deny to Warn',
    binding('Deny'),
    binding('Warn'),
    [
      'ValidatingAdmissionPolicyBinding few: the change turns validationActions to Warn, so it rejects nothing any more @ spec.validationActions',
    ],
  ],
  ['Audit beside Deny', binding('Deny'), binding('Deny, Audit'), []],
];

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>(
  CASES,
)('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
