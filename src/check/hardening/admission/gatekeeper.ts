import { get, type Manifest, type Path } from '../../../domain/index.ts';
import { groupOf } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import type { ObjectProblem } from '../rule.ts';

/** Where a denial keeps an object out of the cluster: the webhook, the policy that Gatekeeper makes of it, or everywhere. */
const REJECTING = ['validation.gatekeeper.sh', 'vap.k8s.io', '*'];

/**
 * A constraint denies where it does not say otherwise. `scoped` says it for each enforcement point, and nothing at those
 * that are not named (open-policy-agent.github.io/gatekeeper/website/docs/enforcement-points).
 */
export function gatekeeperProblems(manifest: Manifest): readonly ObjectProblem[] {
  if (groupOf(manifest) !== 'constraints.gatekeeper.sh') return [];
  const action = textOf(get(manifest.object, 'spec', 'enforcementAction') ?? 'deny');
  if (action === 'deny' || (action === 'scoped' && deniesAtAdmission(manifest))) return [];
  const path: Path = ['spec', 'enforcementAction'];
  return [{ manifest, message: 'gatekeeper', data: { action }, paths: [path] }];
}

function deniesAtAdmission({ object }: Manifest): boolean {
  return itemsOf(get(object, 'spec', 'scopedEnforcementActions')).some(
    (scoped) =>
      textOf(get(scoped, 'action')) === 'deny' &&
      itemsOf(get(scoped, 'enforcementPoints')).some((point) => REJECTING.includes(textOf(get(point, 'name')))),
  );
}
