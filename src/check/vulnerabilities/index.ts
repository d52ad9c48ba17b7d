export { checkVulnerabilities, type VulnerabilityCheck, type VulnerabilityCheckOptions } from './check.ts';
export { fetchedRepositories } from './database-repositories.ts';
export { lintVulnerabilityDocuments } from './lint.ts';
export { lintVulnerabilityPolicy } from './lint-policy.ts';
export type { ResultCacheOptions } from './result-cache.ts';
export { RULES } from './rules.ts';
export type { ScanResult } from './scan-result.ts';
export { assertVulnerabilityPolicy } from './usable.ts';
