import { get, isObject, type Json } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { itemsOf } from '../../loose-values.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'tenancy/open-secret-store',
    topic: 'tenancy',
    level: null,
    severity: 'high',
    title: 'Secret store for every namespace',
    means: 'A ClusterSecretStore of External Secrets must limit the namespaces that may use it, in spec.conditions.',
    why: 'Whoever may make an ExternalSecret in any namespace reads everything that the store reaches.',
    repair: 'Add spec.conditions with namespaces or a namespaceSelector, or use a SecretStore.',
    docs: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    cis: [],
    nsa: [NSA.namespaces, NSA.secrets],
  },
  messages: {
    open: 'no condition limits the namespaces that may use the store',
  },
  check: (manifest) => {
    if (!isKind(manifest, 'external-secrets.io', 'ClusterSecretStore')) return [];
    const conditions = itemsOf(get(manifest.object, 'spec', 'conditions'));
    // Conditions are alternatives: one that selects every namespace opens the store.
    const isLimited = conditions.length > 0 && conditions.every(limits);
    return isLimited ? [] : [{ message: 'open', data: {}, paths: [['spec', 'conditions']] }];
  },
};

function limits(condition: Json): boolean {
  if (itemsOf(get(condition, 'namespaces')).length + itemsOf(get(condition, 'namespaceRegexes')).length > 0)
    return true;
  const labels = get(condition, 'namespaceSelector', 'matchLabels');
  const isLabelled = isObject(labels) && Object.keys(labels).length > 0;
  return isLabelled || itemsOf(get(condition, 'namespaceSelector', 'matchExpressions')).length > 0;
}
