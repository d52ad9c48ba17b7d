import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PolicyRule } from '../../src/check/hardening/objects/rbac.ts';
import { notCovered } from '../../src/check/hardening/rbac/covers.ts';
import { type ResourceRequest, ruleAllows } from '../../src/check/hardening/rbac/matching.ts';
import { askOracle } from '../support/ask-oracle.ts';

/**
 * What a role allows, against Kubernetes' own matching (k8s.io/component-helpers/auth/rbac/validation), on random roles
 * and requests of a small vocabulary, so that they meet.
 *
 * RBAC_CASES and RBAC_SEED choose another amount and another seed.
 */

const CASES = Number(process.env.RBAC_CASES ?? '10000');
const SEED = Number(process.env.RBAC_SEED ?? '7');

interface Case {
  readonly rules: readonly PolicyRule[];
  readonly request: ResourceRequest;
}

const VERBS = ['get', 'list', 'create', 'patch', 'impersonate', 'escalate'];
const GROUPS = ['', 'apps', 'rbac.authorization.k8s.io'];
const RESOURCES = ['pods', 'secrets', 'nodes', 'roles'];
const SUBRESOURCES = ['exec', 'proxy', 'token'];
const NAMES = ['api', 'web'];

function some(values: readonly string[]): fc.Arbitrary<string[]> {
  return values.length === 0 ? fc.constant<string[]>([]) : fc.array(fc.constantFrom(...values), { maxLength: 3 });
}

const rule: fc.Arbitrary<PolicyRule> = fc.record({
  verbs: some([...VERBS, '*', 'get*']),
  apiGroups: some([...GROUPS, '*']),
  resources: some([
    ...RESOURCES,
    ...RESOURCES.flatMap((resource) => [`${resource}/exec`, `${resource}/*`]),
    ...['*', '*/exec', '*/proxy', '*/*'],
  ]),
  resourceNames: fc.oneof({ weight: 3, arbitrary: some([]) }, { weight: 1, arbitrary: some([...NAMES, '*']) }),
  nonResourceURLs: some([]),
});

/** Of URLs too, now and then. */
const urlRule: fc.Arbitrary<PolicyRule> = fc.oneof(
  { weight: 4, arbitrary: rule },
  {
    weight: 1,
    arbitrary: fc.record({
      verbs: some([...VERBS, '*']),
      apiGroups: fc.constant<string[]>([]),
      resources: fc.constant<string[]>([]),
      resourceNames: fc.constant<string[]>([]),
      nonResourceURLs: some(['/healthz', '/logs', '/logs/*', '*']),
    }),
  },
);

const sample: fc.Arbitrary<Case> = fc.record({
  rules: fc.array(rule, { maxLength: 3 }),
  request: fc.record({
    verb: fc.constantFrom(...VERBS),
    apiGroup: fc.constantFrom(...GROUPS),
    resource: fc.constantFrom(...RESOURCES),
    subresource: fc.constantFrom('', '', ...SUBRESOURCES),
    name: fc.constantFrom('', ...NAMES),
  }),
});

test(`${CASES} random roles of seed ${SEED} allow what Kubernetes says that they allow`, async () => {
  const cases = fc.sample(sample, { numRuns: CASES, seed: SEED });
  const expected = await askKubernetes(cases.map(question));
  const actual = cases.map(({ rules, request }) => rules.some((each) => ruleAllows(each, request)));
  const wrong = cases.filter((_, index) => actual[index] !== expected[index]);
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(expected).toHaveLength(CASES);
  // Both answers must be common, or the cases say little.
  expect(expected.filter((allowed) => allowed).length).toBeGreaterThan(CASES / 50);
});

test(`${CASES} random changes of roles widen them where Kubernetes says so`, async () => {
  const roles = fc.record({ rules: fc.array(urlRule, { maxLength: 3 }), request: urlRule });
  const cases = fc.sample(roles, { numRuns: CASES, seed: SEED });
  const expected = await askKubernetes(cases);
  const wrong = cases.filter(
    ({ rules, request }, index) => (notCovered(rules, request)?.length === 0) !== expected[index],
  );
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(expected).toHaveLength(CASES);
  expect(expected.filter((covered) => covered).length).toBeGreaterThan(CASES / 50);
  expect(expected.filter((covered) => !covered).length).toBeGreaterThan(CASES / 50);
});

async function askKubernetes(cases: readonly object[]): Promise<readonly boolean[]> {
  const lines = await askOracle('rbac-oracle', cases);
  return lines.map((line) => line === 'true');
}

/** The request as a rule of one verb, one resource and at most one name: what the role has to cover. */
function question({ rules, request }: Case): object {
  const { verb, apiGroup, resource, subresource, name } = request;
  return {
    rules,
    request: {
      verbs: [verb],
      apiGroups: [apiGroup],
      resources: [subresource === '' ? resource : `${resource}/${subresource}`],
      resourceNames: name === '' ? [] : [name],
    },
  };
}
