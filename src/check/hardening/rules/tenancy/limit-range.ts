import { isKind } from '../../inventory.ts';
import { namespacesInUse } from '../../namespaces.ts';
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
    means: 'Every namespace with workloads must have a LimitRange, in the repository or by assume.quotas.',
    why: 'Without a LimitRange a container that names no limits has none, and a single one can take the whole quota.',
    repair: 'Add a LimitRange with defaults and maxima for containers.',
    docs: KUBERNETES.limitRanges,
    cis: [],
    nsa: [NSA.resourcePolicies],
  },
  messages: { missing: 'namespace {namespace} runs workloads and has no LimitRange' },
  check: (inventory) => {
    const own = inventory.manifests.filter((each) => isKind(each, '', 'LimitRange')).map(({ namespace }) => namespace);
    const covered = new Set([...own, ...inventory.assumed.quotas]);
    return namespacesInUse(inventory)
      .filter(({ name, hasWorkloads }) => hasWorkloads && !covered.has(name))
      .map(({ name, manifest, path }) => ({
        manifest,
        message: 'missing',
        data: { namespace: quote(name) },
        paths: [path],
      }));
  },
};
