export { checkVulnerabilities, type VulnerabilityCheck, type VulnerabilityCheckOptions } from './check.ts';
export type { ResultCacheOptions } from './result-cache.ts';
export { RULES } from './rules.ts';
