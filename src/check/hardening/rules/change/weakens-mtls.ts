import { get, isObject, type Manifest } from '../../../../domain/index.ts';
import { canonical } from '../../change/canonical.ts';
import { departuresOf } from '../../change/mesh-membership.ts';
import { isInUse, type Pair, pairsOf } from '../../change/pairs.ts';
import { removed, weakened } from '../../change/problem.ts';
import { isKind } from '../../inventory.ts';
import { textOf } from '../../loose-values.ts';
import { istioMode } from '../../network/mesh.ts';
import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { ChangeRule, ObjectProblem } from '../../rule.ts';

export const rule: ChangeRule = {
  scope: 'change',
  description: {
    id: 'change/weakens-mtls',
    topic: 'network',
    level: null,
    severity: 'high',
    title: 'Change lets plaintext in again',
    means:
      'With a base: a PeerAuthentication of Istio must not go from STRICT to another mode or away, select fewer pods, let a port out, nor be added with a weaker mode where STRICT holds. A namespace or a workload must not leave its mesh (Istio, Linkerd), let inbound ports past the sidecar, nor turn from an authenticated default-inbound-policy of Linkerd to another.',
    why: 'Whoever is in the network can then talk to the workloads without an identity, and read along.',
    repair: 'Keep STRICT (Linkerd: all-authenticated), and except single ports or workloads that cannot do it yet.',
    docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    cis: [],
    nsa: [NSA.authentication],
  },
  messages: {
    mode: 'the change turns mtls.mode from {before} to {after}, where STRICT held',
    selector: 'the change makes it hold for the pods of a selector, and no longer for those that it held for',
    port: 'the change sets port {port} to {mode}, where STRICT held',
    beside: 'the change adds it with {mode}, where STRICT held',
    mesh: 'the change takes what it makes or holds out of the mesh of {mesh}',
    bypass: 'the change lets inbound ports past the sidecar: {key} is {ports}',
    inbound: 'the change turns the default inbound policy of Linkerd from {before} to {after}',
    removed:
      'the change removes it ({was} at the base), and what it made STRICT takes plaintext where nothing else forbids it',
  },
  check: (change) => {
    const base = [...new Set(change.pairs.map((pair) => pair.base))];
    const isStrictIn = (namespace: string): boolean => istioMode(namespace, base) === 'STRICT';
    return [
      ...pairsOf(change, GROUP, 'PeerAuthentication').flatMap((pair) => {
        if (pair.head !== null) return weakening(pair.base, pair.head, isStrictIn(pair.base.namespace));
        // A policy of the mesh's own namespace holds for every other.
        const { namespace } = pair.base;
        const protects = (isInUse(change, namespace) || isRoot(pair)) && istioMode(namespace, change.head) !== 'STRICT';
        return modeOf(pair.base) === 'STRICT' && protects ? removed(pair) : [];
      }),
      ...change.added.flatMap((manifest) => {
        const mode = isKind(manifest, GROUP, 'PeerAuthentication') ? weakestMode(manifest) : '';
        const opens = PLAINTEXT.includes(mode) && isStrictIn(manifest.namespace);
        return opens ? weakened(manifest, 'beside', { mode }, ['spec', 'mtls', 'mode']) : [];
      }),
      ...change.pairs.flatMap((pair) =>
        pair.head === null
          ? []
          : departuresOf(pair.base, pair.head).flatMap(({ message, data, path }) =>
              weakened(pair.head ?? pair.base, message, data, path),
            ),
      ),
    ];
  },
};

const GROUP = 'security.istio.io';
const PLAINTEXT = ['PERMISSIVE', 'DISABLE'];

/** `wasStrict`: by the policies of the namespace and of the mesh, whatever this one says. */
function weakening(base: Manifest, head: Manifest, wasStrict: boolean): readonly ObjectProblem[] {
  const [before, after] = [modeOf(base), modeOf(head)];
  const turned =
    before === 'STRICT' ? after !== 'STRICT' : wasStrict && before === 'UNSET' && PLAINTEXT.includes(after);
  if (turned) return weakened(head, 'mode', { before, after }, ['spec', 'mtls', 'mode']);
  if (before !== 'STRICT' && !wasStrict) return [];
  const problems: ObjectProblem[] = [];
  const selector = canonical(get(head.object, 'spec', 'selector', 'matchLabels') ?? {});
  // Without a selector it holds for all pods, which takes nothing away.
  if (selector !== '{}' && selector !== canonical(get(base.object, 'spec', 'selector', 'matchLabels') ?? {})) {
    problems.push(...weakened(head, 'selector', {}, ['spec', 'selector']));
  }
  for (const [port, mode] of portsOf(head)) {
    if (!PLAINTEXT.includes(mode) || portsOf(base).get(port) === mode) continue;
    problems.push(...weakened(head, 'port', { port: quote(port), mode }, ['spec', 'portLevelMtls', port]));
  }
  return problems;
}

function portsOf({ object }: Manifest): ReadonlyMap<string, string> {
  const ports = get(object, 'spec', 'portLevelMtls');
  return new Map(
    Object.entries(isObject(ports) ? ports : {}).map(([port, value]) => [port, textOf(get(value, 'mode'))]),
  );
}

function weakestMode(manifest: Manifest): string {
  const modes = [modeOf(manifest), ...portsOf(manifest).values()];
  return modes.find((mode) => PLAINTEXT.includes(mode)) ?? '';
}

function isRoot({ base }: Pair): boolean {
  return base.namespace === 'istio-system';
}

function modeOf(manifest: Manifest): string {
  return textOf(get(manifest.object, 'spec', 'mtls', 'mode')) || 'UNSET';
}
