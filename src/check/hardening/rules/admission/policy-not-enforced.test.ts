import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './policy-not-enforced.ts';

const API = 'admissionregistration.k8s.io/v1';
const vap = (spec = '') => yamlOf(API, 'ValidatingAdmissionPolicy', 'no-root', `spec: { ${spec} }`);
const bind = (spec: string) =>
  yamlOf(API, 'ValidatingAdmissionPolicyBinding', 'bind', `spec: { policyName: no-root, ${spec} }`);
const kyverno = (spec: string) => yamlOf('kyverno.io/v1', 'ClusterPolicy', 'no-root', `spec: { ${spec} }`);
const newer = (spec: string) => yamlOf('policies.kyverno.io/v1', 'ValidatingPolicy', 'no-root', `spec: { ${spec} }`);
const gatekeeper = (spec: string) =>
  yamlOf('constraints.gatekeeper.sh/v1beta1', 'K8sNoRoot', 'no-root', `spec: { ${spec} }`);

const CASES: [string, string, string[]][] = [
  ['bound with Deny', vap() + bind('validationActions: [Audit, Deny]'), []],
  [
    'not bound',
    vap(),
    [
      'ValidatingAdmissionPolicy shop/no-root: no ValidatingAdmissionPolicyBinding of the repository refers to it @ metadata.name',
    ],
  ],
  [
    'bound with Warn',
    vap() + bind('validationActions: [Warn]'),
    [
      'ValidatingAdmissionPolicyBinding shop/bind: validationActions of ValidatingAdmissionPolicyBinding shop/bind do not hold Deny @ spec.validationActions',
    ],
  ],
  [
    'fails open',
    vap('failurePolicy: Ignore') + bind('validationActions: [Deny]'),
    [
      'ValidatingAdmissionPolicy shop/no-root: failurePolicy is Ignore, so a policy that cannot be evaluated lets everything through @ spec.failurePolicy',
    ],
  ],
  [
    'without its parameters',
    vap() + bind('validationActions: [Deny], paramRef: { name: p, parameterNotFoundAction: Allow }'),
    [
      'ValidatingAdmissionPolicyBinding shop/bind: parameterNotFoundAction is Allow in ValidatingAdmissionPolicyBinding shop/bind, so without its parameters it lets everything through @ spec.paramRef.parameterNotFoundAction',
    ],
  ],
  [
    'Kyverno: audits when it says nothing',
    kyverno('rules: [{ name: a, validate: {} }]'),
    ['ClusterPolicy shop/no-root: the failure action is Audit @ spec.rules[0].validate.failureAction'],
  ],
  ['Kyverno: enforced by its rule', kyverno('rules: [{ name: a, validate: { failureAction: Enforce } }]'), []],
  [
    'Kyverno: enforced by the older field',
    kyverno('validationFailureAction: enforce, rules: [{ name: a, validate: {} }]'),
    [],
  ],
  [
    'Kyverno: the rule decides',
    kyverno('validationFailureAction: Enforce, rules: [{ name: a, validate: { failureAction: Audit } }]'),
    ['ClusterPolicy shop/no-root: the failure action is Audit @ spec.rules[0].validate.failureAction'],
  ],
  [
    'Kyverno: images',
    kyverno('rules: [{ name: a, verifyImages: [{ failureAction: Enforce }, {}] }]'),
    ['ClusterPolicy shop/no-root: the failure action is Audit @ spec.rules[0].verifyImages[1].failureAction'],
  ],
  ['Kyverno: mutation has nothing to enforce', kyverno('rules: [{ name: a, mutate: {} }]'), []],
  [
    'Kyverno, newer kinds: Audit',
    newer('validationActions: [Audit]'),
    ['ValidatingPolicy shop/no-root: the failure action is Audit @ spec.validationActions'],
  ],
  ['Kyverno, newer kinds: Deny', newer('validationActions: [Deny]'), []],
  ['Kyverno, newer kinds: left out is Deny', newer(''), []],
  ['Gatekeeper: left out is deny', gatekeeper(''), []],
  [
    'Gatekeeper: dryrun',
    gatekeeper('enforcementAction: dryrun'),
    ['K8sNoRoot shop/no-root: enforcementAction is dryrun @ spec.enforcementAction'],
  ],
  [
    'Gatekeeper: scoped, with deny',
    gatekeeper('enforcementAction: scoped, scopedEnforcementActions: [{ action: deny }]'),
    [],
  ],
  [
    'Gatekeeper: scoped, without',
    gatekeeper('enforcementAction: scoped, scopedEnforcementActions: [{ action: warn }]'),
    ['K8sNoRoot shop/no-root: enforcementAction is scoped @ spec.enforcementAction'],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
