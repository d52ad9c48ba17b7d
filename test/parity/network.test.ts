import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeInventory } from '../../src/check/hardening/inventory.ts';
import { defaultDenyProblems } from '../../src/check/hardening/network/default-deny.ts';
import type { Direction } from '../../src/check/hardening/network/policies.ts';
import type { JsonObject } from '../../src/domain/index.ts';
import { askOracle } from '../support/ask-oracle.ts';
import { manifestOf } from '../support/hardening.ts';

/**
 * What default-deny means, against cyclonus' own evaluation of NetworkPolicies: a pod that no narrow policy knows, and
 * who may reach it, or be reached by it.
 *
 * NETWORK_CASES and NETWORK_SEED choose another amount and another seed.
 */

const CASES = Number(process.env.NETWORK_CASES ?? '10000');
const SEED = Number(process.env.NETWORK_SEED ?? '7');

/** One address of each quarter of all, so that blocks of at most two bits are told exactly. */
const ADDRESSES = [3, 67, 131, 195].map((first) => `${first}.1.2.3`);
const ADDRESSES6 = ['1', '4', '8', 'c'].map((first) => `${first}001::7`);
const PORTS = [1, 8080, 65_535];

const labels = fc.constantFrom<JsonObject>({ app: 'api' }, { app: 'web' });
const selector = fc.oneof(
  { weight: 3, arbitrary: fc.constant<JsonObject>({}) },
  { weight: 1, arbitrary: labels.map((matchLabels): JsonObject => ({ matchLabels })) },
);
const block = fc.oneof(
  fc
    .constantFrom('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2')
    .map((cidr): JsonObject => ({ cidr })),
  fc.constantFrom('0.0.0.0/2', '128.0.0.0/1').map((hole): JsonObject => ({ cidr: '0.0.0.0/0', except: [hole] })),
  fc.constantFrom('::/0', '::/1', '8000::/1').map((cidr): JsonObject => ({ cidr })),
);
const peer = fc.oneof(
  selector.map((podSelector): JsonObject => ({ podSelector })),
  selector.map((namespaceSelector): JsonObject => ({ namespaceSelector })),
  fc
    .tuple(selector, selector)
    .map(([podSelector, namespaceSelector]): JsonObject => ({ podSelector, namespaceSelector })),
  block.map((ipBlock): JsonObject => ({ ipBlock })),
);
const port = fc.constantFrom<JsonObject>(
  { port: 8080 },
  { protocol: 'TCP' },
  { port: 1, endPort: 65_535 },
  { port: 1, endPort: 9 },
);

function rules(side: 'from' | 'to'): fc.Arbitrary<JsonObject[]> {
  const list = <T>(item: fc.Arbitrary<T>) => fc.oneof(fc.constant(undefined), fc.array(item, { maxLength: 3 }));
  return fc.array(
    fc
      .record({
        [side]: list(peer),
        ports: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: list(port) }),
      })
      .map(withoutAbsent),
    { maxLength: 2 },
  );
}

function withoutAbsent(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

const policy = fc
  .record({
    podSelector: selector,
    policyTypes: fc.constantFrom(undefined, [], ['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: fc.oneof(fc.constant(undefined), rules('from')),
    egress: fc.oneof(fc.constant(undefined), rules('to')),
  })
  .map(withoutAbsent);

const sample = fc.record({
  policies: fc.array(policy, { maxLength: 3 }),
  direction: fc.constantFrom<Direction>('ingress', 'egress'),
});

/** `none`, `isolated`, `undone`, or `denied` where the rule has nothing to say. */
function gateSays(specs: readonly JsonObject[], direction: Direction): string {
  const namespace = manifestOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, 'shop');
  const { inventory, invalid } = takeInventory([
    namespace,
    ...specs.map(networkPolicy).map((each) => manifestOf(each, 'shop')),
  ]);
  if (invalid.length > 0) throw new Error(`the sample is wrong: ${invalid[0]?.problem}`);
  return defaultDenyProblems(inventory, direction)[0]?.message ?? 'denied';
}

function networkPolicy(spec: JsonObject, index: number): JsonObject {
  const metadata = { name: `policy-${index}`, namespace: 'shop' };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
}

/** The pod's counterparts: pods of a namespace that nothing selects by label, and addresses. */
function probes(direction: Direction) {
  const pod = { namespace: 'shop', labels: { app: 'fresh' }, namespaceLabels: { team: 'shop' }, ip: '10.9.8.7' };
  const other = (ip: string) => ({
    namespace: 'elsewhere',
    labels: { app: 'fresh' },
    namespaceLabels: { team: 'x' },
    ip,
  });
  const groups = [ADDRESSES.map(other), ADDRESSES.map((ip) => ({ ip })), ADDRESSES6.map((ip) => ({ ip }))];
  return groups.map((group) =>
    group.flatMap((end) =>
      PORTS.map((each) => ({
        ...(direction === 'ingress' ? { source: end, destination: pod } : { source: pod, destination: end }),
        port: each,
        direction,
      })),
    ),
  );
}

test(`${CASES} random sets of NetworkPolicies of seed ${SEED} deny what cyclonus says that they deny`, async () => {
  const cases = fc.sample(sample, { numRuns: CASES, seed: SEED });
  const answers = await askCyclonus(
    cases.map(({ policies, direction }) => ({
      policies: policies.map(networkPolicy),
      traffic: probes(direction).flat(),
    })),
  );
  const count: Record<string, number> = {};
  const wrong = cases.filter(({ policies, direction }, index) => {
    const allowed = answers[index] ?? [];
    const sizes = probes(direction).map((group) => group.length);
    const groups = sizes.map((size, at) => allowed.slice(sizes.slice(0, at).reduce((a, b) => a + b, 0)).slice(0, size));
    const isOpen = groups.some((group) => group.every((each) => each));
    const says = gateSays(policies, direction);
    count[says] = (count[says] ?? 0) + 1;
    if (says === 'none') return !allowed.every((each) => each);
    return says === 'isolated' ? allowed.length === 0 : isOpen !== (says === 'undone');
  });
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(answers).toHaveLength(CASES);
  // Each answer must be common, or the cases say little.
  for (const says of ['none', 'isolated', 'undone', 'denied']) expect(count[says], says).toBeGreaterThan(CASES / 100);
});

async function askCyclonus(cases: readonly object[]): Promise<readonly (readonly boolean[])[]> {
  const lines = await askOracle('network-oracle', cases);
  return lines.map((line) => line.split(' ').map((word) => word === 'true'));
}
