import { get, type Path } from '../../../../domain/index.ts';
import { itemsOf } from '../../loose-values.ts';
import { quote } from '../../pod.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodRule, Problem } from '../../rule.ts';

/** Seconds. The kubelet renews a token after a day at the latest, so no pod has a use for a longer one. */
const LONGEST = 86_400;

/** core/v1 ServiceAccountTokenProjection: an hour where nothing is said. */
export const rule: PodRule = {
  scope: 'pod',
  description: {
    id: 'secrets/token-lifetime',
    topic: 'secrets',
    level: null,
    severity: 'medium',
    title: 'Projected token that lives for more than a day',
    means:
      'A serviceAccountToken in a projected volume must have an expirationSeconds of at most 86400 (a day); left out it is an hour.',
    why: 'A copy of the token works until it expires or its pod is gone; the kubelet renews the one in the pod every day anyway.',
    repair: 'Set expirationSeconds to 3600, or leave it out, and have the program read the file again.',
    docs: KUBERNETES.serviceAccounts,
    cis: ['5.1.6'],
    nsa: [NSA.tokens],
  },
  messages: { long: 'volume {volume} has a token that lives for {seconds} seconds' },
  check: (pod) => {
    const volumes = itemsOf(get(pod.manifest.object, ...pod.at('volumes')));
    return volumes.flatMap((volume, index) =>
      itemsOf(get(volume, 'projected', 'sources')).flatMap((source, at): readonly Problem[] => {
        const seconds = get(source, 'serviceAccountToken', 'expirationSeconds');
        if (typeof seconds !== 'number' || seconds <= LONGEST) return [];
        const path: Path = ['volumes', index, 'projected', 'sources', at, 'serviceAccountToken', 'expirationSeconds'];
        const data = { volume: quote(pod.spec.volumes[index]?.name ?? ''), seconds: String(seconds) };
        return [{ message: 'long', data, paths: [pod.at(...path)] }];
      }),
    );
  },
};
