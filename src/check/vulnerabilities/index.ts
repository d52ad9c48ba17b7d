export { checkVulnerabilities, type VulnerabilityCheck, type VulnerabilityCheckOptions } from './check.ts';
export { RULES } from './rules.ts';
