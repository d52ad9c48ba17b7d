import { get, type Json, type Path } from '../../../domain/index.ts';
import { decode, labelSelector } from '../decoding.ts';
import { selectsEveryNamespace } from '../label-selector.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { matchesEveryName } from '../wildcard.ts';

/**
 * The action that a list of Kyverno's overrides sets for every namespace, and where; null where it sets none. The first
 * that fits a namespace decides; those for some namespaces alone are the carve-outs that they look like.
 */
export function actionForEveryNamespace(
  overrides: Json | undefined,
  path: Path,
): { readonly action: Json; readonly at: Path } | null {
  for (const [index, override] of itemsOf(overrides).entries()) {
    const action = get(override, 'action') ?? null;
    if (action !== null && isForEveryNamespace(override)) return { action, at: [...path, index, 'action'] };
  }
  return null;
}

function isForEveryNamespace(override: Json): boolean {
  const namespaces = itemsOf(get(override, 'namespaces')).map(textOf);
  const selector = decode(labelSelector, get(override, 'namespaceSelector') ?? null);
  const isSelected = selector.status === 'decoded' && selectsEveryNamespace(selector.value ?? {});
  return isSelected && (namespaces.length === 0 || namespaces.some(matchesEveryName));
}
