export { type Summary, summaries, VSA_PREDICATE_TYPE } from './summary.ts';
