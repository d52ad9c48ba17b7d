import type { Finding, Outcome, ResolvedImage } from '../../../domain/index.ts';
import { type Asked, concludeUnmet } from '../attestation/conclude.ts';
import { type AttestationPlace, meet, type Requirement } from '../attestation/requirement.ts';
import type { Demands, TrustRootName } from '../authority/demands.ts';
import { describeIdentities } from '../authority/identity.ts';
import { gatherTrust } from '../authority/trust.ts';
import { findingOf } from '../finding.ts';
import type { SignatureFinder } from '../found/finder.ts';
import type { GithubAttestations } from '../found/github.ts';
import type { Signed } from '../found/signature.ts';
import { expectationMessage, expectationUnknownMessage } from '../message.ts';
import type { TrustRoots } from '../trust-root/trust-roots.ts';
import type { Expectation } from './expectation.ts';
import { LABELS, satisfiesExpectation, TYPES } from './satisfies.ts';

export interface ExpectationMeans {
  readonly finder: SignatureFinder;
  readonly roots: TrustRoots;
  readonly github: GithubAttestations | null;
  readonly now: Date;
}

/** What became of one expectation of one image; null where it is met. */
export interface Disappointment {
  readonly outcome: Extract<Outcome, 'fail' | 'unknown'>;
  readonly finding: Finding;
}

/** Holds one image against one entry of `signatures.attestations`. */
export async function judgeExpectation(
  image: ResolvedImage,
  expectation: Expectation,
  enforcement: Finding['enforcement'],
  means: ExpectationMeans,
): Promise<Disappointment | null> {
  const { written, signer } = expectation;
  const requirement: Requirement = {
    uris: TYPES[written.predicate],
    label: LABELS[written.predicate],
    satisfies: async (attestation) => satisfiesExpectation(written, attestation, means.now),
  };
  const search = await meet([requirement], placesOf(image, expectation, means), { signer, now: means.now });
  if (search.met.every(({ by }) => by.length > 0)) return null;
  const result = concludeUnmet(search, askedBy(expectation, githubScope(image, expectation, means) !== null));
  if (result.status === 'pass') return null;
  const uses = new Set(image.uses);
  if (result.status === 'unknown') {
    const message = expectationUnknownMessage(image.written, expectation.where, result);
    const unknown = { outcome: 'unknown', cause: result.cause } as const;
    const finding = findingOf(image, 'attestation/invalid', { result: unknown, enforcement, message, uses });
    return { outcome: 'unknown', finding: withIdentity(finding, expectation) };
  }
  const message = expectationMessage(image.written, expectation.where, result);
  const finding = findingOf(image, result.rule, { result: { outcome: 'fail' }, enforcement, message, uses });
  return { outcome: 'fail', finding: withIdentity(finding, expectation) };
}

/** Two expectations of one image are two problems, wherever they stand in the policy. */
function withIdentity(finding: Finding, { written }: Expectation): Finding {
  return { ...finding, identity: [...finding.identity, written.predicate, JSON.stringify(written)] };
}

/** Whose attestations GitHub is asked for: `acme` or `acme/api`. Null: it is not asked. */
function githubScope(
  { reference }: ResolvedImage,
  { written, signer }: Expectation,
  { github }: ExpectationMeans,
): string | null {
  const owner = reference.registry === 'ghcr.io' ? reference.path.split('/', 1)[0] : undefined;
  const scope = written.github ?? (signer.kind === 'keyless' ? owner : undefined);
  return github === null ? null : (scope ?? null);
}

function placesOf(
  image: ResolvedImage,
  expectation: Expectation,
  means: ExpectationMeans,
): readonly AttestationPlace[] {
  const { reference, digest } = image;
  const { written, signer } = expectation;
  const { finder, roots, github } = means;
  const at = { repository: reference, digest };
  const trust = (signed: Signed) => gatherTrust(demandsOf(written.signedBy, signer.kind, signed), roots);
  const places: AttestationPlace[] = [
    { list: () => finder.legacyAttestations(at, ''), trust, clusterDiffers: null },
    { list: (types) => finder.bundleAttestations(at, types), trust, clusterDiffers: null },
  ];
  const scope = githubScope(image, expectation, means);
  if (github === null || scope === null) return places;
  return [...places, { list: () => github.list(scope, digest), trust, clusterDiffers: null }];
}

/**
 * sigstore's public services log what they certify; GitHub's own, for private repositories, give out timestamps and keep
 * no log. Which of them a certificate claims only says whose keys it is held against.
 */
export function demandsOf(
  { trustRoot }: Expectation['written']['signedBy'],
  kind: Expectation['signer']['kind'],
  signed: Signed,
): Demands {
  const none: Demands = { certificates: null, ignoreSct: false, log: null, logUrl: null, timestamps: null };
  if (kind === 'key') return none;
  const named: TrustRootName | null =
    trustRoot === undefined
      ? null
      : trustRoot === 'sigstore'
        ? { kind: 'public-good' }
        : trustRoot === 'github'
          ? { kind: 'github' }
          : { kind: 'named', name: trustRoot };
  const root = named ?? (claimsGithub(signed) ? ({ kind: 'github' } as const) : ({ kind: 'public-good' } as const));
  if (root.kind === 'github') return { ...none, certificates: root, ignoreSct: true, timestamps: root };
  return { ...none, certificates: root, log: root };
}

function claimsGithub({ evidence: { certificate, entries } }: Signed): boolean {
  if (certificate === null || entries.length > 0) return false;
  return Buffer.from(certificate).toString('latin1').includes('GitHub, Inc.');
}

function askedBy({ signer }: Expectation, asksGithub: boolean): Asked {
  // GitHub answers alike for what is not there and for what a token may not see.
  const unseen = asksGithub
    ? ' What GitHub keeps of a private repository it shows only to a token that may read it (permissions: attestations: read).'
    : '';
  return {
    signer:
      signer.kind === 'key'
        ? `made with the key ${signer.key.fingerprint}`
        : `by ${describeIdentities(signer.identities)}`,
    elsewhere: '',
    remedies: {
      missing: `Attest the image where it is built (actions/attest with push-to-registry, or cosign attest), or use one that is attested.${unseen}`,
      refused:
        'Find out who built and attested this image before it runs anywhere; then attest it again where it is built, or correct signedBy.',
      otherIdentity:
        'Build and attest it in the workflow that signedBy names, or correct signedBy if the identity is one of yours.',
      unsatisfied: 'Build or scan the image again as the policy expects, or correct the expectation.',
    },
  };
}
