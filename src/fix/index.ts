export { applyEdits } from './apply.ts';
export { unifiedDiff } from './diff.ts';
export { type Fixes, type FixRequest, proposeFixes } from './propose.ts';
