import { type Http, type Registry, type ResolvedImage, UsageError } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { createAdmission } from '../allowlist/index.ts';
import { gatherVerified, type Signer } from './attestation/verified.ts';
import { describeIdentities } from './authority/identity.ts';
import { gatherTrust } from './authority/trust.ts';
import { readSigner, type WrittenSigner } from './expectation/expectation.ts';
import { demandsOf } from './expectation/judge.ts';
import { createSignatureFinder } from './found/finder.ts';
import type { Signed } from './found/signature.ts';
import type { PolicyFile } from './policy/documents.ts';
import { parseSignaturePolicies } from './policy/parse.ts';
import { createTrustRoots } from './trust-root/create.ts';

/** OpenVEX as a predicate: the short form that cosign writes, and those with a version (openvex/spec, ATTESTING.md). */
const OPENVEX_TYPES: ReadonlySet<string> = new Set([
  'https://openvex.dev/ns',
  'https://openvex.dev/ns/v0.2.0',
  'https://openvex.dev/ns/v0.0.1',
]);

/** What somebody whose word counts attested of one image. */
export interface AttestedVex {
  /** Predicates, each with who signed it. Whether they are OpenVEX is for the reader to say. */
  readonly documents: readonly { readonly by: string; readonly predicate: unknown }[];
  /** Why they may not be all there are, in clauses: then none of them counts, since a newer one may say otherwise. */
  readonly problems: readonly string[];
}

export interface AttestedVexOptions {
  readonly policy: Policy;
  /** What `signatures.policies` names: its TrustRoot documents. */
  readonly documents: readonly PolicyFile[];
  readonly registry: Registry;
  readonly now: Date;
  readonly http: Http;
  readonly offline: boolean;
}

/**
 * OpenVEX documents that are attached to an image and signed by whom `vulnerabilities.vexAttestations` names for it. The
 * signature is verified as any attestation's is; who signed the image itself does not matter here.
 *
 * @throws UsageError `vulnerabilities/vexAttestations` for a signer that cannot be used.
 */
export function createAttestedVex(options: AttestedVexOptions): (image: ResolvedImage) => Promise<AttestedVex> {
  const { policy, documents, registry, now, http, offline } = options;
  const sources = policy.vulnerabilities.vexAttestations.map(({ images, signedBy }, index) => ({
    signedBy,
    signer: usable(signedBy, index),
    concerns:
      images === undefined
        ? () => true
        : createAdmission({ ...policy, images: { ...policy.images, allow: images, deny: [] } }).admits,
  }));
  const finder = createSignatureFinder(registry);
  const { trustRootMaxAge: maxAge, trustRootMirrors: mirrors } = policy.signatures;
  const { trustRoots } = parseSignaturePolicies(documents);
  const roots = createTrustRoots({ documents: trustRoots, http, now, offline, maxAge, mirrors });
  return async ({ reference, digest }) => {
    const at = { repository: reference, digest };
    const found: AttestedVex['documents'][number][] = [];
    const problems: string[] = [];
    for (const { signedBy, signer } of sources.filter(({ concerns }) => concerns(reference))) {
      const trust = (signed: Signed) => gatherTrust(demandsOf(signedBy, signer.kind, signed), roots);
      for (const listing of [
        await finder.legacyAttestations(at, ''),
        await finder.bundleAttestations(at, [...OPENVEX_TYPES]),
      ]) {
        const { verified, unreadable } = await gatherVerified(listing, OPENVEX_TYPES, {
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

function usable(signedBy: WrittenSigner, index: number): Signer {
  const signer = readSigner(signedBy);
  if (!('problem' in signer)) return signer;
  throw new UsageError({
    code: 'vulnerabilities/vexAttestations',
    stage: 'policy',
    message: `vulnerabilities.vexAttestations[${index}].signedBy.${signer.at} in the policy ${signer.problem}.`,
    remedy: 'Correct it: key takes the text of cosign.pub, subjectPattern a regular expression of RE2.',
  });
}

function describeSigner(signer: Signer): string {
  return signer.kind === 'key' ? `the key ${signer.key.fingerprint}` : describeIdentities(signer.identities);
}
