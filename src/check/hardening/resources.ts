import type { Json } from '../../domain/index.ts';
import type { Inventory } from './inventory.ts';
import type { ContainerView, PodView } from './pod.ts';
import { sharedProblem } from './problem.ts';
import { quantityOf } from './quantity.ts';
import type { Problem } from './rule.ts';

type Kind = 'requests' | 'limits';
type Resource = 'cpu' | 'memory';

/** The containers that have no request or limit of a resource, by any of the ways to get one, as one problem. */
export function missingResources(
  pod: PodView,
  inventory: Inventory,
  kind: Kind,
  resource: Resource,
  message: string,
): readonly Problem[] {
  if (isSet(pod.spec.resources, kind, resource) || hasDefault(pod, inventory, kind, resource)) return [];
  return sharedProblem(
    message,
    pod.containers
      .filter((container) => container.role !== 'ephemeral container' && !hasOwn(container, kind, resource))
      .map(({ label, at }) => ({ label, paths: [at('resources', kind, resource)] })),
  );
}

type Resources = PodView['spec']['resources'];

function hasOwn({ spec }: ContainerView, kind: Kind, resource: Resource): boolean {
  return isSet(spec.resources, kind, resource);
}

/** The API server sets a request that is left out to the limit (pkg/apis/core/v1/defaults.go). */
function isSet(resources: Resources, kind: Kind, resource: Resource): boolean {
  const value = resources?.[kind]?.[resource] ?? null;
  return isSome(value) || (value === null && kind === 'requests' && isSome(resources?.limits?.[resource]));
}

/** A limit of zero is none to the kubelet, and a request of zero asks for nothing. */
function isSome(value: Json | undefined): boolean {
  return (value ?? null) !== null && quantityOf(value) !== 0;
}

/** plugin/pkg/admission/limitranger: `defaultRequest` for requests, `default` for limits and so for both. */
function hasDefault(pod: PodView, { limitRanges }: Inventory, kind: Kind, resource: Resource): boolean {
  return limitRanges
    .filter(({ manifest }) => manifest.namespace === pod.manifest.namespace)
    .flatMap(({ value }) => value.spec?.limits ?? [])
    .filter(({ type }) => type === 'Container')
    .some((limit) => {
      const request = kind === 'requests' ? limit.defaultRequest?.[resource] : null;
      return isSome(request) || isSome(limit.default?.[resource]);
    });
}
