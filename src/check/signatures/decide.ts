import type { Json } from '../../domain/index.ts';
import { askAuthority } from './authority/ask.ts';
import type { JudgedImage, Means } from './authority/means.ts';
import type { AuthorityResult } from './authority/result.ts';
import { type Condition, nameLanguage } from './condition/condition.ts';
import type { ConditionEvaluator, Evaluation } from './condition/evaluator.ts';
import { type Handed, inputsOf } from './condition/handed.ts';
import type { SignaturePolicy } from './policy/model.ts';

/** One authority's answer with its name. */
export interface Answer {
  readonly authority: string;
  readonly result: AuthorityResult;
}

/** What one policy says of one image. */
export type PolicyDecision =
  | {
      readonly status: 'pass';
      /** The authority that is enough, and those that were asked before it. */
      readonly authority: string;
      readonly answers: readonly Answer[];
      readonly clusterDiffers: string | null;
    }
  /** It has no authorities: it asks for nothing, and a cluster admits what it matches. */
  | { readonly status: 'empty' }
  | { readonly status: 'fail' | 'unknown'; readonly answers: readonly [Answer, ...Answer[]] };

/**
 * policy-controller's ValidatePolicy (pkg/webhook/validator.go): any authority is enough, and after one has passed the
 * policy's own condition still decides. An authority that could not be asked might have passed, so it makes a failure
 * unknown; it never undoes a pass.
 */
export async function decide(
  policy: SignaturePolicy,
  image: JudgedImage & Pick<Handed, 'objects'>,
  means: Means,
): Promise<PolicyDecision> {
  const { condition } = policy;
  const answers: Answer[] = [];
  const passed: Passed[] = [];
  for (const authority of policy.authorities) {
    const result = await askAuthority(authority, image, { ...means, exhaustive: condition !== null });
    if (result.status !== 'pass') {
      answers.push({ authority: authority.name, result });
      continue;
    }
    passed.push({ name: authority.name, ...result });
    // One that passes for the cluster too is the better reason: look on only where this one would not, or where a
    // condition reads what all of them found.
    if (result.clusterDiffers === null && condition === null) break;
  }
  const best = passed.find(({ clusterDiffers }) => clusterDiffers === null) ?? passed[0];
  if (best === undefined) {
    const [first, ...others] = answers;
    if (first === undefined) return { status: 'empty' };
    const unknown = answers.some((answer) => answer.result.status === 'unknown');
    return { status: unknown ? 'unknown' : 'fail', answers: [first, ...others] };
  }
  if (condition === null) return { status: 'pass', authority: best.name, answers, clusterDiffers: best.clusterDiffers };
  return decideByCondition(condition, { best, passed, answers, image }, means);
}

type Passed = { readonly name: string } & Extract<AuthorityResult, { status: 'pass' }>;

/** The condition may ask for more than one authority, or for none of some kind: all of them must be known. */
async function decideByCondition(
  condition: Condition,
  {
    best,
    passed,
    answers,
    image,
  }: {
    best: Passed;
    passed: readonly Passed[];
    answers: readonly Answer[];
    image: JudgedImage & Pick<Handed, 'objects'>;
  },
  { conditions, configs }: Means,
): Promise<PolicyDecision> {
  const language = nameLanguage(condition);
  const unknown = answers.filter(({ result }) => result.status === 'unknown');
  const [first, ...others] = unknown;
  if (first !== undefined) return { status: 'unknown', answers: [first, ...others] };
  const said = (result: AuthorityResult): PolicyDecision => ({
    status: result.status === 'fail' ? 'fail' : 'unknown',
    answers: [{ authority: best.name, result }, ...answers],
  });
  const matches = passed.map(({ name, facts }) => [name, facts] as const);
  const inputs = await inputsOf(condition, { matches, image, objects: image.objects }, configs);
  const evaluated = 'status' in inputs ? inputs : await evaluateAll(condition, inputs, conditions);
  if (evaluated.status === 'satisfied')
    return { status: 'pass', authority: best.name, answers, clusterDiffers: best.clusterDiffers };
  if (evaluated.status === 'refused') {
    return said({
      status: 'fail',
      rule: 'attestations' in best.facts ? 'attestation/unsatisfied' : 'signature/invalid',
      found: `passed, and the policy's own condition in ${language} refuses what the authorities found`,
      reasons: [evaluated.reason],
      remedy: 'Sign or attest the image in all the ways that the condition wants, or correct the condition.',
    });
  }
  return said({
    status: 'unknown',
    about: 'signature',
    cause: evaluated.cause,
    found: "passed, and the policy's own condition decides",
    reasons: [evaluated.reason],
    remedy: evaluated.remedy,
  });
}

/** Each object is admitted by itself: one refusal keeps the change from running, whatever cannot be said of others. */
async function evaluateAll(
  condition: Condition,
  inputs: readonly Json[],
  conditions: ConditionEvaluator,
): Promise<Evaluation> {
  const evaluations: Evaluation[] = [];
  for (const input of inputs) evaluations.push(await conditions.evaluate(condition, input));
  return (
    evaluations.find(({ status }) => status === 'refused') ??
    evaluations.find(({ status }) => status === 'unreadable') ?? { status: 'satisfied' }
  );
}
