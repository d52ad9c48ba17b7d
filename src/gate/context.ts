import { type Admission, createAdmission } from '../check/allowlist/index.ts';
import type { GitleaksMemory } from '../check/hardening/index.ts';
import { createArtifactVerifier, signatureRepositories } from '../check/signatures/index.ts';
import { fetchedRepositories, type ScanResult } from '../check/vulnerabilities/index.ts';
import {
  type Artifacts,
  type BlobSource,
  type Ports,
  type Registry,
  repositoryOf,
  type Toolbox,
} from '../domain/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';
import { NOBODY, type Witness } from '../recall/index.ts';
import { createRegistry } from '../registry/index.ts';
import { createToolbox } from '../tools/index.ts';
import { openArtifacts } from './artifacts.ts';
import type { GateRequest } from './request.ts';
import { limitRunTime, RUN_LIMIT_MS } from './run-time.ts';
import { keptTrustRoots } from './trust-roots.ts';

/** Everything a stage may ask for beside its input. */
export interface Context {
  readonly request: GateRequest;
  readonly loaded: LoadedPolicy;
  /** Within the time of the run. */
  readonly ports: Ports;
  /** See RunTime. */
  readonly ranOut: () => boolean;
  readonly toolbox: Toolbox;
  readonly registry: Registry & BlobSource;
  /** What Argo CD and Flux deploy from elsewhere, where the policy allows it. */
  readonly artifacts: Artifacts;
  /** Results of scans of this run, which an edited policy's preview asks for again. */
  readonly scanned: Map<string, ScanResult>;
  /** What gitleaks has said in this run. */
  readonly gitleaks: GitleaksMemory;
}

/** Opens what the stages need, for one run. */
export function prepare(
  request: GateRequest,
  loaded: LoadedPolicy,
  unlimited: Ports,
  witness: Witness = NOBODY,
): Context {
  const { ports: limited, ranOut } = limitRunTime(unlimited, request.runLimitMs ?? RUN_LIMIT_MS);
  const ports = witness.ports(limited);
  const { policy } = loaded;
  const { offline, pullRequest, insecureHosts, credentials, mode } = request;
  const admission = registryAdmission(loaded);
  const cache = request.registryCache;
  const client = createRegistry({
    ports: limited,
    policy,
    admission,
    insecureHosts,
    offline,
    pullRequest,
    credentials,
    cache,
  });
  const registry = witness.registry(client);
  const verify = createArtifactVerifier({
    policy,
    http: ports.http,
    now: ports.clock.now,
    offline,
    ...keptTrustRoots(request, ports),
  });
  return {
    request,
    loaded,
    ports,
    ranOut,
    registry,
    artifacts: openArtifacts(request, policy, ports),
    toolbox: createToolbox({ policy, ports, mode, verify, kept: cache }),
    scanned: new Map(),
    gitleaks: new Map(),
  };
}

/**
 * Whom the registry client may ask: admitted images, where the policy itself says that signatures are kept, and where Trivy's
 * databases are, which no list of images is about.
 */
function registryAdmission({
  policy,
  signatureDocuments,
}: LoadedPolicy): Pick<Admission, 'admits' | 'namesHostLiterally'> {
  const homes = signatureRepositories(signatureDocuments).map(repositoryOf);
  const { decide, namesHostLiterally } = createAdmission(policy, homes);
  let databases: readonly string[] | null = null;
  return {
    namesHostLiterally,
    admits(repository) {
      const decision = decide(repository);
      if (decision.admitted) return true;
      const name = repositoryOf(repository);
      if (decision.reason !== 'denied' && homes.includes(name)) return true;
      databases ??= fetchedRepositories(policy.vulnerabilities).map(repositoryOf);
      return databases.includes(name);
    },
  };
}
