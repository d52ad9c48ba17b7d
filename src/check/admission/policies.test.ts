import { expect, test } from 'vitest';
import { readManifests } from '../../../test/support/manifest-files.ts';
import { formatPath, type Manifest } from '../../domain/index.ts';
import { imageVerdicts } from './kyverno-images.ts';
import { isJudged, newPolicies, sortPolicies, variantsOf } from './policies.ts';

const read = (...documents: readonly string[]): readonly Manifest[] =>
  readManifests(new TextEncoder().encode(documents.join('---\n')), 'p.yaml').manifests;
const kyverno = (action: string, rule = 'validate'): string =>
  `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: p }\nspec: { rules: [{ name: r, ${rule}: { failureAction: ${action} } }] }\n`;
const vap = (name: string): string =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: { name: ${name} }\n`;
const binding = (name: string, actions = 'Deny'): string =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: { name: b }\nspec: { policyName: ${name}, validationActions: [${actions}] }\n`;

test('a policy that nothing binds, or that refuses nothing, is not run', () => {
  const sorted = sortPolicies(read(vap('bound'), vap('unbound'), binding('bound'), kyverno('Enforce', 'mutate')));
  expect(sorted.validating.map(({ ref }) => ref.name)).toEqual(['bound']);
  expect(sorted.kyverno).toEqual([]);
});

test.each([
  ['no list', kyverno('Enforce', 'verifyImages'), []],
  [
    'rules',
    'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: p }\nspec: { rules: [{ name: v, validate: {} }, { name: r, verifyImages: [{ failureAction: Enforce }] }] }\n',
    ['r enforced at spec.rules[1].verifyImages'],
  ],
  [
    'by the older field',
    'apiVersion: kyverno.io/v1\nkind: Policy\nmetadata: { name: p, namespace: n }\nspec: { validationFailureAction: Enforce, rules: [{ name: r, verifyImages: [{}] }] }\n',
    ['r enforced at spec.rules[0].verifyImages'],
  ],
  [
    'only audited',
    'apiVersion: policies.kyverno.io/v1\nkind: ImageValidatingPolicy\nmetadata: { name: p }\nspec: { validationActions: [Audit] }\n',
    ['all audited at spec'],
  ],
])('image policies are named, since nobody runs them: %s', (_, policy, expected) => {
  const verdicts = imageVerdicts(sortPolicies(read(policy)).images);
  const told = verdicts.map(
    ({ rule, enforces, path }) => `${rule ?? 'all'} ${enforces ? 'enforced' : 'audited'} at ${formatPath(path)}`,
  );
  expect(told).toEqual(expected);
});

test('alike policies are run once, and ones that differ apart', () => {
  const sorted = sortPolicies(read(kyverno('Enforce'), kyverno('Audit'), kyverno('Enforce')));
  expect(variantsOf(sorted).map((variant) => variant.kyverno.length)).toEqual([1, 1]);
});

test('what a change brings: other content, or another binding', () => {
  const base = sortPolicies(read(kyverno('Enforce'), vap('few'), binding('few')));
  const fresh = (...head: readonly string[]) => newPolicies(sortPolicies(read(...head)), base);
  expect(fresh(kyverno('Enforce'), vap('few'), binding('few'))).toMatchObject({ kyverno: [], validating: [] });
  expect(fresh(kyverno('Audit'), vap('few'), binding('few')).kyverno).toHaveLength(1);
  expect(fresh(vap('few'), binding('few', 'Warn')).validating).toHaveLength(1);
});

test('policies are not judged by policies', () => {
  expect(read(kyverno('Enforce'), vap('few'), binding('few')).filter(isJudged)).toEqual([]);
});
