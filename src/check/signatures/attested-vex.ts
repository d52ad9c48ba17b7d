import { type AttestedOptions, type AttestedReader, createAttestedReader } from './attested.ts';

/** OpenVEX as a predicate: the short form that cosign writes, and those with a version (openvex/spec, ATTESTING.md). */
const OPENVEX_TYPES: ReadonlySet<string> = new Set([
  'https://openvex.dev/ns',
  'https://openvex.dev/ns/v0.2.0',
  'https://openvex.dev/ns/v0.0.1',
]);

/**
 * OpenVEX documents that are attached to an image and signed by whom `vulnerabilities.vexAttestations` names for it.
 *
 * @throws UsageError `vulnerabilities/vexAttestations` for a signer that cannot be used.
 */
export function createAttestedVex(options: AttestedOptions): AttestedReader {
  return createAttestedReader('vexAttestations', OPENVEX_TYPES, options);
}
