import { type Digest, type ImageReference, type Registry, UsageError } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { createAdmission } from '../allowlist/index.ts';
import { gatherVerified, type Signer } from './attestation/verified.ts';
import type { AttestedKey } from './attested-keys.ts';
import { describeIdentities } from './authority/identity.ts';
import { gatherTrust } from './authority/trust.ts';
import { readSigner, type WrittenSigner } from './expectation/expectation.ts';
import { demandsOf } from './expectation/judge.ts';
import { createSignatureFinder } from './found/finder.ts';
import type { Signed } from './found/signature.ts';
import type { TrustRoots } from './trust-root/trust-roots.ts';

/** What somebody whose word counts attested of one image. */
export interface Attested {
  /** Predicates, each with who signed it. Whether they are what their type says is for the reader to say. */
  readonly documents: readonly { readonly by: string; readonly predicate: unknown }[];
  /** Why they may not be all there are, in clauses: then none of them is given, since one more may say otherwise. */
  readonly problems: readonly string[];
}

/** Asks for the attestations of one digest. `among`: every repository that the policy's globs must name for them to count. */
export type AttestedReader = (
  reference: ImageReference,
  digest: Digest,
  among?: readonly ImageReference[],
) => Promise<Attested>;

export interface AttestedOptions {
  readonly policy: Policy;
  readonly registry: Registry;
  readonly now: Date;
  readonly roots: TrustRoots;
}

/**
 * Attestations of these types that are attached to an image and signed by whom the policy names for it under `key`. The
 * signature is verified as any attestation's is; who signed the image itself does not matter here.
 *
 * @throws UsageError `vulnerabilities/<key>` for a signer that cannot be used.
 */
export function createAttestedReader(
  key: AttestedKey,
  types: ReadonlySet<string>,
  { policy, registry, now, roots }: AttestedOptions,
): AttestedReader {
  const sources = policy.vulnerabilities[key].map(({ images, signedBy }, index) => ({
    signedBy,
    signer: usable(key, signedBy, index),
    concerns:
      images === undefined
        ? () => true
        : createAdmission({ ...policy, images: { ...policy.images, allow: images, deny: [] } }).admits,
  }));
  const finder = createSignatureFinder(registry);
  return async (reference, digest, among = [reference]) => {
    const at = { repository: reference, digest };
    const found: Attested['documents'][number][] = [];
    const problems: string[] = [];
    for (const { signedBy, signer } of sources.filter(({ concerns }) => among.every((one) => concerns(one)))) {
      const trust = (signed: Signed) => gatherTrust(demandsOf(signedBy, signer.kind, signed), roots);
      for (const listing of [
        await finder.legacyAttestations(at, ''),
        await finder.bundleAttestations(at, [...types]),
      ]) {
        const { verified, unreadable } = await gatherVerified(listing, types, {
          signer,
          trust,
          now,
          clusterDiffers: null,
        });
        found.push(
          ...verified.map(({ statement }) => ({ by: describeSigner(signer), predicate: statement.predicate })),
        );
        problems.push(...unreadable.map(({ reason }) => reason));
        if (listing.status === 'rejected') problems.push(listing.reason);
      }
    }
    return problems.length > 0 ? { documents: [], problems } : { documents: found, problems };
  };
}

function usable(key: AttestedKey, signedBy: WrittenSigner, index: number): Signer {
  const signer = readSigner(signedBy);
  if (!('problem' in signer)) return signer;
  throw new UsageError({
    code: `vulnerabilities/${key}`,
    stage: 'policy',
    message: `vulnerabilities.${key}[${index}].signedBy.${signer.at} in the policy ${signer.problem}.`,
    remedy: 'Correct it: key takes the text of cosign.pub, subjectPattern a regular expression of RE2.',
  });
}

function describeSigner(signer: Signer): string {
  return signer.kind === 'key' ? `the key ${signer.key.fingerprint}` : describeIdentities(signer.identities);
}
