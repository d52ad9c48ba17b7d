/** cosign's short names of predicate types (cmd/cosign/cli/options/predicate.go, PredicateTypeMap). */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['custom', 'https://cosign.sigstore.dev/attestation/v1'],
  ['slsaprovenance', 'https://slsa.dev/provenance/v0.2'],
  ['slsaprovenance02', 'https://slsa.dev/provenance/v0.2'],
  ['slsaprovenance1', 'https://slsa.dev/provenance/v1'],
  ['spdx', 'https://spdx.dev/Document'],
  ['spdxjson', 'https://spdx.dev/Document'],
  ['cyclonedx', 'https://cyclonedx.org/bom'],
  ['link', 'https://in-toto.io/Link/v1'],
  ['vuln', 'https://cosign.sigstore.dev/attestation/vuln/v1'],
  ['openvex', 'https://openvex.dev/ns'],
]);

/** OpenVEX as a predicate: the short form that cosign writes, and those with a version (openvex/spec, ATTESTING.md). */
export const OPENVEX_TYPES: ReadonlySet<string> = new Set([
  'https://openvex.dev/ns',
  'https://openvex.dev/ns/v0.2.0',
  'https://openvex.dev/ns/v0.0.1',
]);

/** What a policy's predicateType stands for: a short name's URI, and anything else as it is. */
export function predicateTypeUri(written: string): string {
  return SHORT.get(written) ?? written;
}

/** `vuln (https://cosign.sigstore.dev/attestation/vuln/v1)`, or the URI alone. */
export function describePredicateType(written: string): string {
  const uri = predicateTypeUri(written);
  return uri === written ? written : `${written} (${uri})`;
}
