import type { CustomResource } from '../../policy/index.ts';

/** Where well-known custom resources name images. One array a project; each name was read in the project's own API types. */
export const CUSTOM_RESOURCES: readonly CustomResource[] = [];
