import { configuredLevel } from './check/hardening/index.ts';
import type { Image, JudgedFinding, Manifest } from './domain/index.ts';
import type { Policy } from './policy/index.ts';
import { describeRule, RULES, summarizeTopics } from './rules/index.ts';

/** What can be said of each topic of the hardening checklist, and what no manifest shows. */
export function topicsOf(
  { manifests, images }: { readonly manifests: readonly Manifest[]; readonly images: readonly Image[] },
  findings: readonly JudgedFinding[],
  policy: Policy,
) {
  const isOff = (rule: string): boolean => {
    const configured = configuredLevel(policy, rule)?.level ?? null;
    return configured === 'off' || (configured === null && isLeftOut(rule, policy));
  };
  return summarizeTopics({ findings, manifests, images: images.length, isOff, describeRule, rules: RULES });
}

/** The level privileged holds no check of the Pod Security Standards. */
function isLeftOut(rule: string, policy: Policy): boolean {
  return policy.hardening.podSecurity.level === 'privileged' && rule.startsWith('pss/');
}
