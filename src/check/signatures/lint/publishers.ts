import { OPENVEX_TYPES } from '../attestation/predicate-type.ts';
import type { Signer } from '../attestation/verified.ts';
import type { Authority } from '../authority/authority.ts';
import { type Identity, matches, type TextMatch } from '../authority/identity.ts';
import type { Expectation } from '../expectation/expectation.ts';
import type { SignaturePolicy } from '../policy/model.ts';

/** Somebody whom the policy takes for who builds and publishes images. */
export interface Publisher {
  /** `signatures.attestations[0]`, or the place and name of an authority. */
  readonly where: string;
  /** Whether a signer's word can be this publisher's: the same key, or an identity of both. */
  isToo(signer: Signer): boolean;
}

/** Who must have signed or attested images: by the gate's own expectations, and by authorities of ClusterImagePolicies. */
export function findPublishers(
  expectations: readonly Expectation[],
  policies: readonly SignaturePolicy[],
): readonly Publisher[] {
  const attesting = expectations.map(({ where, signer }) => ({ where, isToo: sameAs(signer) }));
  const signing = policies.flatMap(({ name, authorities }) =>
    authorities.flatMap((authority): Publisher[] => {
      if (authority.kind === 'static' || authority.kind === 'unsupported' || wantsVexAlone(authority)) return [];
      const { file, startLine } = authority.location;
      const where = `${file}:${startLine}, authority "${authority.name}" of ClusterImagePolicy "${name}"`;
      return [{ where, isToo: sameAs(authority) }];
    }),
  );
  return [...attesting, ...signing];
}

/** Whoever has to attest OpenVEX, and nothing else, publishes no image by it. */
function wantsVexAlone({ attestations }: Extract<Authority, { kind: 'key' | 'keyless' }>): boolean {
  return attestations?.all.every(({ uri }) => OPENVEX_TYPES.has(uri)) ?? false;
}

const sameAs = (publisher: Signer) => (signer: Signer) => {
  if (publisher.kind === 'key') return signer.kind === 'key' && publisher.key.object.equals(signer.key.object);
  if (signer.kind === 'key') return false;
  return publisher.identities.some((one) => signer.identities.some((other) => takes(other, one)));
};

/**
 * Whether a signer's identity is the publisher's, or a pattern that takes it. One identity of the many that a publisher's
 * pattern takes is not the publisher: a company's pattern takes who writes its OpenVEX documents too.
 */
function takes(signer: Identity, publisher: Identity): boolean {
  return isOf(publisher.issuer, signer.issuer) && covers(signer.subject, publisher.subject);
}

/** Issuers of the gate's own signers are always written out. */
function isOf(publisher: TextMatch, signer: TextMatch): boolean {
  return signer.kind === 'exact' && matches(publisher, signer.text);
}

function covers(signer: TextMatch, publisher: TextMatch): boolean {
  if (publisher.kind === 'exact') return matches(signer, publisher.text);
  return signer.kind === 'pattern' && withoutEnds(signer.text) === withoutEnds(publisher.text);
}

/** The gate's own patterns are for the whole identity; those of a ClusterImagePolicy have to say so. */
function withoutEnds(pattern: string): string {
  return pattern.replace(/^(?:\^|\\A)/, '').replace(/(?:(?<!\\)\$|\\z)$/, '');
}
