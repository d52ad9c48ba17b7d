import { isGoTrue } from '../../go-boolean.ts';
import { componentsIn, UNREAD, unreadFlags } from '../../nodes/component-flags.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, SingleProblem } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'node/etcd-access',
    topic: 'nodes',
    level: null,
    severity: 'critical',
    title: 'etcd open to anybody',
    means:
      'The arguments of etcd in a static Pod must set --client-cert-auth and --peer-client-cert-auth; neither may be false in kubeadm, which sets both.',
    why: 'etcd holds every Secret and obeys whoever reaches it: no role and no admission policy stands before it.',
    repair:
      "Set --client-cert-auth=true and --peer-client-cert-auth=true, with the certificates of etcd's own authority.",
    docs: 'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
    cis: ['2.2', '2.5'],
    nsa: [NSA.authentication],
  },
  messages: {
    off: '--{flag} is not true',
    ...UNREAD,
  },
  check: (manifest) =>
    componentsIn(manifest, 'etcd').flatMap((started): readonly SingleProblem[] =>
      ['client-cert-auth', 'peer-client-cert-auth'].flatMap((flag): readonly SingleProblem[] => {
        const { flags, at } = started;
        const unread = unreadFlags(started, [flag]);
        if (unread.length > 0) return unread;
        const set = flags.get(flag);
        const value = set?.value ?? (manifest.ref.kind === 'Pod' ? 'false' : 'true');
        return isGoTrue(value) ? [] : [{ message: 'off', data: { flag }, paths: [set?.path ?? at] }];
      }),
    ),
};
