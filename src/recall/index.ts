export { askRegistry } from './ask-registry.ts';
export { type Asked, type EarlierRuns, openEarlierRuns, unwatched, type WatchedRun } from './earlier-runs.ts';
export { MAX_AGE_MS } from './holds.ts';
export { Notebook } from './notes.ts';
export { RegistryQuestion } from './question.ts';
export { createSeal } from './sealed.ts';
export { NOBODY, type Witness } from './witness.ts';
export { witnessAnswers } from './witness-registry.ts';
