/** Keys of `vulnerabilities` that name whose attestations count, and of which images. */
export const ATTESTED_KEYS = ['vexAttestations', 'sbomAttestations'] as const;
export type AttestedKey = (typeof ATTESTED_KEYS)[number];
