export { checkDeliveries } from './check.ts';
export { canonicalRepository } from './repository-url.ts';
export { RULES } from './rules.ts';
