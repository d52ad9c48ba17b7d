import type { Typed } from '../../inventory.ts';
import { namespacesInUse } from '../../namespaces.ts';
import type { LimitRange } from '../../objects/core.ts';
import { quote } from '../../pod.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

/** Its absence is the problem, so it is looked for in every namespace that runs workloads. */
export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'tenancy/limit-range',
    topic: 'tenancy',
    level: null,
    severity: 'low',
    title: 'No LimitRange',
    means:
      'Every namespace with workloads must have a LimitRange with a limit for containers or pods, in the repository or by assume.quotas.',
    why: 'Without a LimitRange a container that names no limits has none, and a single one can take the whole quota.',
    repair: 'Add a LimitRange with defaults and maxima for containers.',
    docs: KUBERNETES.limitRanges,
    cis: [],
    nsa: [NSA.resourcePolicies],
  },
  messages: { missing: 'namespace {namespace} runs workloads and has no LimitRange for containers or pods' },
  check: (inventory) => {
    const own = inventory.limitRanges.filter(limitsWorkloads).map(({ manifest }) => manifest.namespace);
    const covered = new Set([...own, ...inventory.assumed.quotas]);
    return namespacesInUse(inventory)
      .filter(({ name, hasWorkloads }) => hasWorkloads && !covered.has(name))
      .map(({ name, subject, manifest, path }) => ({
        manifest,
        subject,
        message: 'missing',
        data: { namespace: quote(name) },
        paths: [path],
      }));
  },
};

/** One for volume claims alone, or an empty one, is no limit of what runs. */
function limitsWorkloads({ value }: Typed<LimitRange>): boolean {
  return (value.spec?.limits ?? []).some(
    ({ type, ...limits }) =>
      (type === 'Container' || type === 'Pod') &&
      Object.values(limits).some((each) => Object.keys(each ?? {}).length > 0),
  );
}
