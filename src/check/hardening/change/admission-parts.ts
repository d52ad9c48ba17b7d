import { get, isArray, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { groupOf } from '../inventory.ts';

/** One thing that an admission policy does: a rule of it, its failure policy, a validation. */
export interface Part {
  /** Tells it from the others of its object, and names it in messages: `rule "no-latest"`. */
  readonly name: string;
  /** True where it rejects what it finds. */
  readonly enforces: boolean;
  /** What the field says: `Audit`. */
  readonly action: string;
  readonly path: Path;
  /** What it applies to, as text to compare; null where that is not its business. */
  readonly scope: string | null;
}

const ADMISSION = 'admissionregistration.k8s.io';

/** The parts of a policy of an engine that the gate knows; null for any other object. */
export function partsOf(manifest: Manifest): readonly Part[] | null {
  const group = groupOf(manifest);
  const { kind } = manifest.ref;
  if (group === 'kyverno.io' && (kind === 'ClusterPolicy' || kind === 'Policy')) return kyvernoRules(manifest);
  if (group === 'policies.kyverno.io' && kind.endsWith('ValidatingPolicy')) return kyvernoActions(manifest);
  if (group === 'constraints.gatekeeper.sh') return gatekeeperConstraint(manifest);
  if (group === 'templates.gatekeeper.sh' && kind === 'ConstraintTemplate') return [present('template')];
  if (group !== ADMISSION) return null;
  if (kind === 'ValidatingAdmissionPolicy') return validatingPolicy(manifest);
  if (kind === 'ValidatingAdmissionPolicyBinding') return policyBinding(manifest);
  if (kind === 'ValidatingWebhookConfiguration') return webhooks(manifest);
  return null;
}

function kyvernoRules({ object }: Manifest): readonly Part[] {
  const older = get(object, 'spec', 'validationFailureAction') ?? 'Audit';
  const ignores = get(object, 'spec', 'failurePolicy') ?? get(object, 'spec', 'webhookConfiguration', 'failurePolicy');
  const rules = listAt(object, 'spec', 'rules').flatMap((rule, index): readonly Part[] => {
    const holders = [get(rule, 'validate'), ...listAt(rule, 'verifyImages')].filter((holder) => holder !== undefined);
    if (holders.length === 0) return [];
    const actions = holders.map((holder) => String(get(holder, 'failureAction') ?? older));
    const weak = actions.find((action) => action.toLowerCase() !== 'enforce');
    const held = get(rule, 'validate') === undefined ? ['verifyImages'] : ['validate', 'failureAction'];
    return [
      {
        name: `rule ${JSON.stringify(get(rule, 'name') ?? '')}`,
        enforces: weak === undefined,
        action: weak ?? 'Enforce',
        path: ['spec', 'rules', index, ...held],
        scope: scopeOf(get(rule, 'match'), get(rule, 'exclude'), get(rule, 'preconditions')),
      },
    ];
  });
  return [...rules, failurePolicy(ignores, ['spec', 'failurePolicy'])];
}

function kyvernoActions(manifest: Manifest): readonly Part[] {
  const actions = listAt(manifest.object, 'spec', 'validationActions').map(String);
  // Left out, the engine denies.
  const enforces = actions.length === 0 || actions.includes('Deny');
  return [
    {
      name: 'validationActions',
      enforces,
      action: actions.join(', '),
      path: ['spec', 'validationActions'],
      scope: scopeOf(get(manifest.object, 'spec', 'matchConstraints'), get(manifest.object, 'spec', 'matchConditions')),
    },
    ...(enforces ? validations(manifest) : []),
  ];
}

function validatingPolicy(manifest: Manifest): readonly Part[] {
  const { object } = manifest;
  return [
    {
      ...failurePolicy(get(object, 'spec', 'failurePolicy'), ['spec', 'failurePolicy']),
      scope: scopeOf(get(object, 'spec', 'matchConstraints'), get(object, 'spec', 'matchConditions')),
    },
    ...validations(manifest),
  ];
}

function policyBinding({ object }: Manifest): readonly Part[] {
  const actions = listAt(object, 'spec', 'validationActions').map(String);
  const parameter = String(get(object, 'spec', 'paramRef', 'parameterNotFoundAction') ?? 'Deny');
  return [
    {
      name: 'validationActions',
      enforces: actions.includes('Deny'),
      action: actions.join(', '),
      path: ['spec', 'validationActions'],
      scope: scopeOf(get(object, 'spec', 'policyName'), get(object, 'spec', 'matchResources')),
    },
    {
      name: 'parameterNotFoundAction',
      enforces: parameter !== 'Allow',
      action: parameter,
      path: ['spec', 'paramRef', 'parameterNotFoundAction'],
      scope: null,
    },
  ];
}

function gatekeeperConstraint({ object }: Manifest): readonly Part[] {
  const action = get(object, 'spec', 'enforcementAction') ?? 'deny';
  const points = JSON.stringify(get(object, 'spec', 'scopedEnforcementActions') ?? []);
  return [
    {
      name: 'enforcementAction',
      enforces: action === 'deny' || (action === 'scoped' && points.includes('"deny"')),
      action: String(action),
      path: ['spec', 'enforcementAction'],
      scope: scopeOf(get(object, 'spec', 'match')),
    },
  ];
}

function webhooks({ object }: Manifest): readonly Part[] {
  return listAt(object, 'webhooks').map((webhook, index) => ({
    ...failurePolicy(get(webhook, 'failurePolicy'), ['webhooks', index, 'failurePolicy']),
    name: `webhook ${JSON.stringify(get(webhook, 'name') ?? '')}`,
    scope: scopeOf(
      ...['rules', 'namespaceSelector', 'objectSelector', 'matchConditions'].map((field) => get(webhook, field)),
    ),
  }));
}

function validations({ object }: Manifest): readonly Part[] {
  return listAt(object, 'spec', 'validations').map((validation) => {
    const expression = String(get(validation, 'expression') ?? '');
    return present(`validation ${JSON.stringify(expression)}`, ['spec', 'validations']);
  });
}

function failurePolicy(value: Json | undefined, path: Path): Part {
  const action = String(value ?? 'Fail');
  return { name: 'failurePolicy', enforces: action !== 'Ignore', action, path, scope: null };
}

function present(name: string, path: Path = []): Part {
  return { name, enforces: true, action: '', path, scope: null };
}

function listAt(value: Json | undefined, ...steps: readonly string[]): readonly Json[] {
  const list = get(value, ...steps);
  return isArray(list) ? list : [];
}

function scopeOf(...values: readonly (Json | undefined)[]): string {
  return JSON.stringify(values.map((value) => value ?? null));
}
