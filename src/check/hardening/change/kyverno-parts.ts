import { get, type Json, type Manifest } from '../../../domain/index.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { quote } from '../pod.ts';
import { without } from './canonical.ts';
import { failurePolicy, type Part, present, textOfAll } from './part.ts';
import { setting } from './setting-parts.ts';
import { validationParts } from './validating-parts.ts';

/** Says what a rule does with what it finds, or what it tells people of it: compared by itself, or of no account. */
const ASIDE = ['message', 'failureAction', 'failureActionOverrides'];

/** kyverno.io ClusterPolicy and Policy (github.com/kyverno/kyverno api/kyverno/v1/spec_types.go). */
export function kyvernoRules({ object }: Manifest): readonly Part[] {
  const spec = get(object, 'spec');
  const older = get(spec, 'validationFailureAction') ?? 'Audit';
  const ignores = get(spec, 'failurePolicy') ?? get(spec, 'webhookConfiguration', 'failurePolicy');
  const rules = itemsOf(get(spec, 'rules')).flatMap((rule, index): readonly Part[] => {
    const validate = get(rule, 'validate');
    const images = itemsOf(get(rule, 'verifyImages'));
    const holders = [...(validate === undefined ? [] : [validate]), ...images];
    if (holders.length === 0) return settingIn(rule, index);
    const actions = holders.map((holder) => String(get(holder, 'failureAction') ?? older));
    const weak = actions.find((action) => action.toLowerCase() !== 'enforce');
    const held = validate === undefined ? ['verifyImages'] : ['validate', 'failureAction'];
    return [
      {
        name: `rule ${quote(textOf(get(rule, 'name')))}`,
        enforces: weak === undefined,
        action: weak ?? 'Enforce',
        path: ['spec', 'rules', index, ...held],
        scope: textOfAll(...scopeOf(rule), ...holders.map((holder) => overridesOf(holder, spec))),
        demands: textOfAll(get(rule, 'context'), ...holders.map((holder) => without(holder, ...ASIDE))),
      },
    ];
  });
  return [...rules, ...settingsOf(object), failurePolicy(ignores, ['spec', 'failurePolicy'])];
}

function scopeOf(rule: Json): readonly (Json | undefined)[] {
  return ['match', 'exclude', 'preconditions', 'celPreconditions'].map((field) => get(rule, field));
}

/** A rule that mutates or generates. */
function settingIn(rule: Json, index: number): readonly Part[] {
  const name = `rule ${quote(textOf(get(rule, 'name')))}`;
  return ['mutate', 'generate'].flatMap((field) => {
    const content = get(rule, field);
    if (content === undefined) return [];
    return [setting(name, ['spec', 'rules', index, field], textOfAll(...scopeOf(rule)), content, get(rule, 'context'))];
  });
}

/** Namespaces where another action holds than the rule's own. */
function overridesOf(holder: Json, spec: Json | undefined): Json {
  return get(holder, 'failureActionOverrides') ?? get(spec, 'validationFailureActionOverrides') ?? [];
}

/** What of a policy decides whether its rules are asked at all. */
function settingsOf(object: Json): readonly Part[] {
  const spec = get(object, 'spec');
  const autogen = get(object, 'metadata', 'annotations', 'pod-policies.kyverno.io/autogen-controllers');
  const isOn = get(spec, 'admission') !== false;
  return [
    { ...present('admission', ['spec', 'admission']), enforces: isOn, action: String(isOn), about: 'others' },
    {
      ...present('the policy', ['spec']),
      about: 'others',
      scope: textOfAll(
        autogen,
        get(spec, 'applyRules') ?? 'All',
        get(spec, 'webhookConfiguration', 'matchConditions') ?? [],
      ),
    },
  ];
}

/** policies.kyverno.io ValidatingPolicy, ImageValidatingPolicy and those of one namespace. */
export function kyvernoActions({ object }: Manifest): readonly Part[] {
  const spec = get(object, 'spec');
  const actions = itemsOf(get(spec, 'validationActions')).map(String);
  // Left out, the engine denies.
  const enforces = actions.length === 0 || actions.includes('Deny');
  return [
    {
      name: 'validationActions',
      enforces,
      action: actions.join(', '),
      path: ['spec', 'validationActions'],
      scope: textOfAll(
        ...['matchConstraints', 'matchConditions', 'matchImageReferences', 'images'].map((field) => get(spec, field)),
        ...['evaluation', 'autogen'].map((field) => get(spec, field)),
      ),
      demands: textOfAll(...['attestors', 'attestations', 'validationConfigurations'].map((field) => get(spec, field))),
    },
    ...validationParts(object).map((part): Part => ({ ...part, about: 'others' })),
    failurePolicy(get(spec, 'failurePolicy'), ['spec', 'failurePolicy']),
  ];
}
