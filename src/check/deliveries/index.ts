export { type SourceAdmission, sourceAdmission } from './allowed.ts';
export { checkDeliveries, ownDeliveries } from './check.ts';
export { lintRepositories } from './lint.ts';
export { chartPolicy } from './remote.ts';
export { canonicalRepository } from './repository-url.ts';
export { RULES } from './rules.ts';
