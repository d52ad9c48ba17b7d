import type { WrittenAuthority } from '../policy/schema.ts';

/** One set of certificates and log keys to hold signatures against. */
export type TrustRootName =
  /** sigstore's own services: Fulcio, Rekor, the certificate log and the timestamp authority. */
  | { readonly kind: 'public-good' }
  /** The services that GitHub runs for private repositories. */
  | { readonly kind: 'github' }
  /** A TrustRoot document of the policy. */
  | { readonly kind: 'named'; readonly name: string };

/** What must stand beside a signature, and whose word counts. */
export interface Demands {
  /** Who gives out certificates, and which certificate logs count. Null: a key signs. */
  readonly certificates: TrustRootName | null;
  /** Certificates need no proof that a certificate log has them. */
  readonly ignoreSct: boolean;
  /** An entry in a transparency log of this root is needed. Null: entries are not looked at. */
  readonly log: TrustRootName | null;
  /** Where the controller would search for an entry that does not travel with the signature. */
  readonly logUrl: string | null;
  /** RFC 3161 timestamps of this root's authorities say when it was signed. Null: they are not looked at. */
  readonly timestamps: TrustRootName | null;
}

const PUBLIC_GOOD: TrustRootName = { kind: 'public-good' };

/** policy-controller, checkOptsFromAuthority (pkg/webhook/validator.go): what `ctlog` and the trust roots come to. */
export function readDemands({ keyless, ctlog, rfc3161timestamp }: WrittenAuthority): Demands {
  const named = (name: string | undefined): TrustRootName | null =>
    name === undefined ? null : { kind: 'named', name };
  const certificates = keyless === undefined ? null : (named(keyless.trustRootRef) ?? PUBLIC_GOOD);
  const timestamps = named(rfc3161timestamp?.trustRootRef);
  const log = (): TrustRootName | null => {
    // A timestamp takes the log's place.
    if (timestamps !== null) return null;
    if (ctlog === undefined) return certificates?.kind === 'public-good' ? PUBLIC_GOOD : null;
    return named(ctlog.trustRootRef) ?? (ctlog.url === undefined ? null : PUBLIC_GOOD);
  };
  return {
    certificates,
    ignoreSct: keyless?.insecureIgnoreSCT === true,
    log: log(),
    logUrl: ctlog?.url ?? null,
    timestamps,
  };
}
