import { UsageError } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { usableExpectations } from './expectation/usable.ts';
import type { PolicyFile, PolicyProblem } from './policy/documents.ts';
import type { SignaturePolicy } from './policy/model.ts';
import { parseSignaturePolicies } from './policy/parse.ts';

const MAX_PROBLEMS = 5;

/**
 * What a check would end with, without one: before anything is fetched for it.
 *
 * @throws UsageError as `checkSignatures` does.
 */
export function assertSignaturePolicies(policy: Policy, documents: readonly PolicyFile[]): void {
  if (policy.signatures.mode === 'off') return;
  usablePolicies(documents);
  usableExpectations(policy);
}

/** @throws UsageError `signatures/policy` for files that the controller would not take as policies. */
export function usablePolicies(documents: readonly PolicyFile[]): readonly SignaturePolicy[] {
  const { policies, problems } = parseSignaturePolicies(documents);
  if (problems.length > 0) throw invalidPolicies(problems);
  return policies;
}

function invalidPolicies(problems: readonly PolicyProblem[]): UsageError {
  const [first] = problems;
  const shown = problems
    .slice(0, MAX_PROBLEMS)
    .map(({ location, message }) => `${location.file}:${location.startLine}:${location.startColumn}: ${message}`);
  const more = problems.length - shown.length;
  return new UsageError({
    code: 'signatures/policy',
    stage: 'policy',
    message: `A signature policy cannot be used: ${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}.`,
    remedy: first?.remedy ?? 'Correct the policy.',
    ...(first === undefined ? {} : { location: first.location }),
  });
}
