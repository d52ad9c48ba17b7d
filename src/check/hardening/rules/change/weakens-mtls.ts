import { get, type Manifest } from '../../../../domain/index.ts';
import { isInUse, type Pair, pairsOf } from '../../change/pairs.ts';
import { removed, weakened } from '../../change/problem.ts';
import { NSA } from '../../references.ts';
import type { ChangeRule, ObjectProblem } from '../../rule.ts';

const INBOUND = 'config.linkerd.io/default-inbound-policy';
const AUTHENTICATED = ['all-authenticated', 'cluster-authenticated', 'deny'];

export const rule: ChangeRule = {
  scope: 'change',
  description: {
    id: 'change/weakens-mtls',
    topic: 'network',
    level: null,
    severity: 'high',
    title: 'Change lets plaintext in again',
    means:
      'With a base: a PeerAuthentication of Istio must not go from STRICT to another mode or away, nor a namespace from an authenticated default-inbound-policy of Linkerd to another.',
    why: 'Whoever is in the network can then talk to the workloads without an identity, and read along.',
    repair: 'Keep STRICT (Linkerd: all-authenticated), and except single ports or workloads that cannot do it yet.',
    docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    cis: [],
    nsa: [NSA.authentication],
  },
  messages: {
    mode: 'the change turns mtls.mode from STRICT to {after}',
    inbound: 'the change turns the default inbound policy of Linkerd from {before} to {after}',
    removed:
      'the change removes it ({was} at the base), and what it made STRICT takes plaintext where nothing else forbids it',
  },
  check: (change) => [
    ...pairsOf(change, 'security.istio.io', 'PeerAuthentication').flatMap((pair) => {
      if (modeOf(pair.base) !== 'STRICT') return [];
      // A policy of the mesh's own namespace holds for every other.
      if (pair.head === null) return isInUse(change, pair.base.namespace) || isRoot(pair) ? removed(pair) : [];
      const after = modeOf(pair.head);
      return after === 'STRICT' ? [] : weakened(pair.head, 'mode', { after }, ['spec', 'mtls', 'mode']);
    }),
    ...pairsOf(change, '', 'Namespace').flatMap(({ base, head }): readonly ObjectProblem[] => {
      const before = inboundOf(base);
      if (head === null || !AUTHENTICATED.includes(before)) return [];
      const after = inboundOf(head);
      if (AUTHENTICATED.includes(after)) return [];
      const data = { before, after: after === '' ? 'the default' : after };
      return weakened(head, 'inbound', data, ['metadata', 'annotations', INBOUND]);
    }),
  ],
};

function isRoot({ base }: Pair): boolean {
  return base.namespace === 'istio-system';
}

function modeOf(manifest: Manifest): string {
  return String(get(manifest.object, 'spec', 'mtls', 'mode') ?? 'UNSET');
}

function inboundOf(manifest: Manifest): string {
  return String(get(manifest.object, 'metadata', 'annotations', INBOUND) ?? '');
}
