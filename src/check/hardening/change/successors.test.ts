import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../test/support/hardening.ts';
import { rule } from '../rules/change/weakens-admission-policy.ts';

/** What is the same policy under another name or for more namespaces, and what only looks like it. */

const object = (apiVersion: string, kind: string, metadata: string, spec: string): string =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { ${metadata} }\nspec: ${spec}\n`;
const DENY = '{ rules: [{ name: a, match: { any: [] }, validate: { failureAction: Enforce, pattern: { a: b } } }] }';
const kyverno = (kind: string, metadata: string, spec = DENY) => object('kyverno.io/v1', kind, metadata, spec);
const excepts = (name: string) =>
  object('kyverno.io/v2', 'PolicyException', 'name: x', `{ exceptions: [{ policyName: ${name}, ruleNames: [a] }] }`);
const newer = (kind: string, metadata: string) =>
  object('policies.kyverno.io/v1', kind, metadata, '{ validations: [{ expression: "false" }] }');
const exceptsNewer = (kind: string, name: string) =>
  object('policies.kyverno.io/v1', 'PolicyException', 'name: x', `{ policyRefs: [{ name: ${name}, kind: ${kind} }] }`);
const binding = (name: string, policy = 'few') =>
  object(
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicyBinding',
    `name: ${name}`,
    `{ policyName: ${policy}, validationActions: [Deny] }`,
  );
const bound = (name: string) =>
  object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', `name: ${name}`, '{ validations: [] }');
const constraint = (kind: string, name: string) =>
  object('constraints.gatekeeper.sh/v1beta1', kind, `name: ${name}`, '{}');

const OF_SHOP = kyverno('Policy', 'name: a, namespace: shop');
const OF_ALL = kyverno('ClusterPolicy', 'name: a');

test.each<[what: string, base: string, head: string]>([
  ['a policy of a namespace for all of them', OF_SHOP, OF_ALL],
  ['and under another name', OF_SHOP, kyverno('ClusterPolicy', 'name: b')],
  ['and excepted as it was', OF_SHOP + excepts('shop/a'), OF_ALL + excepts('shop/a')],
  ['one that there already is for all of them', OF_SHOP + OF_ALL, OF_ALL],
  ['with a rule more', OF_SHOP, kyverno('ClusterPolicy', 'name: a', DENY.replace('[{', '[{ name: b }, {'))],
  ['another name', OF_ALL, kyverno('ClusterPolicy', 'name: b')],
  ['another name in its namespace', OF_SHOP, kyverno('Policy', 'name: b, namespace: shop')],
  [
    'newer kinds',
    newer('NamespacedValidatingPolicy', 'name: a, namespace: shop'),
    newer('ValidatingPolicy', 'name: a'),
  ],
  ['a binding under another name', bound('few') + binding('a'), bound('few') + binding('b')],
  ['a constraint under another name', constraint('Repos', 'a'), constraint('Repos', 'b')],
])('%s takes nothing away', (_, base, head) => expect(verdictOnChange(rule, base, head)).toEqual([]));

test.each<[what: string, base: string, head: string, removed: string]>([
  ['a policy of all namespaces for one', OF_ALL, OF_SHOP, 'ClusterPolicy a'],
  ['in another namespace', OF_SHOP, OF_SHOP.replace('shop', 'web'), 'Policy shop/a'],
  ['that audits', OF_SHOP, OF_ALL.replace('Enforce', 'Audit'), 'Policy shop/a'],
  ['that demands something else', OF_SHOP, OF_ALL.replace('a: b', 'a: "*"'), 'Policy shop/a'],
  [
    'that applies to something else',
    OF_ALL,
    OF_ALL.replace('name: a }', 'name: b }').replace('any: []', 'all: []'),
    'ClusterPolicy a',
  ],
  ['for which an exception waits', OF_SHOP + excepts('a'), OF_ALL + excepts('a'), 'Policy shop/a'],
  [
    'of a newer kind for which an exception waits',
    newer('ValidatingPolicy', 'name: a') + exceptsNewer('ValidatingPolicy', 'b'),
    newer('ValidatingPolicy', 'name: b') + exceptsNewer('ValidatingPolicy', 'b'),
    'ValidatingPolicy a',
  ],
  [
    'that is bound by its name',
    bound('few') + binding('a'),
    bound('more') + binding('a'),
    'ValidatingAdmissionPolicy few',
  ],
  [
    'of another policy',
    bound('few') + binding('a'),
    bound('few') + binding('b', 'more'),
    'ValidatingAdmissionPolicyBinding a',
  ],
  ['of another template', constraint('Repos', 'a'), constraint('Names', 'a'), 'Repos a'],
  [
    'that only has the name of a wider kind',
    constraint('NamespacedRepos', 'a'),
    constraint('Repos', 'a'),
    'NamespacedRepos a',
  ],
])('one %s does not stand for it', (_, base, head, removed) => {
  const [first = ''] = verdictOnChange(rule, base, head);
  expect(first).toContain(`${removed}: the change removes this policy, which rejected`);
});
