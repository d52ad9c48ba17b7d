import { get, isObject, type Json, type Manifest } from '../../../../domain/index.ts';
import { textOf } from '../../loose-values.ts';
import { namespacesInUse } from '../../namespaces.ts';
import { AUTHENTICATED, INBOUND, istioMode, meshOf, optOutOf } from '../../network/mesh.ts';
import { type PodView, quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';
import { templatePath } from '../../workload.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/no-mtls',
    topic: 'network',
    level: null,
    severity: 'medium',
    title: 'Mesh that takes plaintext',
    means:
      'A namespace whose workloads join a mesh must enforce mutual TLS. Istio: a PeerAuthentication without a selector whose mode is STRICT, in the namespace or in istio-system (UNSET inherits, and without any the mode is PERMISSIVE). Linkerd: injection alone takes plaintext, so config.linkerd.io/default-inbound-policy must be all-authenticated, cluster-authenticated or deny, at the namespace or at each workload. No workload of such a namespace may stay out of it (inject: false, disabled), since a pod without a proxy takes plaintext whatever the policy says; Jobs may, since nobody calls them.',
    why: 'A sidecar looks like encryption and identity, and lets in whoever brings neither.',
    repair:
      'Add a PeerAuthentication with mtls.mode: STRICT, or annotate the namespace with the inbound policy of Linkerd.',
    docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    cis: [],
    nsa: [NSA.authentication],
  },
  messages: {
    istio: 'namespace {namespace} is in the mesh of Istio, and its mode is {mode}',
    outside: '{field} keeps the pods out of the mesh of {mesh} that namespace {namespace} is in',
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
        const outside = pods.flatMap((pod) => staysOut(pod, { namespace, mesh }));
        if (mesh === 'Istio') {
          const mode = istioMode(name, inventory.manifests);
          if (mode === 'STRICT') return outside;
          return [{ manifest, subject, message: 'istio', data: { namespace, mode }, paths: [path] }, ...outside];
        }
        if (isAuthenticated(own, pods)) return outside;
        return [{ manifest, subject, message: 'linkerd', data: { namespace }, paths: [path] }, ...outside];
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

function staysOut(pod: PodView, data: { readonly namespace: string; readonly mesh: string }): readonly ObjectProblem[] {
  const { manifest } = pod;
  const out =
    manifest.ref.kind === 'Job' || manifest.ref.kind === 'CronJob' ? null : optOutOf(pod.labels, pod.annotations);
  const template = templatePath(manifest.ref.apiVersion, manifest.ref.kind);
  if (out === null || template === null) return [];
  const path = [...template, 'metadata', out.in, out.key];
  return [{ manifest, message: 'outside', data: { ...data, field: out.key }, paths: [path] }];
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
