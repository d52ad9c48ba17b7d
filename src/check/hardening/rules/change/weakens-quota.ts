import { isInUse, pairsOf } from '../../change/pairs.ts';
import { removed } from '../../change/problem.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { ChangeRule } from '../../rule.ts';

/** How high a limit is, is capacity planning; that there is one at all keeps tenants apart. */
export const rule: ChangeRule = {
  scope: 'change',
  description: {
    id: 'change/weakens-quota',
    topic: 'tenancy',
    level: null,
    severity: 'medium',
    title: 'Change removes the limits of a namespace',
    means:
      'With a base: no ResourceQuota and no LimitRange may be removed from a namespace that the repository still puts objects into, unless another of its kind stays there.',
    why: 'Without them one workload of the namespace can take the memory, the storage or the object count of all.',
    repair: 'Keep the object, or replace it with one of other limits.',
    docs: KUBERNETES.quotas,
    cis: [],
    nsa: [NSA.resourcePolicies],
  },
  messages: { removed: 'the change removes it ({was} at the base), and no other {kind} of the namespace remains' },
  check: (change) =>
    pairsOf(change, '', 'ResourceQuota', 'LimitRange').flatMap((pair) => {
      const { namespace, ref } = pair.base;
      if (pair.head !== null || !isInUse(change, namespace)) return [];
      const stays = change.head.some((manifest) => manifest.ref.kind === ref.kind && manifest.namespace === namespace);
      return stays ? [] : removed(pair, { kind: ref.kind });
    }),
};
