import { describeManifest } from '../../../../domain/index.ts';
import type { Typed } from '../../inventory.ts';
import { ingressPoliciesOf, lets, type PodPort } from '../../network/ingress-reach.ts';
import type { Service, ServicePort } from '../../objects/core.ts';
import type { PodView } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

/** Not a hole: a flow that somebody meant and nobody wrote down, so that the deny is soon taken out again. */
export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/unreachable-service',
    topic: 'network',
    level: null,
    severity: 'low',
    title: 'Service whose pods nothing may reach',
    means:
      'Where NetworkPolicies isolate every pod of a Service for ingress, their rules together must let somebody through to each of its ports. Whom they let through is not asked, pods that the repository does not hold are not known, and policies of other engines are not read.',
    why: 'The flow is not explicit: the Service is dead, or the deny that stops it will be removed when somebody notices.',
    repair: 'Add an ingress rule with the peers that use the Service and its target port, or remove the Service.',
    docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    cis: ['5.3.2'],
    nsa: [NSA.networkPolicies],
  },
  messages: { dead: 'no ingress rule lets anything through to port {ports} of its pods, which {policies} isolates' },
  check: (inventory) => {
    const byLabel = podsByLabel(inventory.pods);
    const policiesIn = Map.groupBy(inventory.networkPolicies, ({ manifest }) => manifest.namespace);
    return inventory.services.flatMap((service): readonly ObjectProblem[] => {
      const pods = podsBehind(service, byLabel);
      const isolated = pods.map((pod) => ({
        pod,
        policies: ingressPoliciesOf(pod, policiesIn.get(pod.manifest.namespace) ?? []),
      }));
      if (pods.length === 0 || isolated.some(({ policies }) => policies.length === 0)) return [];
      const dead = (service.value.spec?.ports ?? []).flatMap((port, index) =>
        isolated.some(({ pod, policies }) => lets(policies, targetOf(port, pod))) ? [] : [{ port, index }],
      );
      const [first, ...rest] = dead.map(({ index }) => ['spec', 'ports', index]);
      if (first === undefined) return [];
      const policies = new Set(isolated.flatMap((each) => each.policies.map(({ manifest }) => manifest)));
      const data = {
        ports: dead.map(({ port }) => String(port.port ?? '')),
        policies: [...policies].map(({ ref }) => describeManifest(ref)),
      };
      const related = [...policies].map((manifest) => ({ manifest, path: ['spec'] }));
      return [{ manifest: service.manifest, message: 'dead', data, paths: [first, ...rest], related }];
    });
  },
};

/** So that a Service is held to the pods of one label and not to all of them. */
type PodsByLabel = ReadonlyMap<string, readonly PodView[]>;

function podsByLabel(pods: readonly PodView[]): PodsByLabel {
  const found = new Map<string, PodView[]>();
  for (const pod of pods) {
    for (const [key, value] of Object.entries(pod.labels)) {
      const name = labelKey(pod.manifest.namespace, key, value);
      const known = found.get(name);
      if (known === undefined) found.set(name, [pod]);
      else known.push(pod);
    }
  }
  return found;
}

function labelKey(namespace: string, key: string, value: string): string {
  return JSON.stringify([namespace, key, value]);
}

/** A Service without a selector is filled in by others, and one of type ExternalName has no pods. */
function podsBehind({ manifest, value }: Typed<Service>, byLabel: PodsByLabel): readonly PodView[] {
  const selector = Object.entries(value.spec?.selector ?? {});
  const [first] = selector;
  if (first === undefined || value.spec?.type === 'ExternalName') return [];
  const candidates = byLabel.get(labelKey(manifest.namespace, ...first)) ?? [];
  return candidates.filter(({ labels }) =>
    selector.every(([key, wanted]) => Object.hasOwn(labels, key) && labels[key] === wanted),
  );
}

/** targetPort is a number, or the name of a port of the pod; left out, the port itself. */
function targetOf({ port, targetPort, protocol }: ServicePort, { containers }: PodView): PodPort {
  const target = targetPort ?? port ?? null;
  const declared = containers.flatMap(({ spec }) => spec.ports);
  const wantedProtocol = protocol ?? 'TCP';
  const isSame = (each: (typeof declared)[number]): boolean => (each.protocol ?? 'TCP') === wantedProtocol;
  if (typeof target === 'string' && !/^\d+$/.test(target)) {
    const named = declared.find((each) => isSame(each) && each.name === target);
    return { protocol: wantedProtocol, number: named?.containerPort ?? null, names: [target] };
  }
  const number = target === null ? null : Number(target);
  const names = declared.filter((each) => isSame(each) && each.containerPort === number).map(({ name }) => name ?? '');
  return { protocol: wantedProtocol, number, names };
}
