import { get, isObject, type Manifest } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { namespacesInUse } from '../../namespaces.ts';
import { quote } from '../../pod.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule } from '../../rule.ts';

/** Its absence is the problem, so it is looked for in every namespace that runs workloads. */
export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'tenancy/resource-quota',
    topic: 'tenancy',
    level: null,
    severity: 'low',
    title: 'No ResourceQuota',
    means:
      'Every namespace with workloads must have a ResourceQuota that limits something, in the repository or by assume.quotas.',
    why: 'Without a quota one namespace can take all processors, memory, storage and load balancers of the cluster.',
    repair: 'Add a ResourceQuota with limits of cpu, memory and object counts.',
    docs: KUBERNETES.quotas,
    cis: [],
    nsa: [NSA.resourcePolicies],
  },
  messages: { missing: 'namespace {namespace} runs workloads and has no ResourceQuota with hard limits' },
  check: (inventory) => {
    const own = inventory.manifests
      .filter((each) => isKind(each, '', 'ResourceQuota') && limitsSomething(each))
      .map(({ namespace }) => namespace);
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

function limitsSomething({ object }: Manifest): boolean {
  const hard = get(object, 'spec', 'hard');
  return isObject(hard) && Object.values(hard).some((value) => value !== null);
}
