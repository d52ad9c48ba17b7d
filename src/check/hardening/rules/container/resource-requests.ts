import { KUBERNETES, NSA } from '../../references.ts';
import { missingResources } from '../../resources.ts';
import type { PodRule } from '../../rule.ts';

/** A limit stands for a request that is left out, as the API server has it; so does a LimitRange of the namespace. */
export const rule: PodRule = {
  scope: 'pod',
  description: {
    id: 'container/resource-requests',
    topic: 'pod-security',
    level: null,
    severity: 'low',
    title: 'No resource requests',
    means:
      'Every container and init container must request cpu and memory: itself, through its limits, through resources of the pod, or through defaults of a LimitRange in its namespace.',
    why: 'Without requests the scheduler packs pods without end, and under pressure the node evicts these first.',
    repair: 'Set resources.requests.cpu and resources.requests.memory to what the program uses.',
    docs: KUBERNETES.resources,
    cis: [],
    nsa: [NSA.resourcePolicies],
  },
  messages: {
    cpu: 'resources.requests.cpu is missing in {where}',
    memory: 'resources.requests.memory is missing in {where}',
  },
  check: (pod, inventory) => [
    ...missingResources(pod, inventory, 'requests', 'cpu', 'cpu'),
    ...missingResources(pod, inventory, 'requests', 'memory', 'memory'),
  ],
};
