import { ownDeliveries } from '../check/deliveries/index.ts';
import type { Policy } from '../policy/index.ts';
import type { DeliveryOptions } from '../render/index.ts';
import type { GateRequest } from './request.ts';

/** What of this repository is deployed by objects in it, and which directories are checked bare all the same. */
export function deliveryOptions({ repository, paths }: GateRequest, policy: Policy): DeliveryOptions {
  const named = paths.length > 0 ? paths : (policy.sources ?? []).map(({ path }) => path);
  return { find: (manifests, tree) => ownDeliveries(manifests, { policy, repository, tree }), named };
}
