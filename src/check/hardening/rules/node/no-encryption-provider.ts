import { componentsIn } from '../../nodes/component-flags.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, Problem } from '../../rule.ts';

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
  },
  check: (manifest) =>
    componentsIn(manifest, 'kube-apiserver').flatMap(({ flags, at }): readonly Problem[] =>
      (flags.get('encryption-provider-config')?.value ?? '') === ''
        ? [{ message: 'missing', data: {}, paths: [at] }]
        : [],
    ),
};
