import { createArtifacts } from '../charts/index.ts';
import { createAdmission } from '../check/allowlist/index.ts';
import { chartPolicy, sourceAdmission } from '../check/deliveries/index.ts';
import type { Artifacts, Ports, Repository } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { createKeptArchives, createRegistry } from '../registry/index.ts';
import { causeOf } from '../resolve/index.ts';
import type { GateRequest } from './request.ts';

/**
 * Fetches what Argo CD and Flux deploy from elsewhere. Whom it may ask is `repositories.allow` of the policy, but for what
 * `images.deny` refuses; images are asked for by a client of their own.
 */
export function openArtifacts(request: GateRequest, policy: Policy, ports: Ports): Artifacts {
  const { offline, pullRequest, insecureHosts, credentials, registryCache: cache } = request;
  const sources = sourceAdmission(policy);
  const images = createAdmission(policy);
  const isDenied = (repository: Repository): boolean => {
    const decision = images.decide(repository);
    return !decision.admitted && decision.reason === 'denied';
  };
  const namesHostLiterally = (host: string): boolean =>
    sources.namesHostLiterally(host) || images.namesHostLiterally(host);
  const admission = {
    admits: (repository: Repository) => sources.admits(repository) && !isDenied(repository),
    namesHostLiterally,
  };
  return createArtifacts({
    registry: createRegistry({ ports, policy, admission, insecureHosts, offline, pullRequest, credentials, cache }),
    web: {
      http: ports.http,
      clock: ports.clock,
      isAllowed: (url) =>
        sources.allowsUrl(url) && !isDenied({ registry: url.host, path: url.pathname.replace(/^\/+/, '') || '-' }),
      publicOnly: (url) => pullRequest && !namesHostLiterally(url.host),
      insecureHosts,
    },
    kept: cache === null ? null : createKeptArchives(cache, ports),
    offline,
    causeOf,
    chart: chartPolicy(policy, request.repository?.address ?? null),
  });
}
