import { get } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { itemsOf, textOf } from '../../loose-values.ts';
import type { ObjectRule } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'node/secrets-in-plaintext',
    topic: 'nodes',
    level: null,
    severity: 'high',
    title: 'Secrets stored in plaintext',
    means:
      'The first provider of every entry of an EncryptionConfiguration that covers Secrets must encrypt, since the first one writes; identity there stores plaintext. A *.* entry covers them too.',
    why: 'Whoever reads the disks or a backup of etcd reads every Secret of the cluster.',
    repair: 'Put kms (or secretbox) first and keep identity last, then write every Secret again.',
    docs: 'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
    cis: ['1.2.28'],
    nsa: [],
  },
  messages: {
    identity: 'resources[{index}] writes {resources} with the provider identity, which is plaintext',
    none: 'no entry of resources covers secrets, so they are stored in plaintext',
  },
  check: (manifest) => {
    if (!isKind(manifest, 'apiserver.config.k8s.io', 'EncryptionConfiguration')) return [];
    const entries = itemsOf(get(manifest.object, 'resources'));
    const names = entries.map((entry) => itemsOf(get(entry, 'resources')).map(textOf));
    // Of several entries that cover a resource, the first one counts.
    const index = names.findIndex((each) => each.some((name) => COVERING.includes(name)));
    if (index === -1) return [{ message: 'none', data: {}, paths: [['resources']] }];
    const first = get(entries[index], 'providers', 0);
    if (get(first, 'identity') === undefined) return [];
    return [
      {
        message: 'identity',
        data: { resources: names[index] ?? [] },
        shown: { index: String(index) },
        paths: [['resources', index, 'providers', 0]],
      },
    ];
  },
};

/** How an entry names Secrets: by themselves, with all of the core group, or with everything. */
const COVERING = ['secrets', '*.', '*.*'];
