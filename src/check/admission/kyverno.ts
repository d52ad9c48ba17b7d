import { get, isArray, type Json, type Manifest, type Path, type Ports, type Tool } from '../../domain/index.ts';
import { groupOf } from './group.ts';
import type { KyvernoResult } from './kyverno-report.ts';
import { runKyverno } from './kyverno-run.ts';
import { type Batch, undeclaredNamespaces } from './resources.ts';
import { fieldOf, type Verdict } from './verdict.ts';

const ID = 'admission/kyverno';

export interface KyvernoJob {
  readonly policies: readonly Manifest[];
  readonly exceptions: readonly Manifest[];
  readonly batches: readonly Batch[];
  readonly all: readonly Manifest[];
}

/** What the Kyverno policies say of the objects, by the kyverno CLI. */
export async function kyvernoVerdicts(
  tool: Tool,
  { policies, exceptions, batches, all }: KyvernoJob,
  ports: Pick<Ports, 'exec' | 'files'>,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = policies.flatMap((policy) => limitsOf(policy, all));
  const unread = new Map<Manifest, string>();
  for (const batch of batches) {
    const output = await runKyverno(tool, { policies, exceptions, parameters: [], batch, all }, ports);
    if (output.status === 'failed') {
      for (const policy of policies) unread.set(policy, output.why);
      continue;
    }
    for (const [policy, why] of output.skipped) unread.set(policy, why);
    for (const result of output.results) {
      const policy = policies.find(({ ref }) => ref.name === result.policy);
      if (policy !== undefined) verdicts.push(...verdictsOf(result, policy, batch));
    }
  }
  const remedy = 'Correct the policy so that kyverno takes it.';
  for (const [policy, message] of unread)
    verdicts.push({ ...notRun(policy, message, [], remedy), enforces: kyvernoEnforces(policy, null) });
  return verdicts;
}

function verdictsOf(result: KyvernoResult, policy: Manifest, batch: Batch): readonly Verdict[] {
  if (result.result === 'pass' || result.result === 'skip') return [];
  return result.resources.flatMap((resource): readonly Verdict[] => {
    const manifest = batch.find(resource);
    if (manifest === null) return [];
    return [
      {
        id: ID,
        policy,
        rule: result.rule === '' ? null : result.rule,
        // A message of a deny rule may say anything; only fail and warn are its verdict.
        outcome: result.result === 'error' ? 'unknown' : 'fail',
        enforces: result.result !== 'warn' && kyvernoEnforces(policy, result.rule),
        message: result.message.replace(/^validation (failure: validation )?error: /, ''),
        manifest,
        path: pathOf(result, policy),
      },
    ];
  });
}

/** "rule owner failed at path /metadata/labels/", or what the failed expression reads. */
function pathOf(result: KyvernoResult, policy: Manifest): Path {
  const pointer = /\bfailed at path (\/\S*?)\/?(?:$|\s|\.)/.exec(result.message)?.[1];
  if (pointer !== undefined) {
    return pointer
      .split('/')
      .filter((step) => step !== '')
      .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
  }
  const index = Number(result.properties['cel.validationIndex'] ?? Number.NaN);
  const expression = get(policy.object, 'spec', 'validations', index, 'expression');
  return typeof expression === 'string' ? fieldOf(expression) : [];
}

/** By the rule, else by the whole policy; a rule that Kyverno made of another for controllers is as strict as that. */
export function kyvernoEnforces(policy: Manifest, ruleName: string | null): boolean {
  if (groupOf(policy) === 'policies.kyverno.io') {
    const actions = get(policy.object, 'spec', 'validationActions');
    return !isArray(actions) || actions.length === 0 || actions.includes('Deny');
  }
  const older = get(policy.object, 'spec', 'validationFailureAction') ?? 'Audit';
  const name = ruleName?.replace(/^autogen-(cronjob-)?/, '');
  return rulesOf(policy)
    .filter((rule) => ruleName === null || get(rule, 'name') === name || get(rule, 'name') === ruleName)
    .some((rule) => String(get(rule, 'validate', 'failureAction') ?? older).toLowerCase() === 'enforce');
}

/** What the CLI cannot know without a cluster, and would pass over: calls, config maps, registries, other namespaces. */
function limitsOf(policy: Manifest, all: readonly Manifest[]): readonly Verdict[] {
  const limits: Verdict[] = [];
  for (const [index, rule] of rulesOf(policy).entries()) {
    const context = get(rule, 'context');
    const asked = (isArray(context) ? context : []).flatMap((entry) =>
      ['apiCall', 'configMap', 'imageRegistry', 'globalReference'].filter((source) => get(entry, source) !== undefined),
    );
    if (asked.length === 0 || get(rule, 'validate') === undefined) continue;
    const message = `rule ${JSON.stringify(get(rule, 'name') ?? '')} reads its context from ${[...new Set(asked)].join(' and ')}, which only a cluster can answer`;
    const remedy = 'Keep what it reads in the policy, or turn admission/kyverno off for it with an exception.';
    limits.push(notRun(policy, message, ['spec', 'rules', index, 'context'], remedy, true));
  }
  const undeclared = undeclaredNamespaces(all);
  if (undeclared.length > 0 && JSON.stringify(policy.object.spec ?? null).includes('"namespaceSelector":{"match')) {
    limits.push(unknownNamespaces(ID, policy, undeclared, kyvernoEnforces(policy, null)));
  }
  return limits;
}

function notRun(policy: Manifest, message: string, path: Path, remedy: string, isLimit = false): Verdict {
  return {
    id: ID,
    policy,
    rule: null,
    enforces: kyvernoEnforces(policy, null),
    message,
    outcome: 'not-run',
    cause: 'content',
    isLimit,
    remedy,
    path,
  };
}

/** Labels of namespaces that are created elsewhere are not known, and without them a selector selects nothing. */
export function unknownNamespaces(
  id: Verdict['id'],
  policy: Manifest,
  undeclared: readonly string[],
  isEnforced: boolean,
): Verdict {
  const shown = undeclared
    .slice(0, 5)
    .map((name) => JSON.stringify(name))
    .join(', ');
  const more = undeclared.length > 5 ? ` and ${undeclared.length - 5} more` : '';
  return {
    id,
    policy,
    rule: null,
    enforces: isEnforced,
    message: `it selects namespaces by label, and the repository does not declare ${shown}${more}`,
    outcome: 'not-run',
    cause: 'content',
    isLimit: true,
    remedy: 'Keep the Namespace objects in the repository.',
    path: ['spec'],
  };
}

function rulesOf({ object }: Manifest): readonly Json[] {
  const rules = get(object, 'spec', 'rules');
  return isArray(rules) ? rules : [];
}
