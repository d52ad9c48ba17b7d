import type { RuleDescription } from '../../../domain/index.ts';
import { NSA } from '../references.ts';

export type EngineRuleId = 'admission/kyverno' | 'admission/validating-admission-policy' | 'admission/gatekeeper';

const common = {
  topic: 'admission',
  level: null,
  severity: 'high',
  why: 'The cluster refuses the object, or reports it, after the merge: the deployment stops half way, or goes on against the policy.',
  cis: ['5.2.1'],
  nsa: [NSA.podSecurity],
} as const;

const ENFORCED = 'It blocks where the policy rejects, and warns where it only audits or warns';

/**
 * What the engines of admission policies say of the rendered manifests (src/check/admission runs them). Here, with the
 * other rules of their family, since hardening.rules governs them.
 */
export const ENGINE_RULES: Readonly<Record<EngineRuleId, RuleDescription>> = {
  'admission/gatekeeper': {
    ...common,
    id: 'admission/gatekeeper',
    title: 'A Gatekeeper constraint refuses the object',
    means: `Each object is judged by the constraints of the repository with their own engine, gator. ${ENFORCED}; without gator, or where a constraint cannot be evaluated, it is unknown.`,
    repair: 'Change the object as the constraint says, or the constraint if it asks for too much.',
    docs: 'https://open-policy-agent.github.io/gatekeeper/website/docs/gator/',
  },
  'admission/kyverno': {
    ...common,
    id: 'admission/kyverno',
    title: 'A Kyverno policy refuses the object',
    means: `Each object is judged by the Kyverno policies of the repository with their own engine, the kyverno CLI. ${ENFORCED}; without the CLI, or where a policy asks a cluster or a registry (verifyImages, ImageValidatingPolicy), it is unknown.`,
    repair: 'Change the object as the policy says, or the policy if it asks for too much.',
    docs: 'https://kyverno.io/docs/kyverno-cli/',
  },
  'admission/validating-admission-policy': {
    ...common,
    id: 'admission/validating-admission-policy',
    title: 'A ValidatingAdmissionPolicy refuses the object',
    means: `Each object is judged by the bound ValidatingAdmissionPolicies of the repository with the kyverno CLI, which runs their CEL as the API server does. ${ENFORCED}; without the CLI, or where an expression cannot be evaluated, it is unknown.`,
    repair: 'Change the object as the policy says, or the policy if it asks for too much.',
    docs: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
  },
};
