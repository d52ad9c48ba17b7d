import { componentsIn, UNREAD, unreadFlags } from '../../nodes/component-flags.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, SingleProblem } from '../../rule.ts';

const FLAG = 'encryption-provider-config';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'node/no-encryption-provider',
    topic: 'nodes',
    level: null,
    severity: 'medium',
    title: 'API server without encryption at rest',
    means:
      'The arguments of kube-apiserver (in a static Pod or in kubeadm) must name a file with --encryption-provider-config.',
    why: 'Without it Secrets are in etcd, and in its backups, as plaintext.',
    repair:
      'Write an EncryptionConfiguration whose first provider encrypts, and name it in --encryption-provider-config.',
    docs: 'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
    cis: ['1.2.27'],
    nsa: [NSA.secrets],
  },
  messages: {
    missing: '--encryption-provider-config is missing',
    ...UNREAD,
  },
  check: (manifest) =>
    componentsIn(manifest, 'kube-apiserver').flatMap((started): readonly SingleProblem[] => {
      const { flags, at, open } = started;
      if ((flags.get(FLAG)?.value ?? '') !== '') return [];
      return open === null || flags.has(FLAG)
        ? [{ message: 'missing', data: {}, paths: [at] }]
        : unreadFlags(started, [FLAG]);
    }),
};
