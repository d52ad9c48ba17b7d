import { get, isArray, type Manifest, type Path } from '../../domain/index.ts';
import { groupOf } from './group.ts';
import type { Verdict } from './verdict.ts';

const REMEDY =
  'Name the same signers in a ClusterImagePolicy under signatures.policies, which the gate checks itself, or set "admission/kyverno": off under hardening.rules.';

/**
 * What Kyverno's image policies would say is not known: its CLI asks registries by itself, past the allow list and the
 * credentials of the gate, so it is not started for them. Each is named rather than passed over.
 */
export function imageVerdicts(policies: readonly Manifest[]): readonly Verdict[] {
  return policies.flatMap((policy) =>
    rulesOf(policy).map(({ name, path, enforces }) => ({
      id: 'admission/kyverno' as const,
      policy,
      rule: name,
      enforces,
      message: 'it verifies images, for which Kyverno asks their registries',
      outcome: 'not-run' as const,
      cause: 'content' as const,
      isLimit: true,
      remedy: REMEDY,
      path,
    })),
  );
}

/** True of a policy with a rule that looks at the signatures or attestations of images. */
export function verifiesImages(policy: Manifest): boolean {
  return rulesOf(policy).length > 0;
}

interface ImageRule {
  /** Null where the whole policy is one. */
  readonly name: string | null;
  readonly path: Path;
  readonly enforces: boolean;
}

function rulesOf(policy: Manifest): readonly ImageRule[] {
  if (groupOf(policy) === 'policies.kyverno.io') {
    const actions = get(policy.object, 'spec', 'validationActions');
    const enforces = !isArray(actions) || actions.length === 0 || actions.includes('Deny');
    return policy.ref.kind.includes('ImageValidatingPolicy') ? [{ name: null, path: ['spec'], enforces }] : [];
  }
  const rules = get(policy.object, 'spec', 'rules');
  const older = get(policy.object, 'spec', 'validationFailureAction') ?? 'Audit';
  return (isArray(rules) ? rules : []).flatMap((rule, index): readonly ImageRule[] => {
    const verify = get(rule, 'verifyImages');
    if (!isArray(verify) || verify.length === 0) return [];
    const enforces = verify.some((each) => String(get(each, 'failureAction') ?? older).toLowerCase() === 'enforce');
    return [{ name: String(get(rule, 'name') ?? ''), path: ['spec', 'rules', index, 'verifyImages'], enforces }];
  });
}
