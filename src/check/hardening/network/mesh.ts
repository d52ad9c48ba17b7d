import { get, isObject, type Json, type Manifest } from '../../../domain/index.ts';
import { isKind } from '../inventory.ts';
import { textOf } from '../loose-values.ts';

export const INBOUND = 'config.linkerd.io/default-inbound-policy';

/** What Linkerd may be told of a namespace or a pod so that plaintext is turned away (linkerd.io/2/reference/authorization-policy). */
export const AUTHENTICATED: readonly string[] = ['all-authenticated', 'cluster-authenticated', 'deny'];

type Values = Readonly<Record<string, Json | undefined>>;

/** Which mesh a namespace or a pod joins, by its labels and annotations; null for none. */
export function meshOf(labels: Values, annotations: Values): 'Istio' | 'Linkerd' | null {
  const istio = [
    labels['istio-injection'],
    labels['sidecar.istio.io/inject'],
    annotations['sidecar.istio.io/inject'],
  ].map(textOf);
  if (istio.some((value) => value === 'enabled' || value === 'true') || textOf(labels['istio.io/rev']) !== '')
    return 'Istio';
  if (textOf(labels['istio.io/dataplane-mode']) === 'ambient') return 'Istio';
  return ['enabled', 'ingress'].includes(textOf(annotations['linkerd.io/inject'])) ? 'Linkerd' : null;
}

/** The label or the annotation by which a pod stays out of the mesh of its namespace; null where it does not. */
export function optOutOf(
  labels: Values,
  annotations: Values,
): { readonly in: 'labels' | 'annotations'; readonly key: string } | null {
  const says = (values: Values, key: string, ...words: readonly string[]): boolean =>
    words.includes(textOf(values[key]));
  // Istio reads the label first.
  if (says(labels, SIDECAR, 'false')) return { in: 'labels', key: SIDECAR };
  if (textOf(labels[SIDECAR]) === '' && says(annotations, SIDECAR, 'false')) return { in: 'annotations', key: SIDECAR };
  if (says(labels, AMBIENT, 'none')) return { in: 'labels', key: AMBIENT };
  return says(annotations, 'linkerd.io/inject', 'disabled') ? { in: 'annotations', key: 'linkerd.io/inject' } : null;
}

const SIDECAR = 'sidecar.istio.io/inject';
const AMBIENT = 'istio.io/dataplane-mode';

/** Istio's root namespace, where a policy without a selector holds for the whole mesh. */
const ROOT = 'istio-system';

/**
 * The mode that Istio enforces in a namespace by policies without a selector: its own, else the mesh's, where UNSET
 * inherits; in the end PERMISSIVE.
 */
export function istioMode(namespace: string, manifests: readonly Manifest[]): string {
  const modeIn = (place: string): string =>
    manifests
      .filter((each) => isKind(each, 'security.istio.io', 'PeerAuthentication') && each.namespace === place)
      .filter((each) => !hasSelector(each))
      .map((each) => textOf(get(each.object, 'spec', 'mtls', 'mode')))
      .find((mode) => mode !== '' && mode !== 'UNSET') ?? '';
  return modeIn(namespace) || modeIn(ROOT) || 'PERMISSIVE';
}

function hasSelector(manifest: Manifest): boolean {
  const labels = get(manifest.object, 'spec', 'selector', 'matchLabels');
  return isObject(labels) && Object.keys(labels).length > 0;
}
