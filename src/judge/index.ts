export { saysNoMore } from './baseline.ts';
export { exceptedDenials } from './excepted-denials.ts';
export { isGuarded, lifetimeOf, matchesRule } from './exceptions.ts';
export { fingerprintOf, isAboutImage } from './fingerprint.ts';
export { attachFixes, type JudgeInput, type Judgement, judge, verdictOf } from './judge.ts';
export { compareJudged } from './order.ts';
export { lintExceptions, RULES } from './refused-exceptions.ts';
export { type ImageChange, imageChanges, replacedImages } from './replaced.ts';
export type { Side } from './side.ts';
