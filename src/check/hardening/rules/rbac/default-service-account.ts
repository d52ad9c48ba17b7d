import { KUBERNETES, NSA } from '../../references.ts';
import type { PodRule } from '../../rule.ts';
import { mountsToken, serviceAccountName } from '../../service-account.ts';

export const rule: PodRule = {
  scope: 'pod',
  description: {
    id: 'rbac/default-service-account',
    topic: 'identity',
    level: null,
    severity: 'low',
    title: 'Uses the default service account',
    means:
      'A workload must name a service account of its own, or set automountServiceAccountToken to false. The service account default may set that too.',
    why: 'Whatever is ever granted to the default account, all pods of the namespace have it, and none of them can be told apart in the audit log.',
    repair:
      'Set automountServiceAccountToken: false, or make a ServiceAccount for the workload and name it in serviceAccountName.',
    docs: KUBERNETES.serviceAccounts,
    cis: ['5.1.5'],
    nsa: [NSA.tokens],
  },
  messages: { default: 'the pod runs as the service account default, with its token mounted' },
  repairs: { default: { at: 'first', sibling: 'automountServiceAccountToken', value: false } },
  check: (pod, inventory) =>
    serviceAccountName(pod) === 'default' && mountsToken(pod, inventory)
      ? [{ message: 'default', data: {}, paths: [pod.at('serviceAccountName')] }]
      : [],
};
