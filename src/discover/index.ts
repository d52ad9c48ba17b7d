export { type Discovery, discover } from './discover.ts';
export type { SelectionRequest } from './selection.ts';
