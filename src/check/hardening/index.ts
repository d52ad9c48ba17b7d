import type { RuleDescription } from '../../domain/index.ts';
import { ENGINE_RULES } from './admission/engine-rules.ts';
import { NOT_COMPARED } from './change/not-compared.ts';
import { HARDENING_RULES } from './rules/index.ts';
import { GITLEAKS } from './secrets/gitleaks-rule.ts';

export { ENGINE_RULES, type EngineRuleId } from './admission/engine-rules.ts';
export { checkHardening, type HardeningResult } from './check.ts';
export { type ChangeSide, checkChanges } from './check-changes.ts';
export { type Evidence, evidenceIn, keyOf, partOf, TOPIC_PARTS, type TopicPart } from './evidence/parts.ts';
export { configuredLevel, lintRuleLevels, matchesRule, type RuleLevelLint } from './levels.ts';
export { type PodReading, type PodView, readPod } from './pod.ts';
export { NEWEST_MINOR, type PodSecurityLevel, parseVersion, selectChecks } from './pod-security/selection.ts';
export type { RepositoryFiles } from './repository.ts';
export { missingFields } from './required.ts';
export type { HardeningRule } from './rule.ts';
export { type CredentialsResult, checkCredentials } from './secrets/credentials.ts';
export type { GitleaksMemory } from './secrets/gitleaks-run.ts';
export { unservedKinds } from './unserved.ts';
export { HARDENING_RULES };

/** Rules some of whose findings have a certain repair. */
export const REPAIRED_RULES: readonly string[] = HARDENING_RULES.flatMap(({ description, repairs }) =>
  repairs === undefined ? [] : [description.id],
);

/** For the catalogue of all rules. */
export const RULES: readonly RuleDescription[] = [
  ...HARDENING_RULES.map((rule) => rule.description),
  ...Object.values(ENGINE_RULES),
  NOT_COMPARED,
  GITLEAKS,
];
