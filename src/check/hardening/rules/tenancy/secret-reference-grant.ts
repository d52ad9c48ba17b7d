import { get } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { itemsOf, textOf } from '../../loose-values.ts';
import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, Problem } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'tenancy/secret-reference-grant',
    topic: 'tenancy',
    level: null,
    severity: 'high',
    title: 'Secrets opened to another namespace',
    means:
      'No ReferenceGrant may let objects of another namespace refer to Secrets of this one without naming the Secret.',
    why: 'Whoever may make Gateways there uses the certificates and keys of this namespace.',
    repair: 'Name the Secret in spec.to, or copy the certificate.',
    docs: 'https://kubernetes.io/docs/concepts/services-networking/gateway/',
    cis: [],
    nsa: [NSA.namespaces, NSA.secrets],
  },
  messages: {
    open: 'every Secret of the namespace may be referred to from {namespaces}',
  },
  check: (manifest) => {
    if (!isKind(manifest, 'gateway.networking.k8s.io', 'ReferenceGrant')) return [];
    const from = itemsOf(get(manifest.object, 'spec', 'from')).map((each) => textOf(get(each, 'namespace')));
    const namespaces = [...new Set(from)].filter((name) => name !== manifest.namespace).map(quote);
    if (namespaces.length === 0) return [];
    return itemsOf(get(manifest.object, 'spec', 'to')).flatMap((to, index): readonly Problem[] => {
      const isSecret = textOf(get(to, 'kind')) === 'Secret' && textOf(get(to, 'group')) === '';
      if (!isSecret || textOf(get(to, 'name')) !== '') return [];
      return [{ message: 'open', data: { namespaces }, paths: [['spec', 'to', index]] }];
    });
  },
};
