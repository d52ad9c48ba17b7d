export { RULES } from './refused.ts';
export { type SuppressedSide, type Suppressions, suppress } from './suppress.ts';
