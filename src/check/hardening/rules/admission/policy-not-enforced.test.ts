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

const exception = (match: string) =>
  yamlOf('kyverno.io/v2', 'PolicyException', 'x', `spec: { exceptions: [{ policyName: no-root }], match: ${match} }`);
const EXEMPTS =
  'PolicyException shop/x: it exempts every object from "no-root": nothing limits it to names, namespaces, labels or conditions @ spec.exceptions';

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
  [
    'Kyverno: an override for every namespace',
    kyverno(
      'rules: [{ name: a, validate: { failureAction: Enforce, failureActionOverrides: [{ action: Enforce, namespaces: [a] }, { action: Audit, namespaces: ["*"] }] } }]',
    ),
    [
      'ClusterPolicy shop/no-root: the failure action is Audit @ spec.rules[0].validate.failureActionOverrides[1].action',
    ],
  ],
  [
    'Kyverno: an override by a selector of every namespace',
    kyverno(
      'rules: [{ name: a, validate: { failureAction: Enforce, failureActionOverrides: [{ action: Audit, namespaceSelector: {} }] } }]',
    ),
    [
      'ClusterPolicy shop/no-root: the failure action is Audit @ spec.rules[0].validate.failureActionOverrides[0].action',
    ],
  ],
  [
    'Kyverno: an override for some namespaces',
    kyverno(
      'rules: [{ name: a, validate: { failureAction: Enforce, failureActionOverrides: [{ action: Audit, namespaces: [kube-*] }] } }]',
    ),
    [],
  ],
  [
    'Kyverno: an override that enforces everywhere',
    kyverno(
      'rules: [{ name: a, validate: { failureAction: Audit, failureActionOverrides: [{ action: Enforce, namespaces: ["*"] }] } }]',
    ),
    [],
  ],
  [
    'Kyverno: an override by the older field',
    kyverno(
      'validationFailureAction: Enforce, validationFailureActionOverrides: [{ action: audit, namespaces: ["*"] }], rules: [{ name: a, validate: {} }]',
    ),
    ['ClusterPolicy shop/no-root: the failure action is audit @ spec.validationFailureActionOverrides[0].action'],
  ],
  [
    'Kyverno: the older overrides do not reach a rule that says its action',
    kyverno(
      'validationFailureActionOverrides: [{ action: Audit, namespaces: ["*"] }], rules: [{ name: a, validate: { failureAction: Enforce } }]',
    ),
    [],
  ],
  [
    'Kyverno: not at admission',
    kyverno('admission: false, rules: [{ name: a, validate: { failureAction: Enforce } }]'),
    [
      'ClusterPolicy shop/no-root: the policy is not asked at admission: what it forbids is reported later, if at all @ spec.admission',
    ],
  ],
  [
    'Kyverno: fails open',
    kyverno('failurePolicy: Ignore, rules: [{ name: a, validate: { failureAction: Enforce } }]'),
    [
      'ClusterPolicy shop/no-root: failurePolicy is Ignore, so a policy that cannot be evaluated lets everything through @ spec.failurePolicy',
    ],
  ],
  ['Kyverno: mutation that fails open', kyverno('failurePolicy: Ignore, rules: [{ name: a, mutate: {} }]'), []],
  ['Kyverno: mutation has nothing to enforce', kyverno('rules: [{ name: a, mutate: {} }]'), []],
  [
    'Kyverno, newer kinds: Audit',
    newer('validationActions: [Audit]'),
    ['ValidatingPolicy shop/no-root: the failure action is Audit @ spec.validationActions'],
  ],
  [
    'Kyverno, newer kinds: fails open, and not at admission',
    newer('failurePolicy: Ignore, evaluation: { admission: { enabled: false } }'),
    [
      'ValidatingPolicy shop/no-root: the policy is not asked at admission: what it forbids is reported later, if at all @ spec.evaluation.admission.enabled',
      'ValidatingPolicy shop/no-root: failurePolicy is Ignore, so a policy that cannot be evaluated lets everything through @ spec.failurePolicy',
    ],
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
    gatekeeper(
      'enforcementAction: scoped, scopedEnforcementActions: [{ action: warn, enforcementPoints: [{ name: audit.gatekeeper.sh }] }, { action: deny, enforcementPoints: [{ name: validation.gatekeeper.sh }] }]',
    ),
    [],
  ],
  [
    'Gatekeeper: scoped, and deny only in the audit',
    gatekeeper(
      'enforcementAction: scoped, scopedEnforcementActions: [{ action: deny, enforcementPoints: [{ name: audit.gatekeeper.sh }] }, { action: warn, enforcementPoints: [{ name: "*" }] }]',
    ),
    ['K8sNoRoot shop/no-root: enforcementAction is scoped @ spec.enforcementAction'],
  ],
  [
    'Gatekeeper: scoped to nothing',
    gatekeeper('enforcementAction: scoped, scopedEnforcementActions: [{ action: deny }]'),
    ['K8sNoRoot shop/no-root: enforcementAction is scoped @ spec.enforcementAction'],
  ],
  [
    'Gatekeeper: a parameter that says deny',
    gatekeeper('enforcementAction: scoped, parameters: { effect: deny }'),
    ['K8sNoRoot shop/no-root: enforcementAction is scoped @ spec.enforcementAction'],
  ],
  [
    'Gatekeeper: scoped, without',
    gatekeeper('enforcementAction: scoped, scopedEnforcementActions: [{ action: warn }]'),
    ['K8sNoRoot shop/no-root: enforcementAction is scoped @ spec.enforcementAction'],
  ],
  ['an exception for every Pod', exception('{ any: [{ resources: { names: ["*"], kinds: [Pod] } }] }'), [EXEMPTS]],
  [
    'an exception, one filter of which is for all',
    exception('{ any: [{ resources: { names: [a] } }, { resources: {} }] }'),
    [EXEMPTS],
  ],
  [
    'an exception for all that fit each filter',
    exception('{ all: [{ resources: { names: [a] } }, { resources: {} }] }'),
    [],
  ],
  ['an exception for a namespace', exception('{ any: [{ resources: { kinds: [Pod], namespaces: [legacy] } }] }'), []],
  [
    'an exception for every name of one letter or more',
    exception('{ any: [{ resources: { names: ["?*"] } }] }'),
    [EXEMPTS],
  ],
  ['an exception for no label', exception('{ any: [{ resources: { selector: { matchLabels: {} } } }] }'), [EXEMPTS]],
  [
    'an exception for every namespace by its name',
    exception(
      '{ any: [{ resources: { namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: Exists }] } } }] }',
    ),
    [EXEMPTS],
  ],
  [
    'an exception for a namespace by its label',
    exception('{ any: [{ resources: { namespaceSelector: { matchLabels: { team: shop } } } }] }'),
    [],
  ],
  ['an exception for a label', exception('{ any: [{ resources: { selector: { matchLabels: { a: b } } } }] }'), []],
  ['an exception for somebody', exception('{ any: [{ resources: {}, clusterRoles: [cluster-admin] }] }'), []],
  ['an exception on no condition', exception('{ any: [{ resources: {} }] }, conditions: { all: [] }'), [EXEMPTS]],
  [
    'an exception on a condition',
    exception(
      '{ any: [{ resources: {} }] }, conditions: { all: [{ key: "{{ request.operation }}", operator: Equals, value: CREATE }] }',
    ),
    [],
  ],
  [
    'a newer exception for everything',
    yamlOf(
      'policies.kyverno.io/v1',
      'PolicyException',
      'x',
      'spec: { policyRefs: [{ name: no-root, kind: ValidatingPolicy }] }',
    ),
    [EXEMPTS.replace('spec.exceptions', 'spec.policyRefs')],
  ],
  [
    'a newer exception for some',
    yamlOf(
      'policies.kyverno.io/v1',
      'PolicyException',
      'x',
      'spec: { policyRefs: [{ name: no-root }], matchConditions: [{ name: a, expression: "object.metadata.name == \'a\'" }] }',
    ),
    [],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
