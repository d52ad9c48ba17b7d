import { type AttestedOptions, type AttestedReader, createAttestedReader } from './attested.ts';

/**
 * Bills of materials as a predicate (in-toto/attestation, spec/predicates: cyclonedx.md, spdx.md): by name alone, as
 * cosign writes them, and with the version behind it, as others do.
 */
const BILL_TYPES: ReadonlySet<string> = new Set([
  'https://cyclonedx.org/bom',
  ...['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'].map((version) => `https://cyclonedx.org/bom/v${version}`),
  'https://spdx.dev/Document',
  ...['2.2', '2.3'].map((version) => `https://spdx.dev/Document/v${version}`),
]);

/**
 * Bills of materials that are attached to an image and signed by whom `vulnerabilities.sbomAttestations` names for it.
 *
 * @throws UsageError `vulnerabilities/sbomAttestations` for a signer that cannot be used.
 */
export function createAttestedBills(options: AttestedOptions): AttestedReader {
  return createAttestedReader('sbomAttestations', BILL_TYPES, options);
}
