import type { Path } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { ENGINE_RULES } from './admission/engine-rules.ts';
import { NOT_COMPARED } from './change/not-compared.ts';
import { HARDENING_RULES } from './rules/index.ts';
import { GITLEAKS } from './secrets/gitleaks-rule.ts';

export type RuleLevel = 'error' | 'warn' | 'off';

/**
 * What `hardening.rules` says of a rule: the pattern that names most of its id wins; null where none names it.
 *
 * Patterns are an id, a prefix that ends in `/*` (or in `*` alone, as in `change/weakens-*`), or `*`.
 */
export function configuredLevel(
  policy: Policy,
  id: string,
): { readonly pattern: string; readonly level: RuleLevel } | null {
  let best: { readonly pattern: string; readonly level: RuleLevel } | null = null;
  for (const [pattern, level] of Object.entries(policy.hardening.rules)) {
    if (!matchesRule(pattern, id)) continue;
    if (best === null || specificity(pattern) > specificity(best.pattern)) best = { pattern, level };
  }
  return best;
}

/** True where a pattern of `hardening.rules`, or of an exception's `rules`, covers the rule id. */
export function matchesRule(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id;
}

/** A whole id is more specific than any prefix of it. */
function specificity(pattern: string): number {
  return pattern.endsWith('*') ? pattern.length - 1 : Number.POSITIVE_INFINITY;
}

/** A mistake in the policy file that does not stop it from being read. */
export interface RuleLevelLint {
  /** Inside the policy file. */
  readonly path: Path;
  readonly message: string;
  readonly remedy: string;
}

/** Families that `hardening.rules` does not govern, and what does. */
const GOVERNED_ELSEWHERE: Readonly<Record<string, string>> = {
  image: 'Use images.digest, images.tags and images.allow.',
  signature: 'Use signatures.mode and the ClusterImagePolicies.',
  attestation: 'Use signatures.mode and the ClusterImagePolicies.',
  vulnerability: 'Use vulnerabilities.severity, or an exception.',
  manifest: 'Remove it: an invalid manifest always blocks. An exception can excuse one file.',
  render: 'Remove it: a source that does not render always blocks. An exception can excuse one file.',
  source: 'Remove it: sources are governed by the policy file alone.',
  gate: 'Use gate.workflowChanges.',
};

/** Patterns in `hardening.rules` that match no rule, with what was probably meant. */
export function lintRuleLevels(policy: Policy): readonly RuleLevelLint[] {
  const ids: readonly string[] = [
    ...HARDENING_RULES.map((rule) => rule.description.id),
    ...Object.keys(ENGINE_RULES),
    NOT_COMPARED.id,
    GITLEAKS.id,
  ];
  return Object.keys(policy.hardening.rules).flatMap((pattern) => {
    if (ids.some((id) => matchesRule(pattern, id))) return [];
    const path = ['hardening', 'rules', pattern];
    const family = pattern.split('/', 1)[0] ?? '';
    const governor = Object.hasOwn(GOVERNED_ELSEWHERE, family) ? GOVERNED_ELSEWHERE[family] : undefined;
    const quoted = JSON.stringify(pattern);
    if (governor !== undefined) {
      const message = `hardening.rules governs the hardening families only, so ${quoted} changes nothing.`;
      return [{ path, message, remedy: governor }];
    }
    const meant = ids.find((id) => id.toLowerCase() === pattern.toLowerCase());
    const remedy = meant === undefined ? '`supply-chain-gate rules` lists the ids.' : `Write ${meant}.`;
    return [{ path, message: `${quoted} matches no hardening rule, so it changes nothing.`, remedy }];
  });
}
