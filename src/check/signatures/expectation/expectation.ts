import type { Policy } from '../../../policy/index.ts';
import type { Signer } from '../attestation/verified.ts';
import { compilePattern } from '../authority/identity.ts';
import { readPublicKey } from '../authority/public-key.ts';

export type WrittenExpectation = Policy['signatures']['attestations'][number];

/** An entry of the gate's own `signatures.attestations`, ready to be asked about images. */
export interface Expectation {
  /** `signatures.attestations[0]` */
  readonly where: string;
  readonly written: WrittenExpectation;
  readonly signer: Signer;
}

/** What is wrong with `signedBy` of an entry. */
export interface ExpectationProblem {
  readonly index: number;
  readonly field: keyof WrittenSigner;
  /** Completes the sentence that the field begins. */
  readonly message: string;
}

export function readExpectations(written: Policy['signatures']['attestations']): {
  readonly expectations: readonly Expectation[];
  readonly problems: readonly ExpectationProblem[];
} {
  const expectations: Expectation[] = [];
  const problems: ExpectationProblem[] = [];
  for (const [index, one] of written.entries()) {
    const where = `signatures.attestations[${index}]`;
    const signer = readSigner(one.signedBy);
    if ('problem' in signer) problems.push({ index, field: signer.at, message: signer.problem });
    else expectations.push({ where, written: one, signer });
  }
  return { expectations, problems };
}

export type WrittenSigner = WrittenExpectation['signedBy'];

/** Whose word counts; else what is wrong with which of the fields. */
export function readSigner({
  key,
  issuer,
  subject,
  subjectPattern,
}: WrittenSigner): Signer | { readonly at: keyof WrittenSigner; readonly problem: string } {
  if (key !== undefined) {
    const read = readPublicKey(key, 'sha256');
    return 'problem' in read ? { at: 'key', problem: read.problem } : { kind: 'key', key: read };
  }
  const exact = (text: string) => ({ kind: 'exact', text }) as const;
  if (subjectPattern === undefined) {
    return {
      kind: 'keyless',
      identities: [{ issuer: exact(issuer), subject: exact(subject ?? '') }],
      neverVerifies: false,
    };
  }
  // The gate's own patterns are for the whole identity, unlike the controller's, which may match anywhere in it.
  const pattern = compilePattern(`\\A(?:${subjectPattern})\\z`);
  if (pattern === null || compilePattern(subjectPattern) === null)
    return { at: 'subjectPattern', problem: 'is not a regular expression of RE2' };
  const anySubject = { kind: 'pattern', text: subjectPattern, pattern } as const;
  return { kind: 'keyless', identities: [{ issuer: exact(issuer), subject: anySubject }], neverVerifies: false };
}
