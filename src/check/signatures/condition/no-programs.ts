import { type Condition, nameLanguage } from './condition.ts';
import type { ConditionEvaluator, Evaluation } from './evaluator.ts';

/** What is said of a condition that nothing here can evaluate: never a pass. The policy is to blame, not the change. */
export function cannotEvaluate(condition: Condition, why: string, remedy: string): Evaluation {
  return {
    status: 'unreadable',
    cause: 'infrastructure',
    reason: `a condition in ${nameLanguage(condition)} decides, and ${why}`,
    remedy,
  };
}

/** For callers that have no programs to run. */
export const NO_PROGRAMS: ConditionEvaluator = {
  evaluate: async (condition) =>
    cannotEvaluate(
      condition,
      `there is no program ${condition.language === 'cue' ? 'cue' : 'opa'} to evaluate it`,
      'Run the gate where the program is on PATH.',
    ),
};
