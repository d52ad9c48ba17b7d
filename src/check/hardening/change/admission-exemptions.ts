import { get, isObject, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { decode, labelSelector } from '../decoding.ts';
import { groupOf, isKind } from '../inventory.ts';
import { selects } from '../label-selector.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { quote } from '../pod.ts';
import { canonical } from './canonical.ts';

/** Something that an engine leaves out of what it judges, for all of its policies. */
export interface Exemption {
  /** As messages show it, and as two of them are told apart. */
  readonly label: string;
  readonly path: Path;
}

/** Fields of Kyverno's own ConfigMap (kyverno.io/docs/installation/customization), with what separates their entries. */
const KYVERNO: Readonly<Record<string, RegExp>> = {
  resourceFilters: /\s+(?=\[)|\n/,
  excludeGroups: /,/,
  excludeUsernames: /,/,
  excludeRoles: /,/,
  excludeClusterRoles: /,/,
};
/** A namespace with it is unseen by Gatekeeper's webhook. */
const GATEKEEPER_IGNORE = 'admission.gatekeeper.sh/ignore';

/** What an object exempts from every policy of its engine; none for any other object. */
export function exemptionsOf(manifest: Manifest): readonly Exemption[] {
  const { object } = manifest;
  if (isKind(manifest, 'config.gatekeeper.sh', 'Config')) {
    return itemsOf(get(object, 'spec', 'match')).flatMap((match, index) => {
      const processes = canonical(get(match, 'processes') ?? []);
      const namespaces = itemsOf(get(match, 'excludedNamespaces')).map(textOf);
      return namespaces.map((name) => ({
        label: `namespace ${quote(name)} (${processes.replaceAll('"', '')})`,
        path: ['spec', 'match', index, 'excludedNamespaces'],
      }));
    });
  }
  if (isKind(manifest, '', 'Namespace')) {
    const isIgnored = get(object, 'metadata', 'labels', GATEKEEPER_IGNORE) !== undefined;
    const label = `namespace ${quote(manifest.ref.name)} (Gatekeeper)`;
    return isIgnored ? [{ label, path: ['metadata', 'labels', GATEKEEPER_IGNORE] }] : [];
  }
  if (!isKind(manifest, '', 'ConfigMap') || manifest.ref.name !== 'kyverno') return [];
  return Object.entries(KYVERNO).flatMap(([field, separator]) =>
    textOf(get(object, 'data', field))
      .split(separator)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map((entry) => ({ label: `${field} ${quote(entry)}`, path: ['data', field] })),
  );
}

/** The selectors of namespaces by which a policy says what it applies to. */
export function namespaceSelectorsOf({ object, ...manifest }: Manifest): readonly Json[] {
  const group = groupOf({ object, ...manifest });
  const found = ((): readonly (Json | undefined)[] => {
    if (group === 'constraints.gatekeeper.sh') return [get(object, 'spec', 'match', 'namespaceSelector')];
    if (group === 'admissionregistration.k8s.io' || group === 'policies.kyverno.io') {
      return [
        get(object, 'spec', 'matchConstraints', 'namespaceSelector'),
        get(object, 'spec', 'matchResources', 'namespaceSelector'),
        ...itemsOf(get(object, 'webhooks')).map((webhook) => get(webhook, 'namespaceSelector')),
      ];
    }
    if (group !== 'kyverno.io') return [];
    return itemsOf(get(object, 'spec', 'rules')).flatMap((rule) => {
      const match = get(rule, 'match');
      const filters = [match, ...itemsOf(get(match, 'any')), ...itemsOf(get(match, 'all'))];
      return filters.map((filter) => get(filter, 'resources', 'namespaceSelector'));
    });
  })();
  return found.filter((selector) => selector !== undefined && selector !== null);
}

/** Was the namespace selected, and is it no longer? A selector that cannot be read selects nothing. */
export function leavesSelection(selector: Json, base: Manifest, head: Manifest): boolean {
  const decoded = decode(labelSelector, selector);
  if (decoded.status === 'invalid') return false;
  const wanted = decoded.value ?? { matchLabels: {}, matchExpressions: [] };
  return selects(wanted, labelsOf(base)) && !selects(wanted, labelsOf(head));
}

function labelsOf({ object, ref }: Manifest): Readonly<Record<string, string>> {
  const labels = get(object, 'metadata', 'labels');
  const entries = Object.entries(isObject(labels) ? labels : {}).map(([key, value]) => [key, textOf(value)] as const);
  // The API server sets this one itself.
  return Object.fromEntries([...entries, ['kubernetes.io/metadata.name', ref.name]]);
}
