import { KUBERNETES, NSA } from '../../references.ts';
import { missingResources } from '../../resources.ts';
import type { PodRule } from '../../rule.ts';

/** No limit of cpu is asked for: it slows a program down without protecting others, who have their requests. */
export const rule: PodRule = {
  scope: 'pod',
  description: {
    id: 'container/memory-limit',
    topic: 'pod-security',
    level: null,
    severity: 'medium',
    title: 'No memory limit',
    means:
      'Every container and init container must have a memory limit: its own, one of the pod, or the default of a LimitRange in its namespace.',
    why: 'A leak or an attack that fills memory takes the node down, with every other pod on it.',
    repair: 'Set resources.limits.memory.',
    docs: KUBERNETES.resources,
    cis: [],
    nsa: [NSA.resourcePolicies],
  },
  messages: { memory: 'resources.limits.memory is missing in {where}' },
  check: (pod, inventory) => missingResources(pod, inventory, 'limits', 'memory', 'memory'),
};
