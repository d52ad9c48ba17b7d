import { createKeptRepositories, openTrustRoots, type TrustRoots } from '../check/signatures/index.ts';
import type { Ports } from '../domain/index.ts';
import type { Context } from './context.ts';
import type { GateRequest } from './request.ts';

/** The trust roots of this policy: each is fetched once, whatever verifies by it. */
export function trustRootsOf({ request, loaded, ports }: Context): TrustRoots {
  const { policy, signatureDocuments: documents } = loaded;
  const now = ports.clock.now();
  const kept = keptTrustRoots(request, ports);
  return openTrustRoots({ policy, documents, http: ports.http, now, offline: request.offline, ...kept });
}

/** Beside what registries answered; TUF vouches for it anew each time it is read. */
export function keptTrustRoots({ registryCache }: GateRequest, ports: Ports) {
  return registryCache === null ? {} : { kept: createKeptRepositories(registryCache, ports) };
}
