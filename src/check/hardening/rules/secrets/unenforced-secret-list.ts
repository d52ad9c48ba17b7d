import { get } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { itemsOf } from '../../loose-values.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { ObjectRule } from '../../rule.ts';
import { ENFORCE_SECRET_LIST, enforcesSecretList } from '../../service-account.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'secrets/unenforced-secret-list',
    topic: 'secrets',
    level: null,
    severity: 'low',
    title: 'List of Secrets that limits nothing',
    means:
      'A ServiceAccount that lists secrets must have the annotation kubernetes.io/enforce-mountable-secrets: "true", or no list.',
    why: 'Without the annotation pods of the account mount any Secret of the namespace, whatever the list seems to say; entries that name tokens are left from before Kubernetes 1.24, and such tokens never expire.',
    repair:
      'Remove the list. Put Secrets that only some pods should have into a namespace of their own: the annotation works, and is deprecated since 1.32.',
    docs: KUBERNETES.secrets,
    cis: ['5.1.6'],
    nsa: [NSA.secrets, NSA.tokens],
  },
  messages: { unenforced: `secrets is a list that limits nothing without the annotation ${ENFORCE_SECRET_LIST}` },
  check: (manifest) => {
    if (!isKind(manifest, '', 'ServiceAccount')) return [];
    const isLimit = enforcesSecretList(manifest) || itemsOf(get(manifest.object, 'secrets')).length === 0;
    return isLimit ? [] : [{ message: 'unenforced', data: {}, paths: [['secrets']] }];
  },
};
