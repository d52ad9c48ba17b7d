import { quote } from '../../pod.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodRule } from '../../rule.ts';
import { isBound, mountsToken, serviceAccountName } from '../../service-account.ts';

/** A service account that nothing is granted to has no use for its token. The default one has a rule of its own. */
export const rule: PodRule = {
  scope: 'pod',
  description: {
    id: 'rbac/token-automount',
    topic: 'identity',
    level: null,
    severity: 'low',
    title: 'Token mounted that nothing needs',
    means:
      'A workload whose service account is bound to no role in the repository must set automountServiceAccountToken to false, at the pod or at the service account; the pod decides.',
    why: 'The token is what an intruder takes first: it opens discovery of the whole API, and everything that is granted to all service accounts.',
    repair: 'Set automountServiceAccountToken: false in the pod, or bind the service account to the role it needs.',
    docs: KUBERNETES.serviceAccounts,
    cis: ['5.1.6'],
    nsa: [NSA.tokens],
  },
  messages: { mounted: 'the token of service account {name} is mounted, though no role is bound to it' },
  repairs: { mounted: { at: 'first', value: false } },
  check: (pod, inventory) => {
    const name = serviceAccountName(pod);
    if (name === 'default' || !mountsToken(pod, inventory) || isBound(pod, inventory)) return [];
    return [{ message: 'mounted', data: { name: quote(name) }, paths: [pod.at('automountServiceAccountToken')] }];
  },
};
