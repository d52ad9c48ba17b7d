import { get, isObject, type Json, type Manifest } from '../../../domain/index.ts';
import { isKind } from '../inventory.ts';
import { textOf } from '../loose-values.ts';

export const INBOUND = 'config.linkerd.io/default-inbound-policy';

/** What Linkerd may be told of a namespace or a pod so that plaintext is turned away (linkerd.io/2/reference/authorization-policy). */
export const AUTHENTICATED: readonly string[] = ['all-authenticated', 'cluster-authenticated', 'deny'];

type Values = Readonly<Record<string, Json | undefined>>;

/** How pods join a mesh: Istio by a sidecar or through the node (ambient), Linkerd by a proxy of its own. */
export type Joining = 'sidecar' | 'ambient' | 'linkerd';

/** How the pods of a namespace, or a pod, join one, by labels and annotations; null for none. A sidecar takes a pod out of ambient. */
export function joiningOf(labels: Values, annotations: Values): Joining | null {
  const istio = [labels['istio-injection'], labels[SIDECAR], annotations[SIDECAR]].map(textOf);
  if (istio.some((value) => value === 'enabled' || value === 'true') || textOf(labels['istio.io/rev']) !== '')
    return 'sidecar';
  if (textOf(labels[AMBIENT]) === 'ambient') return 'ambient';
  return ['enabled', 'ingress'].includes(textOf(annotations[LINKERD])) ? 'linkerd' : null;
}

/** Whose mesh that is; null for none. */
export function meshOf(labels: Values, annotations: Values): 'Istio' | 'Linkerd' | null {
  const joining = joiningOf(labels, annotations);
  if (joining === null) return null;
  return joining === 'linkerd' ? 'Linkerd' : 'Istio';
}

const SIDECAR = 'sidecar.istio.io/inject';
const AMBIENT = 'istio.io/dataplane-mode';
const LINKERD = 'linkerd.io/inject';

/** The label or the annotation by which a pod stays out of the mesh that its namespace joins; null where it does not. */
export function optOutOf(
  joining: Joining,
  labels: Values,
  annotations: Values,
): { readonly in: 'labels' | 'annotations'; readonly key: string } | null {
  switch (joining) {
    case 'sidecar':
      // Istio reads the label first.
      if (textOf(labels[SIDECAR]) === 'false') return { in: 'labels', key: SIDECAR };
      if (textOf(labels[SIDECAR]) !== '') return null;
      return textOf(annotations[SIDECAR]) === 'false' ? { in: 'annotations', key: SIDECAR } : null;
    case 'ambient':
      return textOf(labels[AMBIENT]) === 'none' ? { in: 'labels', key: AMBIENT } : null;
    case 'linkerd':
      return textOf(annotations[LINKERD]) === 'disabled' ? { in: 'annotations', key: LINKERD } : null;
  }
}

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
