import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-admission-policy.ts';

const kyverno = (action: string, more = '') =>
  `---\napiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: tags }\nspec: { rules: [{ name: latest, match: { any: [] }, validate: { failureAction: ${action} } }${more}] }\n`;
const binding = (actions: string) =>
  `---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: { name: few }\nspec: { policyName: few, validationActions: [${actions}] }\n`;
const SECOND = ', { name: names, match: { any: [] }, validate: { failureAction: Enforce } }';

const kyvernoRule =
  '---\napiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: tags }\nspec: { rules: [{ name: latest, context: [], match: { any: [] }, validate: { failureAction: Enforce, pattern: { a: b } } }] }\n';
const verifies =
  '---\napiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: tags }\nspec: { rules: [{ name: signed, match: { any: [] }, verifyImages: [{ failureAction: Enforce, imageReferences: ["a/*", "b/*"], attestors: [{ entries: [{ keys: a }] }] }] }] }\n';
const webhook =
  '---\napiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: { name: guard }\nwebhooks: [{ name: a, failurePolicy: Ignore, rules: [], clientConfig: { service: { name: guard } } }]\n';
const constraint =
  '---\napiVersion: constraints.gatekeeper.sh/v1beta1\nkind: Repos\nmetadata: { name: tags }\nspec: { match: {}, parameters: { repos: [a] } }\n';
const scoped = (point: string) =>
  constraint.replace(
    'match: {}',
    `enforcementAction: scoped, scopedEnforcementActions: [{ action: deny, enforcementPoints: [{ name: ${point} }] }]`,
  );
const template =
  '---\napiVersion: templates.gatekeeper.sh/v1\nkind: ConstraintTemplate\nmetadata: { name: repos }\nspec: { targets: [{ rego: code }] }\n';
const validating =
  '---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: { name: few }\nspec: { failurePolicy: Ignore, paramKind: { apiVersion: v1, kind: ConfigMap }, variables: [{ name: a, expression: "1 > 0" }], validations: [{ expression: variables.a }] }\n';
const selecting = binding('Deny').replace(
  'policyName: few',
  'policyName: few, matchResources: { namespaceSelector: { matchLabels: { tier: web } } }',
);
const namespace = (labels: string) =>
  `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: ${labels} }\n`;
const parameters = (most: string) =>
  `${validating}${binding('Deny').replace('policyName: few', 'policyName: few, paramRef: { name: few }')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: few }\ndata: { most: "${most}" }\n`;
const exception = (name: string) =>
  `---\napiVersion: kyverno.io/v2\nkind: PolicyException\nmetadata: { name: api, namespace: shop }\nspec: { exceptions: [{ policyName: tags, ruleNames: [latest] }], match: { any: [{ resources: { names: ["${name}"] } }] } }\n`;
