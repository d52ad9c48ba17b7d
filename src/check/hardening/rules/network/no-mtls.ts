import { get, isObject, type Json, type Manifest } from '../../../../domain/index.ts';
import { textOf } from '../../loose-values.ts';
import { namespacesInUse } from '../../namespaces.ts';
import { AUTHENTICATED, INBOUND, istioMode, meshOf } from '../../network/mesh.ts';
import { type PodView, quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/no-mtls',
    topic: 'network',
    level: null,
    severity: 'medium',
    title: 'Mesh that takes plaintext',
    means:
      'A namespace whose workloads join a mesh must enforce mutual TLS. Istio: a PeerAuthentication without a selector whose mode is STRICT, in the namespace or in istio-system (UNSET inherits, and without any the mode is PERMISSIVE). Linkerd: injection alone takes plaintext, so config.linkerd.io/default-inbound-policy must be all-authenticated, cluster-authenticated or deny, at the namespace or at each workload.',
    why: 'A sidecar looks like encryption and identity, and lets in whoever brings neither.',
    repair:
      'Add a PeerAuthentication with mtls.mode: STRICT, or annotate the namespace with the inbound policy of Linkerd.',
    docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    cis: [],
    nsa: [NSA.authentication],
  },
  messages: {
    istio: 'namespace {namespace} is in the mesh of Istio, and its mode is {mode}',
    linkerd: 'namespace {namespace} is in the mesh of Linkerd, and no default inbound policy asks for identities',
  },
  check: (inventory) => {
    const podsIn = Map.groupBy(inventory.pods, ({ manifest }) => manifest.namespace);
    return namespacesInUse(inventory).flatMap(
      ({ name, subject, manifest, path, hasWorkloads }): readonly ObjectProblem[] => {
        const pods = podsIn.get(name) ?? [];
        const own = manifest.ref.kind === 'Namespace' ? annotationsOf(manifest) : {};
        const mesh = meshIn(inventory.namespaceLabels.get(name) ?? {}, own, pods);
        if (mesh === null || !hasWorkloads) return [];
        const namespace = quote(name);
        if (mesh === 'Istio') {
          const mode = istioMode(name, inventory.manifests);
          return mode === 'STRICT'
            ? []
            : [{ manifest, subject, message: 'istio', data: { namespace, mode }, paths: [path] }];
        }
        return isAuthenticated(own, pods)
          ? []
          : [{ manifest, subject, message: 'linkerd', data: { namespace }, paths: [path] }];
      },
    );
  },
};

type Texts = Readonly<Record<string, Json | undefined>>;

/** By the namespace, else by any of its workloads. */
function meshIn(labels: Texts, annotations: Texts, pods: readonly PodView[]): ReturnType<typeof meshOf> {
  const byPod = (): ReturnType<typeof meshOf>[] => pods.map((pod) => meshOf(pod.labels, pod.annotations));
  return meshOf(labels, annotations) ?? byPod().find((mesh) => mesh !== null) ?? null;
}

/** A pod's own annotation wins over that of its namespace. */
function isAuthenticated(annotations: Texts, pods: readonly PodView[]): boolean {
  const inherited = textOf(annotations[INBOUND]);
  return pods.every((pod) => AUTHENTICATED.includes(pod.annotations[INBOUND] ?? inherited));
}

function annotationsOf(manifest: Manifest) {
  const annotations = get(manifest.object, 'metadata', 'annotations');
  return isObject(annotations) ? annotations : {};
}
