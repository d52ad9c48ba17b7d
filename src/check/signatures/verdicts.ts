import type { Outcome } from '../../domain/index.ts';
import { clip } from './clip.ts';
import type { PolicyDecision } from './decide.ts';
import type { SignaturePolicy } from './policy/model.ts';

/** What one policy said of one image, and which of its authorities said what: for the report. */
export interface PolicyVerdict {
  readonly policy: string;
  /** `skipped`: it has no authorities, and asks for nothing. */
  readonly outcome: Outcome;
  /** Those that were asked, in order: after one that is enough nobody else is. */
  readonly authorities: readonly { readonly name: string; readonly outcome: Outcome }[];
}

export function verdictsOf(decisions: ReadonlyMap<SignaturePolicy, PolicyDecision>): readonly PolicyVerdict[] {
  return [...decisions].map(([policy, decision]) => ({
    policy: clip(policy.name, 253),
    outcome: decision.status === 'empty' ? 'skipped' : decision.status,
    authorities: authoritiesOf(decision).map(({ name, outcome }) => ({ name: clip(name, 253), outcome })),
  }));
}

function authoritiesOf(decision: PolicyDecision): PolicyVerdict['authorities'] {
  if (decision.status === 'empty') return [];
  const asked = decision.answers.map(({ authority, result }) => ({ name: authority, outcome: result.status }));
  return decision.status === 'pass' ? [...asked, { name: decision.authority, outcome: 'pass' }] : asked;
}
