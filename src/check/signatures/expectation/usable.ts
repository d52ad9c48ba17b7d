import { UsageError } from '../../../domain/index.ts';
import type { Policy } from '../../../policy/index.ts';
import { type Expectation, readExpectations } from './expectation.ts';

/** Those of `signatures.attestations`. @throws UsageError `signatures/attestations` for an entry that cannot be used. */
export function usableExpectations(policy: Policy): readonly Expectation[] {
  const { expectations, problems } = readExpectations(policy.signatures.attestations);
  const [problem] = problems;
  if (problem === undefined) return expectations;
  throw new UsageError({
    code: 'signatures/attestations',
    stage: 'policy',
    message: `signatures.attestations[${problem.index}].signedBy.${problem.field} in the policy ${problem.message}.`,
    remedy: 'Correct it: key takes the text of cosign.pub, subjectPattern a regular expression of RE2.',
  });
}
