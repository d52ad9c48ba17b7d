import { get, type Json } from '../../../../domain/index.ts';
import { decode, labelSelector } from '../../decoding.ts';
import { isKind } from '../../inventory.ts';
import { selectsEveryNamespace } from '../../label-selector.ts';
import { itemsOf, textOf } from '../../loose-values.ts';
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
    means:
      'A ClusterSecretStore of External Secrets must limit the namespaces that may use it, in each of spec.conditions: a selector or an expression of all of them limits nothing, whatever is named beside it.',
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

/** Namespaces, expressions and selector of a condition are alternatives too. */
function limits(condition: Json): boolean {
  const expressions = itemsOf(get(condition, 'namespaceRegexes')).map(textOf);
  const names = itemsOf(get(condition, 'namespaces'));
  const selector = get(condition, 'namespaceSelector') ?? null;
  if (expressions.some(matchesEverything) || (selector !== null && isOpenSelector(selector))) return false;
  return names.length + expressions.length > 0 || selector !== null;
}

function isOpenSelector(selector: Json): boolean {
  const decoded = decode(labelSelector, selector);
  return decoded.status === 'decoded' && selectsEveryNamespace(decoded.value ?? {});
}

/** The ways that people write it: nothing, or what every name is made of. It need not match the whole name. */
function matchesEverything(expression: string): boolean {
  const isWhole = expression.startsWith('^') && expression.endsWith('$');
  const bare = expression.replace(/^\^|\$$/g, '').replace(/^\((?:\?:)?(.*)\)$/, '$1');
  return (isWhole ? EVERY_NAME : PART_OF_EVERY_NAME).test(bare);
}

const EVERY_NAME = /^(\.|\\[wS]|\[a-z0-9-\]|\[a-z-\])[*+]\??$/;
const PART_OF_EVERY_NAME = /^((\.|\\[wS]|\[a-z0-9-\]|\[a-z-\])([*+]\??)?)?$/;
