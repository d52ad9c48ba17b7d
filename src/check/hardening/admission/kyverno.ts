import { get, isArray, type Manifest, type Path } from '../../../domain/index.ts';
import { groupOf, type Inventory } from '../inventory.ts';
import type { ObjectProblem } from '../rule.ts';

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
  const rules = get(manifest.object, 'spec', 'rules');
  const older = get(manifest.object, 'spec', 'validationFailureAction') ?? 'Audit';
  return (isArray(rules) ? rules : []).flatMap((rule, index): readonly ObjectProblem[] => {
    const validate = get(rule, 'validate');
    const verify = get(rule, 'verifyImages');
    const found = [
      ...(validate === undefined ? [] : [{ holder: validate, path: ['spec', 'rules', index, 'validate'] }]),
      ...(isArray(verify) ? verify : []).map((holder, item) => ({
        holder,
        path: ['spec', 'rules', index, 'verifyImages', item],
      })),
    ];
    return found.flatMap(({ holder, path }): readonly ObjectProblem[] => {
      const action = get(holder, 'failureAction') ?? older;
      if (String(action).toLowerCase() === 'enforce') return [];
      return [problem(manifest, String(action), [...path, 'failureAction'])];
    });
  });
}

function byActions(manifest: Manifest): readonly ObjectProblem[] {
  const actions = get(manifest.object, 'spec', 'validationActions');
  const list = isArray(actions) ? actions : [];
  // Left out, the engine denies.
  if (list.length === 0 || list.includes('Deny')) return [];
  return [problem(manifest, list.join(', '), ['spec', 'validationActions'])];
}

function problem(manifest: Manifest, action: string, path: Path): ObjectProblem {
  return { manifest, message: 'audits', data: { action }, paths: [path] };
}
