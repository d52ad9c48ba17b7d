import { get, isObject, type Manifest, type Path } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { textOf } from '../../loose-values.ts';
import { AUTHENTICATED, INBOUND } from '../../network/mesh.ts';
import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, Problem } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'network/permissive-mtls',
    topic: 'network',
    level: null,
    severity: 'medium',
    title: 'Plaintext let into the mesh',
    means:
      'A PeerAuthentication of Istio must not set PERMISSIVE or DISABLE, for the workloads or for a port, a default-inbound-policy of Linkerd must be all-authenticated, cluster-authenticated or deny, and no annotation may lead ports past the sidecar (excludeInboundPorts of Istio, skip-inbound-ports of Linkerd).',
    why: 'Whoever is in the network talks to the workloads without an identity, past every authorization that asks for one.',
    repair:
      'Set mtls.mode: STRICT (Linkerd: all-authenticated), keep exceptions to ports that probes need, and lead none past the sidecar.',
    docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    cis: [],
    nsa: [NSA.authentication],
  },
  messages: {
    mode: 'mtls.mode is {mode}',
    port: 'port {port} is {mode}',
    inbound: 'the default inbound policy of Linkerd is {policy}',
    past: '{annotation} leads ports {ports} past the sidecar',
  },
  check: (manifest) => {
    if (isKind(manifest, 'security.istio.io', 'PeerAuthentication')) return inIstio(manifest);
    const at = ANNOTATED.find((path) => get(manifest.object, ...path, INBOUND) !== undefined);
    const policy = at === undefined ? '' : textOf(get(manifest.object, ...at, INBOUND));
    if (at === undefined || AUTHENTICATED.includes(policy)) return pastSidecar(manifest);
    return [
      { message: 'inbound', data: { policy: quote(policy) }, paths: [[...at, INBOUND]] },
      ...pastSidecar(manifest),
    ];
  },
};

const PLAINTEXT = ['PERMISSIVE', 'DISABLE'];
/** On a namespace, and on the pods that a workload makes. */
const ANNOTATED: readonly Path[] = [
  ['metadata', 'annotations'],
  ['spec', 'template', 'metadata', 'annotations'],
];

/** What sidecars leave alone; what a pod sends is no hole (excludeOutboundPorts). */
const PAST = ['traffic.sidecar.istio.io/excludeInboundPorts', 'config.linkerd.io/skip-inbound-ports'];

function pastSidecar({ object }: Manifest): readonly Problem[] {
  return ANNOTATED.flatMap((at) =>
    PAST.flatMap((annotation): readonly Problem[] => {
      const ports = textOf(get(object, ...at, annotation)).trim();
      return ports === ''
        ? []
        : [{ message: 'past', data: { annotation, ports: quote(ports) }, paths: [[...at, annotation]] }];
    }),
  );
}

function inIstio(manifest: Manifest): readonly Problem[] {
  const mode = textOf(get(manifest.object, 'spec', 'mtls', 'mode'));
  const ports = get(manifest.object, 'spec', 'portLevelMtls');
  return [
    ...(PLAINTEXT.includes(mode)
      ? [{ message: 'mode', data: { mode }, paths: [['spec', 'mtls', 'mode']] as const }]
      : []),
    ...Object.entries(isObject(ports) ? ports : {}).flatMap(([port, value]): readonly Problem[] => {
      const own = textOf(get(value, 'mode'));
      const path = ['spec', 'portLevelMtls', port, 'mode'];
      return PLAINTEXT.includes(own) ? [{ message: 'port', data: { port, mode: own }, paths: [path] }] : [];
    }),
  ];
}
