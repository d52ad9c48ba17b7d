import type { Finding, Outcome, ResolvedImage } from '../../../domain/index.ts';
import type { Policy } from '../../../policy/index.ts';
import { concerned } from './concerned.ts';
import { type ExpectationMeans, judgeExpectation } from './judge.ts';
import { usableExpectations } from './usable.ts';

/** What the gate's own policy expects to be attested came to, for one image. */
export interface ExpectationOutcome {
  /** Null: nothing is expected of this image. */
  readonly outcome: Extract<Outcome, 'pass' | 'fail' | 'unknown'> | null;
  readonly findings: readonly Finding[];
}

/**
 * Judges images by `signatures.attestations`: every entry that names the image must be met.
 *
 * @throws UsageError as `usableExpectations` does.
 */
export function createExpectations(
  policy: Policy,
  means: ExpectationMeans,
): (image: ResolvedImage) => Promise<ExpectationOutcome> {
  const named = usableExpectations(policy).map((expectation) => ({
    expectation,
    concerns: concerned(policy, expectation),
  }));
  const enforcement = policy.signatures.mode === 'enforce' ? 'block' : 'warn';
  return async (image) => {
    const applicable = named.filter(({ concerns }) => concerns(image)).map(({ expectation }) => expectation);
    const judged = await Promise.all(applicable.map((one) => judgeExpectation(image, one, enforcement, means)));
    const missed = judged.filter((one) => one !== null);
    const outcomes = missed.map(({ outcome }) => outcome);
    const passed = applicable.length === 0 ? null : 'pass';
    return {
      outcome: outcomes.includes('fail') ? 'fail' : (outcomes[0] ?? passed),
      findings: missed.map(({ finding }) => finding),
    };
  };
}
