import { z } from 'zod';
import { clip } from '../clip.ts';
import { parseJson } from '../found/json.ts';
import type { Evaluation } from './evaluator.ts';
import { type ConditionProgram, gaveNoAnswer, runOnFiles, type Workbench } from './workbench.ts';

/** cosign, pkg/cosign/rego: the rule that decides. */
const QUERY = 'isCompliant = data.sigstore.isCompliant';
/** What reaches out of the evaluation: a policy that a pull request brings is evaluated too. */
const FORBIDDEN = ['http.send', 'net.lookup_ip_addr', 'opa.runtime'];

const Capabilities = z.looseObject({ builtins: z.array(z.looseObject({ name: z.string() })) });
const Answer = z.looseObject({
  result: z.array(z.looseObject({ bindings: z.looseObject({ isCompliant: z.unknown() }) })).optional(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});
/** One element of the set that the rule may be, in place of true or false. */
const Rule = z.looseObject({
  result: z.boolean().nullish(),
  warning: z.string().nullish(),
  error: z.string().nullish(),
});

/** Ways to ask for Rego v0, which the controller evaluates: OPA 1 by a flag, those before it by themselves. */
export function evaluateRego(path: string, bench: Workbench): readonly ConditionProgram[] {
  let capabilities: Promise<string | null> | null = null;
  return [['--v0-compatible'], []].map((flags) => ({
    async evaluate(text, input) {
      capabilities ??= askCapabilities(path, bench);
      const allowed = await capabilities;
      if (allowed === null) return refuse('opa does not say what it is capable of');
      const files = { 'condition.rego': text, 'input.json': JSON.stringify(input), 'capabilities.json': allowed };
      const options = ['--capabilities', 'capabilities.json', '--format', 'json'];
      const sources = ['--data', 'condition.rego', '--input', 'input.json'];
      const result = await runOnFiles(bench, path, files, ['eval', ...flags, ...options, ...sources, QUERY]);
      if (result.status !== 'exited') return gaveNoAnswer('opa', result);
      const answer = Answer.safeParse(parseJson(result.stdout));
      if (!answer.success) return gaveNoAnswer('opa', result);
      const { errors = [], result: results = [] } = answer.data;
      const [error] = errors;
      if (error !== undefined) return judgeError(error.message);
      return judgeResults(results.map(({ bindings }) => bindings.isCompliant));
    },
  }));
}

async function askCapabilities(path: string, bench: Workbench): Promise<string | null> {
  const result = await runOnFiles(bench, path, {}, ['capabilities', '--current']);
  const known = result.status === 'exited' ? Capabilities.safeParse(parseJson(result.stdout)) : null;
  if (known?.success !== true) return null;
  const builtins = known.data.builtins.filter(({ name }) => !FORBIDDEN.includes(name));
  return JSON.stringify({ ...known.data, builtins, allow_net: [] });
}

function refuse(reason: string): Evaluation {
  return { status: 'refused', reason };
}

function judgeError(message: string): Evaluation {
  const forbidden = FORBIDDEN.find((name) => message.includes(name));
  if (forbidden === undefined) return refuse(`the condition in Rego cannot be evaluated: ${clip(message, 200)}`);
  return {
    status: 'unreadable',
    cause: 'infrastructure',
    reason: `the condition in Rego uses ${forbidden}, which this gate does not let it`,
    remedy: 'Leave that condition to the cluster, or write it without asking the network.',
  };
}

/** cosign, evaluateRegoEvalMapResult; for policy-controller a warning is as good as an error. */
function judgeResults(values: readonly unknown[]): Evaluation {
  for (const value of values) {
    if (value === true) return { status: 'satisfied' };
    if (!Array.isArray(value)) continue;
    let said = '';
    for (const one of value) {
      const rule = Rule.safeParse(one);
      if (!rule.success) return refuse('isCompliant in Rego holds something that is no result');
      const { result, warning, error } = rule.data;
      if (result === true) return warning ? refuse(`the condition in Rego warns: ${clip(warning, 200)}`) : SATISFIED;
      said = error || warning || said;
    }
    return refuse(`the condition in Rego does not hold${said === '' ? '' : `: ${clip(said, 200)}`}`);
  }
  return refuse('the condition in Rego does not hold: isCompliant is not true');
}

const SATISFIED: Evaluation = { status: 'satisfied' };
