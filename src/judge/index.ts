export type { Side } from './baseline.ts';
export { isGuarded, lifetimeOf, matchesRule } from './exceptions.ts';
export { fingerprintOf, isAboutImage } from './fingerprint.ts';
export { attachFixes, type JudgeInput, type Judgement, judge, verdictOf } from './judge.ts';
export { compareJudged } from './order.ts';
export { lintExceptions, RULES } from './refused-exceptions.ts';
