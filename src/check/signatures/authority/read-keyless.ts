import type { WrittenAuthority } from '../policy/schema.ts';
import type { KeylessAuthority } from './authority.ts';
import { compilePattern, type Identity, type TextMatch } from './identity.ts';
import { readPublicKey } from './public-key.ts';
import type { AuthorityProblem } from './read.ts';

type Written = NonNullable<WrittenAuthority['keyless']>;
type WrittenIdentity = Written['identities'][number];
type Read = Pick<KeylessAuthority, 'identities' | 'neverVerifies'>;

/** policy-controller, KeylessRef.Validate and Identity.Validate, with the defaults of SetDefaults. */
export function readKeyless(written: Written): Read | { readonly problems: readonly AuthorityProblem[] } {
  const problems: AuthorityProblem[] = [];
  const refuse = (path: AuthorityProblem['path'], message: string, remedy: string): void => {
    problems.push({ path: ['keyless', ...path], message, remedy });
  };
  const certificate = written['ca-cert'];
  if (written.url !== undefined && certificate !== undefined) {
    refuse([], 'has both url and ca-cert', 'Use one of them; for an authority of your own use trustRootRef.');
  }
  if (certificate !== undefined) {
    const origins = [certificate.data, certificate.kms, certificate.secretRef].filter((one) => one !== undefined);
    if (origins.length !== 1) refuse(['ca-cert'], 'must have one of data, kms and secretRef', 'Use trustRootRef.');
    else if (certificate.data !== undefined) {
      const read = readPublicKey(certificate.data, 'sha256');
      if ('problem' in read) refuse(['ca-cert', 'data'], read.problem, 'Use trustRootRef with a TrustRoot document.');
    }
  }
  if (written.identities.length === 0) {
    refuse(['identities'], 'is missing, so that anybody could sign', 'Name the issuer and the subject who may sign.');
  }
  const identities = written.identities.flatMap((identity, index) => {
    const read = readIdentity(identity, (field, message, remedy) =>
      refuse(['identities', index, field], message, remedy),
    );
    return read === null ? [] : [read];
  });
  return problems.length > 0 ? { problems } : { identities, neverVerifies: certificate !== undefined };
}

type Refuse = (field: keyof WrittenIdentity, message: string, remedy: string) => void;

function readIdentity(written: WrittenIdentity, refuse: Refuse): Identity | null {
  const issuer = readMatch(written, 'issuer', 'issuerRegExp', refuse);
  const subject = readMatch(written, 'subject', 'subjectRegExp', refuse);
  return issuer === null || subject === null ? null : { issuer, subject };
}

function readMatch(
  written: WrittenIdentity,
  field: 'issuer' | 'subject',
  patternField: 'issuerRegExp' | 'subjectRegExp',
  refuse: Refuse,
): TextMatch | null {
  const { [field]: text, [patternField]: regex } = written;
  if (text !== undefined && regex !== undefined) {
    refuse(patternField, `is there beside ${field}`, `Use one of ${field} and ${patternField}.`);
    return null;
  }
  if (text !== undefined) return { kind: 'exact', text };
  if (regex === undefined) {
    refuse(field, 'is missing', `Give each identity ${field} or ${patternField}.`);
    return null;
  }
  const pattern = compilePattern(regex);
  if (pattern !== null) return { kind: 'pattern', text: regex, pattern };
  refuse(
    patternField,
    'is not a regular expression of RE2, which the controller uses',
    'Correct it: https://github.com/google/re2/wiki/Syntax.',
  );
  return null;
}
