/**
 * Where the gate verifies a signature and policy-controller (v0.13 to v0.15) would refuse the image all the same. Each
 * completes "a cluster would refuse it: ...", and says what to do.
 */

const BOTH_FORMATS = 'before it is deployed to a cluster that enforces the policy';
const WITH_KEY = `sign it in that format too (cosign sign --new-bundle-format=false --key KEY IMAGE@DIGEST) ${BOTH_FORMATS}`;
const KEYLESS = `sign it in that format too (cosign sign --new-bundle-format=false IMAGE@DIGEST) ${BOTH_FORMATS}`;
const VERSIONS = 'policy-controller (v0.13 to v0.15)';

export const BUNDLES_WITH_KEY = `its authority asks for bundles with a key, a combination that ${VERSIONS} always refuses; remove signatureFormat, and ${WITH_KEY}`;

export const BUNDLES_UNSEEN = `the signature is in the sigstore bundle format, and ${VERSIONS} looks for a key only at the older .sig tag; ${WITH_KEY}`;

export const KEYLESS_BUNDLES_REFUSED = `its authority asks for plain signatures in bundles, which ${VERSIONS} always refuses; remove signatureFormat, and ${KEYLESS}`;

export const KEYLESS_BUNDLES_UNSEEN = `the signature is in the sigstore bundle format, and ${VERSIONS} looks for plain signatures only at the older .sig tag; ${KEYLESS}`;

/** A certificate that no log entry and no timestamp holds in time is good for some minutes, and no longer. */
function describeUntil(until: Date | null): string | null {
  if (until === null) return null;
  const date = until.toISOString().replace('.000', '');
  return `the policy asks for neither a log entry nor a timestamp, so that the certificate counts only until it expires, at ${date}, and every later deployment is refused; add ctlog or rfc3161timestamp to the authority`;
}

const ATTEST_TOO = `attest it in that format too (cosign attest --new-bundle-format=false) ${BOTH_FORMATS}`;

export const ATTESTATION_BUNDLES_UNSEEN = `the attestation is in the sigstore bundle format, and ${VERSIONS} looks for it only at the older .att tag unless signatureFormat is bundle; ${ATTEST_TOO}`;

export const ATTESTATION_BUNDLES_WITH_KEY = `its authority asks for bundles with a key, a combination that ${VERSIONS} always refuses; remove signatureFormat, and ${ATTEST_TOO}`;

export const BUNDLE_TOO_OLD = `its bundle is older than v0.3, and ${VERSIONS} skips those; attest it again with a current cosign ${BOTH_FORMATS}`;

export const ATTESTATION_BUNDLES_ELSEWHERE = `the attestation is where source.oci says, and ${VERSIONS} looks for bundles only beside the image; attach it to the image itself ${BOTH_FORMATS}`;

/** `obstacle` says what of the authority the controller does not take. */
export function bundlesRefused(obstacle: string): string {
  return `${obstacle}, and ${VERSIONS} refuses every bundle then; correct the authority ${BOTH_FORMATS}`;
}

const PSS_UNREAD = `the signature is RSA-PSS, and ${VERSIONS} verifies signatures with RSA keys as PKCS#1 v1.5 alone; sign with that scheme, or with an ECDSA key`;

/** What a verified signature leaves to say about the cluster; null: nothing. */
export function describeCaveat({ pss, until }: { readonly pss: boolean; readonly until: Date | null }): string | null {
  return pss ? PSS_UNREAD : describeUntil(until);
}
