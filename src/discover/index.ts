export { type Discovery, discover, ignoring } from './discover.ts';
export type { SelectionRequest } from './selection.ts';
