import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../test/support/hardening.ts';
import { rule } from '../rules/change/weakens-admission-policy.ts';

/** Rules and policies that mutate and generate: which set a protection, and what is said of those that go. */

const policy = (...rules: readonly string[]): string =>
  `---\napiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: a }\nspec: { rules: [${rules.map((each) => `{ name: a, match: { any: [] }, ${each} }`).join(', ')}] }\n`;
const other = (kind: string, spec: string, group = 'policies.kyverno.io'): string =>
  `---\napiVersion: ${group}/v1\nkind: ${kind}\nmetadata: { name: a }\nspec: ${spec}\n`;
const mutate = (patch: string) => policy(`mutate: { patchStrategicMerge: ${patch} }`);
const generate = (kind: string) => policy(`generate: { apiVersion: v1, kind: ${kind}, name: a, data: {} }`);
const NATIVE = 'admissionregistration.k8s.io';
const GONE = 'the change removes this policy, which set or created what protects (sample.yaml:2 at the base) @ ';

test.each<[what: string, base: string]>([
  ['a security context', mutate('{ spec: { containers: [{ (name): "*", securityContext: { privileged: false } }] } }')],
  ['an anchored field', mutate('{ spec: { +(automountServiceAccountToken): false } }')],
  ['a JSON patch', policy('mutate: { patchesJson6902: "- { op: add, path: /spec/hostUsers, value: false }" }')],
  [
    'each container',
    policy('mutate: { foreach: [{ list: a, patchStrategicMerge: { spec: { runAsNonRoot: true } } }] }'),
  ],
  ['a label', mutate('{ metadata: { labels: { +(pod-security.kubernetes.io/enforce): baseline } } }')],
  ['a sidecar', mutate('{ metadata: { annotations: { linkerd.io/inject: enabled } } }')],
  ['limits', mutate('{ spec: { containers: [{ resources: { limits: { memory: 1Gi } } }] } }')],
  ['a network policy', generate('NetworkPolicy')],
  ['a quota', generate('ResourceQuota')],
  ['several kinds', policy('generate: { cloneList: { kinds: [v1/LimitRange] } }')],
  [
    'a field by an expression',
    other('MutatingPolicy', '{ mutations: [{ jsonPatch: { expression: "securityContext" } }] }'),
  ],
  ['an object by an expression', other('GeneratingPolicy', '{ generate: [{ expression: "kind: NetworkPolicy" }] }')],
  [
    'it in one namespace',
    other('NamespacedMutatingPolicy', '{ mutations: [{ jsonPatch: { expression: "hostUsers" } }] }'),
  ],
  [
    'it without Kyverno',
    other('MutatingAdmissionPolicy', '{ mutations: [{ jsonPatch: { expression: "hostUsers" } }] }', NATIVE),
  ],
  ['what its policy sets', other('MutatingAdmissionPolicyBinding', '{ policyName: a }', NATIVE)],
])('sets %s', (_, base) => {
  expect(verdictOnChange(rule, base, base)).toEqual([]);
  expect(verdictOnChange(rule, base, '{}\n')).toEqual([expect.stringContaining(GONE)]);
});

test.each<[what: string, base: string]>([
  ['a label of an owner', mutate('{ metadata: { labels: { team: shop } } }')],
  ['a word with the name of a field in it', mutate('{ metadata: { labels: { unprivilegedTeam: shop } } }')],
  ['a Secret', generate('Secret')],
  ['an expression', other('MutatingPolicy', '{ mutations: [{ jsonPatch: { expression: "labels" } }] }')],
  ['nothing at all', policy('mutate: {}')],
])('%s protects nothing', (_, base) => expect(verdictOnChange(rule, base, '{}\n')).toEqual([]));

const ROOT = 'mutate: { patchStrategicMerge: { spec: { securityContext: { runAsNonRoot: true } } } }';
const SECOND = 'validate: { failureAction: Enforce }';

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>([
  [
    'another value',
    policy(ROOT),
    policy(ROOT.replace('true', 'false')),
    ['ClusterPolicy a: the change alters what rule "a" sets or creates @ spec.rules[0]'],
  ],
  [
    'what protects nothing',
    policy(ROOT),
    mutate('{ metadata: {} }'),
    ['ClusterPolicy a: the change alters what rule "a" sets or creates @ spec.rules[0]'],
  ],
  [
    'other objects',
    policy(ROOT),
    policy(ROOT).replace('any: []', 'all: []'),
    ['ClusterPolicy a: the change alters what rule "a" applies to @ spec.rules[0]'],
  ],
  [
    'a rule that goes',
    policy(ROOT, SECOND).replace('{ name: a, match: { any: [] }, validate', '{ name: b, validate'),
    policy(SECOND).replace('name: a, match: { any: [] }', 'name: b'),
    ['ClusterPolicy a: the change removes rule "a" @ spec.rules'],
  ],
  [
    'a policy that rejects as well',
    policy(ROOT, SECOND).replace('{ name: a, match: { any: [] }, validate', '{ name: b, validate'),
    '{}\n',
    ['ClusterPolicy a: the change removes this policy, which rejected (sample.yaml:2 at the base) @ '],
  ],
])('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
