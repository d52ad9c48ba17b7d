import { get, isArray, type Manifest, type Path, type Ports, type Tool } from '../../domain/index.ts';
import { unknownNamespaces } from './kyverno.ts';
import type { KyvernoResult } from './kyverno-report.ts';
import { runKyverno } from './kyverno-run.ts';
import { type Batch, undeclaredNamespaces } from './resources.ts';
import { fieldOf, type Verdict } from './verdict.ts';

const ID = 'admission/validating-admission-policy';

export interface ValidatingJob {
  readonly policies: readonly Manifest[];
  readonly bindings: readonly Manifest[];
  readonly batches: readonly Batch[];
  readonly all: readonly Manifest[];
}

/**
 * What the bound ValidatingAdmissionPolicies say of the objects, by the kyverno CLI.
 *
 * With a binding the CLI (1.19) goes by what the binding matches and passes over the policy's own matchConstraints;
 * without one it goes by those. So it is asked both ways, and an object counts where both match it.
 */
export async function validatingVerdicts(
  tool: Tool,
  { policies, bindings, batches, all }: ValidatingJob,
  ports: Pick<Ports, 'exec' | 'files'>,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  const unread = new Map<Manifest, string>();
  const names = new Set(policies.map(({ ref }) => ref.name));
  const own = bindings.filter(({ object }) => names.has(String(get(object, 'spec', 'policyName') ?? '')));
  const kinds = new Set(policies.map(({ object }) => get(object, 'spec', 'paramKind', 'kind')));
  const parameters = all.filter(({ ref }) => kinds.has(ref.kind));
  for (const batch of batches) {
    const input = { exceptions: [], parameters, batch, all };
    const [bound, alone] = await Promise.all([
      runKyverno(tool, { ...input, policies: [...policies, ...own] }, ports),
      runKyverno(tool, { ...input, policies }, ports),
    ]);
    if (bound.status === 'failed' || alone.status === 'failed') {
      const why = bound.status === 'failed' ? bound.why : alone.status === 'failed' ? alone.why : '';
      for (const policy of policies) unread.set(policy, why);
      continue;
    }
    for (const [policy, why] of [...bound.skipped, ...alone.skipped]) unread.set(policy, why);
    const matched = new Set(alone.results.flatMap((result) => objectsOf(result)));
    for (const result of bound.results) {
      const policy = policies.find(({ ref }) => ref.name === result.policy);
      if (policy === undefined || result.result === 'pass' || result.result === 'skip') continue;
      if (!objectsOf(result).some((each) => matched.has(each))) continue;
      verdicts.push(...verdictsOf(result, policy, own, batch));
    }
  }
  const remedy = 'Correct it so that the API server takes it.';
  for (const [policy, message] of unread) {
    verdicts.push({
      id: ID,
      policy,
      rule: null,
      enforces: true,
      message,
      outcome: 'not-run',
      cause: 'content',
      isLimit: false,
      remedy,
      path: [],
    });
  }
  return [...verdicts, ...limitsOf(policies, own, all)];
}

/** Policy and object as one text, to compare the two runs. */
function objectsOf({ policy, resources }: KyvernoResult): readonly string[] {
  return resources.map(({ kind, namespace, name }) => JSON.stringify([policy, kind, namespace, name]));
}

function verdictsOf(
  result: KyvernoResult,
  policy: Manifest,
  bindings: readonly Manifest[],
  batch: Batch,
): readonly Verdict[] {
  const binding = bindings.find(({ ref }) => ref.name === result.properties.binding);
  const path = pathOf(result, policy);
  return result.resources.flatMap((resource): readonly Verdict[] => {
    const manifest = batch.find(resource);
    if (manifest === null) return [];
    const outcome = result.result === 'error' ? 'unknown' : 'fail';
    const enforces = binding === undefined ? true : denies(binding);
    return [{ id: ID, policy, rule: null, outcome, enforces, message: result.message, manifest, path }];
  });
}

/** A binding that denies makes a policy reject; the others only say. */
export function isEnforced(policy: Manifest, bindings: readonly Manifest[]): boolean {
  return bindings.some((each) => get(each.object, 'spec', 'policyName') === policy.ref.name && denies(each));
}

function denies({ object }: Manifest): boolean {
  const actions = get(object, 'spec', 'validationActions');
  return isArray(actions) && actions.includes('Deny');
}

/** What the failed validation reads: it is known by its message, or by its expression where it has none. */
function pathOf({ message }: KyvernoResult, { object }: Manifest): Path {
  const validations = get(object, 'spec', 'validations');
  const failed = (isArray(validations) ? validations : []).find((validation) => {
    const [said, expression] = [get(validation, 'message'), get(validation, 'expression')];
    return message === said || (typeof expression === 'string' && message.includes(expression.trim()));
  });
  const [only] = isArray(validations) && validations.length === 1 ? validations : [];
  return fieldOf(String(get(failed ?? only, 'expression') ?? ''));
}

function limitsOf(
  policies: readonly Manifest[],
  bindings: readonly Manifest[],
  all: readonly Manifest[],
): readonly Verdict[] {
  const undeclared = undeclaredNamespaces(all);
  if (undeclared.length === 0) return [];
  return policies.flatMap((policy) => {
    const own = bindings.filter(({ object }) => get(object, 'spec', 'policyName') === policy.ref.name);
    const selects = [policy, ...own].some(({ object }) =>
      JSON.stringify(object.spec ?? null).includes('"namespaceSelector":{"match'),
    );
    return selects ? [unknownNamespaces(ID, policy, undeclared, isEnforced(policy, own))] : [];
  });
}
