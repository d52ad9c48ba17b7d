import type { Json } from '../../../domain/index.ts';
import type { UnreadableSignature } from '../found/signature.ts';
import type { Condition } from './condition.ts';

/** What a condition says of one input. */
export type Evaluation =
  | { readonly status: 'satisfied' }
  /** `reason` is a clause: the evaluator's own words, clipped. */
  | { readonly status: 'refused'; readonly reason: string }
  | UnreadableSignature;

/** Evaluates conditions in CUE and Rego; a program of the language does it. */
export interface ConditionEvaluator {
  evaluate(condition: Condition, input: Json): Promise<Evaluation>;
}
