import { askAuthority } from './authority/ask.ts';
import type { JudgedImage, Means } from './authority/key.ts';
import type { AuthorityResult } from './authority/result.ts';
import { nameLanguage } from './condition/condition.ts';
import type { SignaturePolicy } from './policy/model.ts';

/** One authority's answer with its name. */
export interface Answer {
  readonly authority: string;
  readonly result: AuthorityResult;
}

/** What one policy says of one image. */
export type PolicyDecision =
  | { readonly status: 'pass'; readonly clusterDiffers: string | null }
  /** It has no authorities: it asks for nothing, and a cluster admits what it matches. */
  | { readonly status: 'empty' }
  | { readonly status: 'fail' | 'unknown'; readonly answers: readonly [Answer, ...Answer[]] };

/**
 * policy-controller's ValidatePolicy (pkg/webhook/validator.go): any authority is enough, and after one has passed the
 * policy's own condition still decides. An authority that could not be asked might have passed, so it makes a failure
 * unknown; it never undoes a pass.
 */
export async function decide(policy: SignaturePolicy, image: JudgedImage, means: Means): Promise<PolicyDecision> {
  const answers: Answer[] = [];
  let passed: { readonly name: string; readonly clusterDiffers: string | null } | null = null;
  for (const authority of policy.authorities) {
    const result = await askAuthority(authority, image, means);
    if (result.status !== 'pass') {
      answers.push({ authority: authority.name, result });
      continue;
    }
    // One that passes for the cluster too is the better reason: look on only where this one would not.
    if (passed === null || result.clusterDiffers === null) {
      passed = { name: authority.name, clusterDiffers: result.clusterDiffers };
    }
    if (result.clusterDiffers === null) break;
  }
  if (passed === null) {
    const [first, ...others] = answers;
    if (first === undefined) return { status: 'empty' };
    const unknown = answers.some((answer) => answer.result.status === 'unknown');
    return { status: unknown ? 'unknown' : 'fail', answers: [first, ...others] };
  }
  if (policy.condition === null) return { status: 'pass', clusterDiffers: passed.clusterDiffers };
  const result: AuthorityResult = {
    status: 'unknown',
    about: 'signature',
    cause: 'infrastructure',
    found: `passed, and the policy's own condition in ${nameLanguage(policy.condition)}, which this gate cannot evaluate, decides`,
    reasons: [],
    remedy: 'Move the condition to a policy that this gate does not read, or leave it to the cluster.',
  };
  return { status: 'unknown', answers: [{ authority: passed.name, result }] };
}
