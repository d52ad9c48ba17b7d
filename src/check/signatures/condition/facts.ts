import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../../domain/index.ts';
import { parseCertificate, readIdentity } from '../authority/certificate.ts';
import type { Signed } from '../found/signature.ts';

/** What one authority found, as a policy's own condition reads it (policy-controller, AuthorityMatch). */
export type AuthorityFacts =
  | { readonly static: true }
  | { readonly signatures: readonly JsonObject[] }
  | { readonly attestations: Readonly<Record<string, readonly JsonObject[]>> };

/** Fulcio's extensions that the controller hands on, and what it calls them. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  githubWorkflowTrigger: '1.3.6.1.4.1.57264.1.2',
  githubWorkflowSha: '1.3.6.1.4.1.57264.1.3',
  githubWorkflowName: '1.3.6.1.4.1.57264.1.4',
  githubWorkflowRepo: '1.3.6.1.4.1.57264.1.5',
  githubWorkflowRef: '1.3.6.1.4.1.57264.1.6',
};

/** policy-controller, PolicySignature: who signed. `signature` is empty for an attestation. */
export function signatureFacts(der: Uint8Array | null, signature: Uint8Array): JsonObject {
  const hash = createHash('sha256').update(signature);
  const certificate = der === null ? null : parseCertificate(der);
  if (der === null || certificate === null) return { id: hash.digest('hex') };
  const { issuer, names } = readIdentity(certificate, 'annotations');
  const extensions = Object.entries(EXTENSIONS).map(([name, oid]) => {
    const value = certificate.extension(oid)?.value.toString('utf8');
    return [name, value || undefined] as const;
  });
  return withoutEmpty({
    id: hash.update(pemOf(der)).digest('hex'),
    subject: names[0] || undefined,
    issuer: issuer || undefined,
    ...Object.fromEntries(extensions),
  });
}

/** The controller wraps a verified bundle anew, and loses who signed it. */
export function attestationFacts(
  signed: Signed,
  {
    predicateType,
    digest,
    isBundle,
  }: { readonly predicateType: string; readonly digest: string | null; readonly isBundle: boolean },
): JsonObject {
  const certificate = isBundle ? null : signed.evidence.certificate;
  return withoutEmpty({
    ...signatureFacts(certificate, new Uint8Array()),
    predicateType,
    digest: digest ?? undefined,
  });
}

/** policy-controller, PolicyResult. */
export function policyInput(
  matches: readonly (readonly [string, AuthorityFacts])[],
  /** What the policy asks for beyond that. */
  added: JsonObject = {},
): Json {
  return { authorityMatches: Object.fromEntries(matches), ...added };
}

function withoutEmpty(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
