export type { SuppressedSide } from './places.ts';
export { RULES } from './refused.ts';
export { type Suppressions, suppress } from './suppress.ts';
