import { get, isArray, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { groupOf, type Inventory } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import type { ObjectProblem } from '../rule.ts';
import { actionForEveryNamespace } from './kyverno-overrides.ts';

const BY_RULE = ['ClusterPolicy', 'Policy'];
const BY_ACTIONS = [
  'ValidatingPolicy',
  'ImageValidatingPolicy',
  'NamespacedValidatingPolicy',
  'NamespacedImageValidatingPolicy',
];

/**
 * kyverno.io: each validate or verifyImages rule says its failureAction, else the spec's older
 * validationFailureAction holds, else Audit. policies.kyverno.io: validationActions, as in Kubernetes' own policies.
 */
export function kyvernoProblems({ manifests }: Inventory): readonly ObjectProblem[] {
  return manifests.flatMap((manifest) => {
    const { kind } = manifest.ref;
    if (groupOf(manifest) === 'kyverno.io' && BY_RULE.includes(kind)) return byRule(manifest);
    if (groupOf(manifest) === 'policies.kyverno.io' && BY_ACTIONS.includes(kind)) return byActions(manifest);
    return [];
  });
}

function byRule(manifest: Manifest): readonly ObjectProblem[] {
  const holders = itemsOf(get(manifest.object, 'spec', 'rules')).flatMap((rule, index) => {
    const verify = get(rule, 'verifyImages');
    const validate = get(rule, 'validate');
    const path = ['spec', 'rules', index];
    return [
      ...(validate === undefined ? [] : [{ holder: validate, path: [...path, 'validate'] }]),
      ...itemsOf(verify).map((holder, item) => ({ holder, path: [...path, 'verifyImages', item] })),
    ];
  });
  if (holders.length === 0) return [];
  const audits = holders.flatMap(({ holder, path }): readonly ObjectProblem[] => {
    const { action, at } = actionOf(manifest, holder, path);
    return isEnforce(action) ? [] : [problem(manifest, textOf(action), at)];
  });
  return audits.length > 0
    ? audits
    : opened(manifest, [
        [['spec', 'admission'], false],
        [['spec', 'failurePolicy'], 'Ignore'],
        [['spec', 'webhookConfiguration', 'failurePolicy'], 'Ignore'],
      ]);
}

/** What happens in a namespace of which nothing is known, in the order in which Kyverno asks. */
function actionOf(manifest: Manifest, holder: Json, path: Path): { readonly action: Json; readonly at: Path } {
  const own = actionForEveryNamespace(get(holder, 'failureActionOverrides'), [...path, 'failureActionOverrides']);
  if (own !== null) return own;
  const written: Path = [...path, 'failureAction'];
  const action = get(holder, 'failureAction') ?? null;
  if (action !== null) return { action, at: written };
  const older = get(manifest.object, 'spec', 'validationFailureActionOverrides');
  return (
    actionForEveryNamespace(older, ['spec', 'validationFailureActionOverrides']) ?? {
      action: get(manifest.object, 'spec', 'validationFailureAction') ?? 'Audit',
      at: written,
    }
  );
}

function isEnforce(action: Json): boolean {
  return textOf(action).toLowerCase() === 'enforce';
}

function byActions(manifest: Manifest): readonly ObjectProblem[] {
  const actions = get(manifest.object, 'spec', 'validationActions');
  const list = isArray(actions) ? actions : [];
  // Left out, the engine denies.
  if (list.length > 0 && !list.includes('Deny')) {
    return [problem(manifest, list.join(', '), ['spec', 'validationActions'])];
  }
  return opened(manifest, [
    [['spec', 'evaluation', 'admission', 'enabled'], false],
    [['spec', 'failurePolicy'], 'Ignore'],
  ]);
}

/** Settings by which a policy that rejects is not asked, or lets through what it could not judge. */
function opened(
  manifest: Manifest,
  settings: readonly (readonly [path: Path, value: Json])[],
): readonly ObjectProblem[] {
  return settings.flatMap(([path, value]): readonly ObjectProblem[] => {
    if (get(manifest.object, ...path) !== value) return [];
    const message = value === false ? 'unasked' : 'ignores';
    return [{ manifest, message, data: {}, paths: [path] }];
  });
}

function problem(manifest: Manifest, action: string, path: Path): ObjectProblem {
  return { manifest, message: 'audits', data: { action }, paths: [path] };
}
