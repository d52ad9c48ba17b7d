import type { AttestedReader, TrustRoots } from '../check/signatures/index.ts';
import { checkVulnerabilities, type ResultCacheOptions } from '../check/vulnerabilities/index.ts';
import type { Digest, ResolvedImage } from '../domain/index.ts';
import { Arrivals } from './arrivals.ts';
import type { Context } from './context.ts';
import type { GateRequest } from './request.ts';

/** Images, and their digests as they become known. */
export interface AwaitedImages {
  readonly images: Promise<readonly ResolvedImage[]> | readonly ResolvedImage[];
  readonly digests: Pick<Arrivals<Digest>, 'listen'>;
}

export const NO_IMAGES: AwaitedImages = { images: [], digests: new Arrivals() };

/** What Trivy, the policy's own documents and signed ones say of these images; Trivy is made ready while they are awaited. */
export async function scanImages(
  { images, digests }: AwaitedImages,
  roots: TrustRoots,
  context: Context,
): ReturnType<typeof checkVulnerabilities> {
  const { request, loaded, ports, registry, toolbox, scanned } = context;
  const { insecureHosts, credentials, offline, mode, pullRequest } = request;
  const results = keptResults(request);
  return checkVulnerabilities(images, {
    policy: loaded.policy,
    documents: loaded.vulnerabilityDocuments,
    registry,
    source: pullRequest ? registry : null,
    toolbox,
    ports,
    insecureHosts,
    credentials,
    offline,
    results,
    scanned,
    digests,
    databaseHome: { userCache: mode === 'cli', sealed: results },
    ...(await attestedReaders(context, roots)),
  });
}

/** Who asks for what is attached to images, where the policy names whose word counts; null: nobody is asked. */
async function attestedReaders(
  { loaded, ports, registry }: Context,
  roots: TrustRoots,
): Promise<{ readonly attestedVex: AttestedReader | null; readonly attestedBills: AttestedReader | null }> {
  const { policy } = loaded;
  const { vexAttestations, sbomAttestations } = policy.vulnerabilities;
  if (vexAttestations.length + sbomAttestations.length === 0) return { attestedVex: null, attestedBills: null };
  const { createAttestedBills, createAttestedVex } = await import('../check/signatures/index.ts');
  const options = { policy, registry, now: ports.clock.now(), roots };
  return {
    attestedVex: vexAttestations.length === 0 ? null : createAttestedVex(options),
    attestedBills: sbomAttestations.length === 0 ? null : createAttestedBills(options),
  };
}

/** Where results of scans are kept: only where they can be signed, since nothing else tells a true one from a forged. */
function keptResults({ registryCache, cacheKey = null }: GateRequest): ResultCacheOptions | null {
  return registryCache === null || cacheKey === null ? null : { directory: registryCache, key: cacheKey };
}
