import type { Digest, Http } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import type { RejectedSignature, UnreadableSignature } from './found/signature.ts';
import { createTrustRoots } from './trust-root/create.ts';
import type { KeptRepositories } from './trust-root/kept.ts';
import type { TrustRoots } from './trust-root/trust-roots.ts';

/** Who must have signed, to the letter. */
export interface ArtifactSigner {
  readonly issuer: string;
  readonly subject: string;
}

/** A file, its digest, and the sigstore bundle that was published beside it (sigstore/protobuf-specs, sigstore_bundle.proto). */
export interface SignedArtifact {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly bundle: Uint8Array;
}

export type ArtifactVerdict = { readonly status: 'verified' } | RejectedSignature | UnreadableSignature;

export type ArtifactVerifier = (artifact: SignedArtifact, signer: ArtifactSigner) => Promise<ArtifactVerdict>;

export interface ArtifactVerifierOptions {
  readonly policy: Policy;
  readonly http: Http;
  readonly now: () => Date;
  readonly offline: boolean;
  /** Absent: nothing is kept, and nothing was. */
  readonly kept?: KeptRepositories;
}

/** Verifies files by sigstore's public services, whose trust root is looked up when the first file asks for it. */
export function createArtifactVerifier({ policy, now, ...repositories }: ArtifactVerifierOptions): ArtifactVerifier {
  const { trustRootMaxAge: maxAge, trustRootMirrors: mirrors } = policy.signatures;
  let roots: TrustRoots | null = null;
  return async (artifact, signer) => {
    const { verifyArtifact } = await import('./verify-artifact.ts');
    roots ??= createTrustRoots({ documents: [], now: now(), maxAge, mirrors, ...repositories });
    return verifyArtifact(artifact, signer, { roots, root: { kind: 'public-good' }, now: now() });
  };
}
