export { applyEdits } from '../tree/index.ts';
export { unifiedDiff } from './diff.ts';
export { type Fixes, type FixRequest, proposeFixes } from './propose.ts';
export { explainUnpinnable } from './unpinnable.ts';
