export { checkSignatures, type SignatureCheckOptions, type SignatureCheckResult } from './check.ts';
export { createConditionEvaluator } from './condition/programs.ts';
export { createGithubAttestations, type GithubAccess } from './found/github.ts';
export { lintSignaturePolicies, type SignaturePolicyLint } from './lint/lint.ts';
export type { PolicyFile } from './policy/documents.ts';
export { signatureRepositories } from './policy/repositories.ts';
export { RULES } from './rules.ts';
export type { TrustRootUse } from './trust-root/trust-roots.ts';
export type { PolicyVerdict } from './verdicts.ts';
