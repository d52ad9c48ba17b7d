import { OPENVEX_TYPES } from './attestation/predicate-type.ts';
import { type AttestedOptions, type AttestedReader, createAttestedReader } from './attested.ts';

/**
 * OpenVEX documents that are attached to an image and signed by whom `vulnerabilities.vexAttestations` names for it.
 *
 * @throws UsageError `vulnerabilities/vexAttestations` for a signer that cannot be used.
 */
export function createAttestedVex(options: AttestedOptions): AttestedReader {
  return createAttestedReader('vexAttestations', OPENVEX_TYPES, options);
}
