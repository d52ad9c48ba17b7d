import { get } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'rbac/static-token',
    topic: 'identity',
    level: null,
    severity: 'high',
    title: 'Service account token without an end',
    means: 'No Secret may have the type kubernetes.io/service-account-token.',
    why: 'Such a token never expires and is bound to no pod: a copy works for as long as the service account exists.',
    repair: 'Use a token that the pod gets mounted, or one from the TokenRequest API (kubectl create token).',
    docs: 'https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token',
    cis: ['5.1.6'],
    nsa: [NSA.tokens],
  },
  messages: { token: 'type is kubernetes.io/service-account-token' },
  check: (manifest) =>
    isKind(manifest, '', 'Secret') && get(manifest.object, 'type') === 'kubernetes.io/service-account-token'
      ? [{ message: 'token', data: {}, paths: [['type']] }]
      : [],
};
