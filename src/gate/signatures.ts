import {
  checkSignatures,
  createConditionEvaluator,
  createGithubAttestations,
  type TrustRoots,
} from '../check/signatures/index.ts';
import type { ResolvedImage } from '../domain/index.ts';
import { findLocalProgram } from '../tools/index.ts';
import type { Context } from './context.ts';

/** The signatures and attestations that the policy asks of these images, by its trust roots. */
export function verifySignatures(
  images: readonly ResolvedImage[],
  roots: TrustRoots,
  { request, loaded, ports, registry }: Context,
): ReturnType<typeof checkSignatures> {
  const { policy, signatureDocuments: documents } = loaded;
  const { http, clock, env } = ports;
  const { offline, mode } = request;
  return checkSignatures(images, {
    policy,
    documents,
    registry,
    now: clock.now(),
    http,
    offline,
    roots,
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
