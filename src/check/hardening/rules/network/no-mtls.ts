import { get, isObject, type Manifest } from '../../../../domain/index.ts';
import type { Inventory } from '../../inventory.ts';
import { textOf } from '../../loose-values.ts';
import { namespacesInUse } from '../../namespaces.ts';
import { AUTHENTICATED, INBOUND, istioMode, meshOf } from '../../network/mesh.ts';
import { quote } from '../../pod.ts';
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
  check: (inventory) =>
    namespacesInUse(inventory).flatMap(({ name, manifest, path, hasWorkloads }): readonly ObjectProblem[] => {
      const mesh = meshIn(name, inventory);
      if (mesh === null || !hasWorkloads) return [];
      const namespace = quote(name);
      if (mesh === 'Istio') {
        const mode = istioMode(name, inventory.manifests);
        return mode === 'STRICT' ? [] : [{ manifest, message: 'istio', data: { namespace, mode }, paths: [path] }];
      }
      return isAuthenticated(name, inventory)
        ? []
        : [{ manifest, message: 'linkerd', data: { namespace }, paths: [path] }];
    }),
};

/** By the namespace, else by any of its workloads. */
function meshIn(name: string, { namespaces, namespaceLabels, pods }: Inventory): ReturnType<typeof meshOf> {
  const own = namespaces.find(({ manifest }) => manifest.ref.name === name)?.manifest;
  const byNamespace = meshOf(namespaceLabels.get(name) ?? {}, own === undefined ? {} : annotationsOf(own));
  if (byNamespace !== null) return byNamespace;
  const byPod = pods.filter((pod) => pod.manifest.namespace === name).map((pod) => meshOf(pod.labels, pod.annotations));
  return byPod.find((mesh) => mesh !== null) ?? null;
}

/** A pod's own annotation wins over that of its namespace. */
function isAuthenticated(name: string, { namespaces, pods }: Inventory): boolean {
  const own = namespaces.find(({ manifest }) => manifest.ref.name === name)?.manifest;
  const inherited = own === undefined ? '' : textOf(annotationsOf(own)[INBOUND]);
  return pods
    .filter((pod) => pod.manifest.namespace === name)
    .every((pod) => AUTHENTICATED.includes(pod.annotations[INBOUND] ?? inherited));
}

function annotationsOf(manifest: Manifest) {
  const annotations = get(manifest.object, 'metadata', 'annotations');
  return isObject(annotations) ? annotations : {};
}
