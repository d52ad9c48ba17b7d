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
      'A PeerAuthentication of Istio must not set PERMISSIVE or DISABLE, for the workloads or for a port, and a default-inbound-policy of Linkerd must be all-authenticated, cluster-authenticated or deny.',
    why: 'Whoever is in the network talks to the workloads without an identity, past every authorization that asks for one.',
    repair: 'Set mtls.mode: STRICT (Linkerd: all-authenticated), and keep exceptions to ports that probes need.',
    docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    cis: [],
    nsa: [NSA.authentication],
  },
  messages: {
    mode: 'mtls.mode is {mode}',
    port: 'port {port} is {mode}',
    inbound: 'the default inbound policy of Linkerd is {policy}',
  },
  check: (manifest) => {
    if (isKind(manifest, 'security.istio.io', 'PeerAuthentication')) return inIstio(manifest);
    const at = ANNOTATED.find((path) => get(manifest.object, ...path, INBOUND) !== undefined);
    const policy = at === undefined ? '' : textOf(get(manifest.object, ...at, INBOUND));
    if (at === undefined || AUTHENTICATED.includes(policy)) return [];
    return [{ message: 'inbound', data: { policy: quote(policy) }, paths: [[...at, INBOUND]] }];
  },
};

const PLAINTEXT = ['PERMISSIVE', 'DISABLE'];
/** On a namespace, and on the pods that a workload makes. */
const ANNOTATED: readonly Path[] = [
  ['metadata', 'annotations'],
  ['spec', 'template', 'metadata', 'annotations'],
];

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
