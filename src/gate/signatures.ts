import { type SignatureCheckResult, skipSignatures, type TrustRoots } from '../check/signatures/index.ts';
import type { ResolvedImage } from '../domain/index.ts';
import { findLocalProgram } from '../tools/index.ts';
import type { Context } from './context.ts';

/** The signatures and attestations that the policy asks of these images, by its trust roots. */
export async function verifySignatures(
  images: readonly ResolvedImage[],
  roots: TrustRoots,
  { request, loaded, ports, registry }: Context,
): Promise<SignatureCheckResult> {
  const { policy, signatureDocuments: documents } = loaded;
  if (policy.signatures.mode === 'off') return skipSignatures(images);
  // Much of what is in the gate is for this alone, and many policies ask for no signatures.
  const { checkSignatures, createConditionEvaluator, createGithubAttestations } = await import(
    '../check/signatures/index.ts'
  );
  const { http, clock, env } = ports;
  const { offline, mode, registryCache: directory, cacheKey: key = null, build = null } = request;
  return checkSignatures(images, {
    policy,
    documents,
    registry,
    now: clock.now(),
    http,
    offline,
    roots,
    // Without a network nobody says whether what was verified is still there.
    kept: offline || directory === null || key === null || build === null ? null : { directory, key, build, ports },
    github: createGithubAttestations({
      http,
      clock,
      apiUrl: env.get('GITHUB_API_URL') ?? 'https://api.github.com',
      token: request.githubToken ?? '',
      offline,
    }),
    conditions: createConditionEvaluator(ports, (name) => findLocalProgram(name, { policy, ports, mode })),
  });
}
