export { applyEdits, conflict, sortEdits } from './edits.ts';
export { insideTree, type Resolved, resolveInTree } from './links.ts';
export { type EntriesSource, entriesTree, memoryTree, type TreeContent, unreadable } from './memory.ts';
export { overlayTree } from './overlay.ts';
