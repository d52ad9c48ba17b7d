import { get, type Json, type Manifest } from '../../../domain/index.ts';
import { groupOf } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { kyvernoActions, kyvernoRules } from './kyverno-parts.ts';
import { type Part, present, textOfAll } from './part.ts';
import { kyvernoSettings, mutatingBinding, mutatingPolicy } from './setting-parts.ts';
import { policyBinding, validatingPolicy, webhooks } from './validating-parts.ts';

const ADMISSION = 'admissionregistration.k8s.io';

/** The parts of a policy of an engine that the gate knows; null for any other object. */
export function partsOf(manifest: Manifest): readonly Part[] | null {
  const group = groupOf(manifest);
  const { kind } = manifest.ref;
  if (group === 'kyverno.io' && (kind === 'ClusterPolicy' || kind === 'Policy')) return kyvernoRules(manifest);
  if (group === 'policies.kyverno.io' && kind.endsWith('ValidatingPolicy')) return kyvernoActions(manifest);
  if (group === 'policies.kyverno.io' && /(Mutat|Generat)ingPolicy$/.test(kind)) return kyvernoSettings(manifest);
  if (group === 'constraints.gatekeeper.sh') return gatekeeperConstraint(manifest);
  if (group === 'templates.gatekeeper.sh' && kind === 'ConstraintTemplate') {
    return [present('template', ['spec'], { demands: textOfAll(get(manifest.object, 'spec')) })];
  }
  if (group !== ADMISSION) return null;
  if (kind === 'ValidatingAdmissionPolicy') return validatingPolicy(manifest);
  if (kind === 'ValidatingAdmissionPolicyBinding') return policyBinding(manifest);
  if (kind === 'MutatingAdmissionPolicy') return mutatingPolicy(manifest);
  if (kind === 'MutatingAdmissionPolicyBinding') return mutatingBinding(manifest);
  if (kind === 'ValidatingWebhookConfiguration' || kind === 'MutatingWebhookConfiguration') return webhooks(manifest);
  return null;
}

/** The point at which Gatekeeper rejects; `*` is every one of them. */
const WEBHOOK_POINTS = ['validation.gatekeeper.sh', '*'];

function gatekeeperConstraint({ object }: Manifest): readonly Part[] {
  const action = textOf(get(object, 'spec', 'enforcementAction')) || 'deny';
  const scoped = itemsOf(get(object, 'spec', 'scopedEnforcementActions'));
  return [
    {
      name: 'enforcementAction',
      enforces: action === 'deny' || (action === 'scoped' && scoped.some(deniesAtAdmission)),
      action,
      path: ['spec', 'enforcementAction'],
      scope: textOfAll(get(object, 'spec', 'match')),
      demands: textOfAll(get(object, 'spec', 'parameters')),
    },
  ];
}

function deniesAtAdmission(scoped: Json): boolean {
  const points = itemsOf(get(scoped, 'enforcementPoints')).map((point) => textOf(get(point, 'name')));
  return get(scoped, 'action') === 'deny' && points.some((point) => WEBHOOK_POINTS.includes(point));
}
