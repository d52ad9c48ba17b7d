import { GateError, type Json } from '../../../domain/index.ts';
import { clip } from '../clip.ts';
import type { Condition } from './condition.ts';
import { evaluateCue } from './cue.ts';
import type { ConditionEvaluator, Evaluation } from './evaluator.ts';
import { cannotEvaluate } from './no-programs.ts';
import { evaluateRego } from './rego.ts';
import type { ConditionProgram, Workbench } from './workbench.ts';

/** Finds the program of a language, or says why there is none. @throws GateError stage `tools` */
export type FindProgram = (name: 'cue' | 'opa') => Promise<string | null>;

const URL_REMEDY =
  'Fetch the text, check that it has the sha256sum that the policy names, and write it into data of the policy.';
const CONFIG_MAP_REMEDY =
  'Write the condition into data of the policy, or add its ConfigMap to the files of signatures.policies: of no namespace or of cosign-system, where the controller reads it.';

/**
 * Evaluates conditions with the programs of their languages, as policy-controller does with their libraries. A program
 * is tried on an input that it must accept and one that it must refuse before its answers count.
 */
export function createConditionEvaluator(bench: Workbench, find: FindProgram): ConditionEvaluator {
  const programs = new Map<Condition['language'], Promise<ConditionProgram | Evaluation>>();
  const open = (condition: Condition): Promise<ConditionProgram | Evaluation> => {
    const known = programs.get(condition.language) ?? openProgram(condition, bench, find);
    programs.set(condition.language, known);
    return known;
  };
  return {
    async evaluate(condition, input) {
      if (condition.text === null) {
        const why = `it is in ${condition.elsewhere ?? 'another place'}, which this gate does not read`;
        return cannotEvaluate(condition, why, condition.elsewhere === 'a URL' ? URL_REMEDY : CONFIG_MAP_REMEDY);
      }
      const program = await open(condition);
      return 'status' in program ? program : program.evaluate(condition.text, input);
    },
  };
}

const TRIALS: Readonly<Record<Condition['language'], string>> = {
  cue: 'trial: n: >1 & <3\ntrial: missing: string\n',
  rego: 'package sigstore\nisCompliant { input.trial.n > 1; input.trial.n < 3 }\n',
};
const trial = (n: number): Json => ({ trial: { n } });

async function openProgram(
  condition: Condition,
  bench: Workbench,
  find: FindProgram,
): Promise<ConditionProgram | Evaluation> {
  const { language } = condition;
  const name = language === 'cue' ? 'cue' : 'opa';
  let path: string | null;
  try {
    path = await find(name);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return cannotEvaluate(condition, error.message.replace(/\.$/, ''), error.remedy);
  }
  const remedy = `Put ${name} on PATH (on the command line), or name it by its absolute path in the gate's policy: tools.${name}.path.`;
  if (path === null) return cannotEvaluate(condition, `there is no program ${name} to evaluate it`, remedy);
  const candidates = language === 'cue' ? [evaluateCue(path, bench)] : evaluateRego(path, bench);
  for (const program of candidates) {
    const [good, bad] = [
      await program.evaluate(TRIALS[language], trial(2)),
      await program.evaluate(TRIALS[language], trial(4)),
    ];
    if (good.status === 'satisfied' && bad.status === 'refused') return program;
  }
  return cannotEvaluate(condition, `${clip(path)} does not evaluate ${name === 'cue' ? 'CUE' : 'Rego'}`, remedy);
}