const filters = (text: string) =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: kyverno }\ndata: { resourceFilters: "${text}" }\n`;
const subjectOf = (yaml: string) =>
  `${/kind: (\w+)/.exec(yaml)?.[1] ?? ''} ${/metadata: \{ name: (\w+)/.exec(yaml)?.[1] ?? ''}`;

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
  ...(
    [
      [
        'a rule demands something else',
        kyvernoRule,
        ['pattern: { a: b }', 'pattern: { a: "*" }'],
        'demands',
        'rule "latest"',
        'spec.rules[0]',
      ],
      [
        'a rule reads something else',
        kyvernoRule,
        ['context: []', 'context: [{ name: a, variable: { value: b } }]'],
        'demands',
        'rule "latest"',
        'spec.rules[0]',
      ],
      [
        'an override for a namespace',
        kyvernoRule,
        [
          'failureAction: Enforce',
          'failureAction: Enforce, failureActionOverrides: [{ action: Audit, namespaces: [shop] }]',
        ],
        'scope',
        'rule "latest"',
        'spec.rules[0]',
      ],
      [
        'an override of the older kind',
        kyvernoRule,
        ['spec: {', 'spec: { validationFailureActionOverrides: [{ action: Audit, namespaces: [shop] }],'],
        'scope',
        'rule "latest"',
        'spec.rules[0]',
      ],
      [
        'exclude',
        kyvernoRule,
        ['match:', 'exclude: { any: [{ resources: { namespaces: [shop] } }] }, match:'],
        'scope',
        'rule "latest"',
        'spec.rules[0]',
      ],
      ['only the first rule', kyvernoRule, ['spec: {', 'spec: { applyRules: One,'], 'scope', 'the policy', 'spec'],
      [
        'no other controllers',
        kyvernoRule,
        ['name: tags', 'name: tags, annotations: { pod-policies.kyverno.io/autogen-controllers: none }'],
        'scope',
        'the policy',
        'spec',
      ],
      ['another key', verifies, ['keys: a', 'keys: b'], 'demands', 'rule "signed"', 'spec.rules[0]'],
      [
        'fewer images',
        verifies,
        ['imageReferences: ["a/*", "b/*"]', 'imageReferences: ["a/*"]'],
        'demands',
        'rule "signed"',
        'spec.rules[0]',
      ],
      [
        'matchConditions of a webhook whose failures are ignored',
        webhook,
        ['rules: []', 'rules: [], matchConditions: [{ name: a, expression: "false" }]'],
        'scope',
        'webhook "a"',
        'webhooks[0]',
      ],
      [
        'objectSelector',
        webhook,
        ['rules: []', 'rules: [], objectSelector: { matchLabels: { a: b } }'],
        'scope',
        'webhook "a"',
        'webhooks[0]',
      ],
      [
        'another server',
        webhook,
        ['service: { name: guard', 'service: { name: other'],
        'demands',
        'webhook "a"',
        'webhooks[0]',
      ],
      [
        'parameters of a constraint',
        constraint,
        ['repos: [a]', 'repos: [a, b]'],
        'demands',
        'enforcementAction',
        'spec.enforcementAction',
      ],
      [
        'namespaces of a constraint',
        constraint,
        ['match: {}', 'match: { excludedNamespaces: [shop] }'],
        'scope',
        'enforcementAction',
        'spec.enforcementAction',
      ],
      ['the code of a template', template, ['code', 'other'], 'demands', 'template', 'spec'],
      ['a variable', validating, ['"1 > 0"', '"true"'], 'demands', 'variable "a"', 'spec.variables'],
      [
        'matchConditions',
        validating,
        ['validations:', 'matchConditions: [{ name: a, expression: "false" }], validations:'],
        'scope',
        'the policy',
        'spec',
      ],
      [
        'other parameters',
        binding('Deny'),
        ['policyName: few', 'policyName: few, paramRef: { name: lax }'],
        'scope',
        'validationActions',
        'spec.validationActions',
      ],
    ] as const
  ).map(([what, base, [from, to], message, part, path]): [string, string, string, string[]] => [
    what,
    base,
    base.replace(from, to),
    [`${subjectOf(base)}: the change alters what ${part} ${message === 'scope' ? 'applies to' : 'demands'} @ ${path}`],
  ]),
  [
    'admission is off',
    kyvernoRule,
    kyvernoRule.replace('spec: {', 'spec: { admission: false,'),
    ['ClusterPolicy tags: the change turns admission to false, so it rejects nothing any more @ spec.admission'],
  ],
  [
    'denied at audits alone',
    scoped('validation.gatekeeper.sh'),
    scoped('audit.gatekeeper.sh'),
    [
      'Repos tags: the change turns enforcementAction to scoped, so it rejects nothing any more @ spec.enforcementAction',
    ],
  ],
  [
    'a webhook goes whose failures are ignored',
    webhook,
    '{}\n',
    [
      'MutatingWebhookConfiguration guard: the change removes this policy, which rejected (sample.yaml:2 at the base) @ ',
    ],
  ],
  [
    'an exception is widened',
    exception('api-*'),
    exception('*'),
    ['PolicyException shop/api: the change alters which objects are excepted from "tags" @ spec'],
  ],
  [
    'the configuration of Gatekeeper',
    '{}\n',
    '---\napiVersion: config.gatekeeper.sh/v1alpha1\nkind: Config\nmetadata: { name: config }\nspec: { match: [{ excludedNamespaces: [shop], processes: ["*"] }] }\n',
    [
      'Config config: the change exempts namespace "shop" ([*]) from every policy of its engine @ spec.match[0].excludedNamespaces',
    ],
  ],
  [
    'the configuration of Kyverno',
    filters('[Event,*,*]'),
    filters('[Event,*,*] [Pod,shop,*]'),
    [
      'ConfigMap kyverno: the change exempts resourceFilters "[Pod,shop,*]" from every policy of its engine @ data.resourceFilters',
    ],
  ],
  [
    'a namespace leaves by its label',
    selecting + namespace('{ tier: web }'),
    selecting + namespace('{}'),
    [
      'Namespace shop: the change of its labels takes this namespace out of what ValidatingAdmissionPolicyBinding few applies to @ metadata.labels',
    ],
  ],
  ['a namespace joins by its label', selecting + namespace('{}'), selecting + namespace('{ tier: web }'), []],
  [
    'what a policy reads',
    parameters('3'),
    parameters('300'),
    ['ConfigMap few: the change alters or removes what ValidatingAdmissionPolicyBinding few reads from it @ '],
  ],
  [
    'other order of fields',
    kyvernoRule,
    kyvernoRule.replace('failureAction: Enforce, pattern: { a: b }', 'pattern: { a: b }, failureAction: Enforce'),
    [],
  ],
  [
    'another message',
    kyvernoRule,
    kyvernoRule.replace('failureAction: Enforce', 'failureAction: Enforce, message: no'),
    [],
  ],
  ['Audit beside Deny', binding('Deny'), binding('Deny, Audit'), []],
];

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>(
  CASES,
)('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
