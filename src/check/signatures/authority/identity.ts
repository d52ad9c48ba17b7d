import { RE2JS } from 're2js';
import { clip } from '../clip.ts';
import type { CertificateIdentity } from './certificate.ts';

/** Text to the letter, or a regular expression that may match anywhere in it, as Go's regexp does. */
export type TextMatch =
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'pattern'; readonly text: string; readonly pattern: RE2JS };

/** Who may sign: both must match. */
export interface Identity {
  readonly issuer: TextMatch;
  readonly subject: TextMatch;
}

/** RE2, the engine of the controller: linear in the text, with its syntax. Null: it does not compile. */
export function compilePattern(text: string): RE2JS | null {
  try {
    return RE2JS.compile(text);
  } catch {
    return null;
  }
}

/** cosign, CheckCertificatePolicy: one identity whose issuer matches, and whose subject any name of the certificate does. */
export function matchesIdentity(identities: readonly Identity[], { issuer, names }: CertificateIdentity): boolean {
  return identities.some(
    (identity) => matches(identity.issuer, issuer) && names.some((name) => matches(identity.subject, name)),
  );
}

export function matches(match: TextMatch, text: string): boolean {
  return match.kind === 'exact' ? match.text === text : match.pattern.matcher(text).find();
}

/** "https://ci.example/build (issued by https://token.example)" */
export function describeCertificate({ issuer, names }: CertificateIdentity): string {
  const [first] = names;
  const more = names.length > 1 ? ` and ${names.length - 1} more` : '';
  const who = first === undefined ? 'nobody (the certificate has no name)' : `${clip(first, 200)}${more}`;
  return `${who} (issued by ${issuer === '' ? 'nobody' : clip(issuer)})`;
}

/** What a policy wants, for a sentence: "https://ci.example/build (issued by https://token.example)". */
export function describeIdentities(identities: readonly Identity[]): string {
  const [first] = identities;
  if (first === undefined) return 'nobody';
  const more = identities.length > 1 ? ` or ${identities.length - 1} more` : '';
  return `${describeMatch(first.subject)} (issued by ${describeMatch(first.issuer)})${more}`;
}

function describeMatch(match: TextMatch): string {
  return match.kind === 'exact' ? clip(match.text, 200) : `/${clip(match.text, 200)}/`;
}
