import { get, isObject, type Json, type Manifest, type Path } from '../../../../domain/index.ts';
import { textOf } from '../../loose-values.ts';
import { namespacesInUse } from '../../namespaces.ts';
import { AUTHENTICATED, INBOUND, istioMode, type Joining, joiningOf, optOutOf } from '../../network/mesh.ts';
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
      'Add a PeerAuthentication with mtls.mode: STRICT, or annotate the namespace with the inbound policy of Linkerd; remove what keeps workloads out of the mesh.',
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
        const labels = inventory.namespaceLabels.get(name) ?? {};
        const joined = joiningOf(labels, own);
        const joining = joined ?? joiningOfAny(pods);
        if (joining === null || !hasWorkloads) return [];
        const namespace = quote(name);
        // A namespace that leaves it to its workloads is in no mesh that one of them could stay out of.
        const outside = joined === null ? [] : pods.flatMap((pod) => staysOut(pod, joined, namespace));
        if (joining !== 'linkerd') {
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

function joiningOfAny(pods: readonly PodView[]): Joining | null {
  return pods.map((pod) => joiningOf(pod.labels, pod.annotations)).find((joining) => joining !== null) ?? null;
}

/** Nobody calls a Job. Istio gives no sidecar to a pod in the network of its node. */
function staysOut(pod: PodView, joining: Joining, namespace: string): readonly ObjectProblem[] {
  const { manifest } = pod;
  const template = templatePath(manifest.ref.apiVersion, manifest.ref.kind);
  if (template === null || manifest.ref.kind === 'Job' || manifest.ref.kind === 'CronJob') return [];
  const mesh = joining === 'linkerd' ? 'Linkerd' : 'Istio';
  const problem = (field: string, path: Path): readonly ObjectProblem[] => [
    { manifest, message: 'outside', data: { namespace, mesh, field }, paths: [path] },
  ];
  const out = optOutOf(joining, pod.labels, pod.annotations);
  if (out !== null) return problem(out.key, [...template, 'metadata', out.in, out.key]);
  if (joining !== 'sidecar' || pod.spec.hostNetwork !== true) return [];
  return problem('hostNetwork: true', pod.at('hostNetwork'));
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
