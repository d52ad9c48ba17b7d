export { type Asked, type EarlierRuns, openEarlierRuns, unwatched, type WatchedRun } from './earlier-runs.ts';
export { NOBODY, type Witness } from './witness.ts';
