import { parseCertificate } from '../authority/certificate.ts';
import type { Signed } from '../found/signature.ts';

/** What Fulcio wrote into a certificate about the build that asked for it (fulcio, docs/oid-info.md). Null: nothing. */
export interface CertificateFacts {
  /** The workflow that signed; in a reusable workflow not the one that was started. */
  readonly buildSigner: string | null;
  readonly runner: string | null;
  readonly sourceRepository: string | null;
  readonly ref: string | null;
  /** The workflow that was started, with its ref. */
  readonly buildConfig: string | null;
}

const OID = '1.3.6.1.4.1.57264.1';

/** Null where a key signed. */
export function readCertificateFacts({ evidence }: Signed): CertificateFacts | null {
  const certificate = evidence.certificate === null ? null : parseCertificate(evidence.certificate);
  if (certificate === null) return null;
  const read = (arc: number): string | null => {
    try {
      return certificate.extension(`${OID}.${arc}`)?.valueObj.subs[0]?.value.toString('utf8') || null;
    } catch {
      // An extension of another shape says nothing.
      return null;
    }
  };
  return { buildSigner: read(9), runner: read(11), sourceRepository: read(12), ref: read(14), buildConfig: read(18) };
}

/**
 * The SLSA build level that a certificate shows. 1: there is provenance. 2: a hosted runner asked for the certificate,
 * for the length of the build. 3: besides, a workflow that the source does not control signed (a reusable workflow of
 * another repository), so that the build cannot reach what signs.
 */
export function buildLevelOf(facts: CertificateFacts | null): 1 | 2 | 3 {
  if (facts === null || facts.runner !== 'github-hosted') return 1;
  const { buildSigner, sourceRepository } = facts;
  if (buildSigner === null || sourceRepository === null) return 2;
  return buildSigner.startsWith(`${sourceRepository}/`) ? 2 : 3;
}
